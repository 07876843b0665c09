/**
 * The encoding of one source while it is read. Years of a log may be plain ASCII before the first other byte comes, so
 * the file is UTF-8 until then, and what comes is weighed anew until there is enough of it. Lines that were decoded
 * before stay as they are.
 */
import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { detectEncoding, type Encoding } from '#core/lines/encoding.ts';

/** Bytes weighed of one chunk, from its first that is not ASCII. */
const SAMPLE = 64 * 1024;
/** No more is weighed after so many. */
const ENOUGH = 4 * SAMPLE;
const NOTHING = new Uint8Array();

type Decode = (bytes: Uint8Array) => string;

export class FileEncoding {
  #encoding: Encoding = 'utf-8';
  #decode: Decode = decoderOf('utf-8');
  #evidence: Uint8Array = NOTHING;
  #next: Uint8Array = NOTHING;

  get encoding(): Encoding {
    return this.#encoding;
  }

  readonly decode: Decode = (bytes) => {
    if (!isAscii(bytes)) {
      this.#weigh(this.#next);
      this.#next = NOTHING;
      /* A line that began in the chunk before may hold all that is not ASCII. */
      if (this.#evidence.length === 0) this.#weigh(bytes);
    }
    return this.#decode(bytes);
  };

  /** Bytes that will be decoded next; weighed when the first line that is not ASCII is met. */
  see(chunk: Uint8Array): void {
    this.#next = chunk;
  }

  /** Bytes that stand at the beginning of the same file. */
  begin(sample: Uint8Array): void {
    this.#weigh(sample);
  }

  #weigh(chunk: Uint8Array): void {
    if (this.#evidence.length >= ENOUGH || isAscii(chunk)) return;
    const first = chunk.findIndex((byte) => byte >= 0x80);
    this.#evidence = Buffer.concat([this.#evidence, chunk.subarray(first, first + SAMPLE)]);
    const found = detectEncoding(this.#evidence);
    if (found === this.#encoding) return;
    this.#encoding = found;
    this.#decode = decoderOf(found);
  }
}

/** Latin-1 by hand: Node's own decoder loses a lone FF at a line's beginning and makes 80 to 9F what they are not. */
function decoderOf(encoding: Encoding): Decode {
  if (encoding === 'iso-8859-1')
    return (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}
