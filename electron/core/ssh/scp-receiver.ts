/**
 * The receiving end of `scp -f` for one file. The server's words are claims: names and sizes are checked, and nothing
 * it sends chooses a place on this computer. Bytes in, events and acknowledgements out; whoever holds the channel
 * sends them.
 *
 *   T<mtime> 0 <atime> 0\n    times, only with -p
 *   C<mode> <size> <name>\n   then <size> bytes and a zero byte
 *   \x01<text>\n or \x02<text>\n   what went wrong over there
 */
export type ScpEvent =
  | { readonly type: 'file'; readonly size: number; readonly modified?: number }
  | { readonly type: 'data'; readonly data: Uint8Array }
  | { readonly type: 'end' }
  /** `refused`: the server says why in `text`; `lied`: what it sent is no answer to what was asked. */
  | { readonly type: 'failed'; readonly why: 'refused' | 'lied'; readonly text: string };

export interface ScpStep {
  readonly events: readonly ScpEvent[];
  /** Zero bytes to send back, one an acknowledged part. */
  readonly acknowledge: number;
}

/** Longer than any path; what goes on without an end is no control line. */
const LONGEST_LINE = 8192;
const NEWLINE = 10;
const FILE = /^C([0-7]{3,6}) (\d{1,16}) (.+)$/;
const TIMES = /^T(\d{1,15}) \d+ \d{1,15} \d+$/;

export class ScpReceiver {
  /** Only this name may come: the last part of the path that was asked for. */
  readonly #name: string;
  #state: 'line' | 'data' | 'status' | 'over' = 'line';
  #line: number[] = [];
  #left = 0;
  #modified: number | undefined;
  #events: ScpEvent[] = [];
  #acknowledge = 0;

  constructor(path: string) {
    this.#name = path.slice(path.lastIndexOf('/') + 1);
  }

  push(chunk: Uint8Array): ScpStep {
    let at = 0;
    while (at < chunk.length && !this.#over) {
      if (this.#state === 'data') at += this.#takeData(chunk.subarray(at));
      else this.#takeByte(chunk[at++] ?? 0);
    }
    const step = { events: this.#events, acknowledge: this.#acknowledge };
    this.#events = [];
    this.#acknowledge = 0;
    return step;
  }

  /** The channel is at its end. */
  end(): ScpStep {
    if (this.#over) return { events: [], acknowledge: 0 };
    this.#fail('lied', 'the end came too early');
    return this.push(new Uint8Array());
  }

  get #over(): boolean {
    return this.#state === 'over';
  }

  #takeData(data: Uint8Array): number {
    const taken = Math.min(this.#left, data.length);
    if (taken > 0) this.#events.push({ type: 'data', data: data.subarray(0, taken) });
    this.#left -= taken;
    if (this.#left === 0) this.#state = 'status';
    return taken;
  }

  #takeByte(byte: number): void {
    if (this.#state === 'status' && this.#line.length === 0 && byte === 0) {
      this.#acknowledge++;
      this.#state = 'over';
      this.#events.push({ type: 'end' });
      return;
    }
    if (byte !== NEWLINE) {
      this.#line.push(byte);
      if (this.#line.length > LONGEST_LINE) this.#fail('lied', `${latin1(this.#line.slice(0, 60))}…`);
      return;
    }
    const line = latin1(this.#line);
    this.#line = [];
    this.#takeLine(line);
  }

  #takeLine(line: string): void {
    if (line.startsWith('\x01') || line.startsWith('\x02')) {
      this.#fail('refused', line.slice(1));
      return;
    }
    const times = TIMES.exec(line);
    if (times && this.#state === 'line' && this.#modified === undefined) {
      this.#modified = Number(times[1]) * 1000;
      this.#acknowledge++;
      return;
    }
    const file = FILE.exec(line);
    if (file && this.#state === 'line') this.#takeFile(Number(file[2]), file[3] ?? '');
    else this.#fail('lied', line.slice(0, 100));
  }

  #takeFile(size: number, name: string): void {
    if (!Number.isSafeInteger(size)) this.#fail('lied', String(size));
    else if (name !== latin1([...utf8(this.#name)])) this.#fail('lied', name.slice(0, 100));
    else {
      this.#acknowledge++;
      this.#left = size;
      this.#state = size === 0 ? 'status' : 'data';
      const modified = this.#modified === undefined ? {} : { modified: this.#modified };
      this.#events.push({ type: 'file', size, ...modified });
    }
  }

  #fail(why: 'refused' | 'lied', text: string): void {
    this.#state = 'over';
    this.#events.push({ type: 'failed', why, text: text.replaceAll(/[\p{Cc}]/gu, ' ').trim() });
  }
}

function latin1(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** UTF-8 by hand: core has no TextEncoder. */
function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'));
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === '%') {
      bytes.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(escaped.charCodeAt(i));
  }
  return bytes;
}
