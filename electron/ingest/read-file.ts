/** A log file or pasted text -> parsed entries, part by part; nothing is read ahead of who asks. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Alert } from '#core/base/problem.ts';
import type { Encoding } from '#core/lines/encoding.ts';
import { BatchReader } from '#core/lines/batch-reader.ts';
import { BATCH_LIMITS, IS_SENDMAIL, type RecordBatch } from '#core/records/batch.ts';
import { readBytes, unpackPipe, type Chunk } from './bytes.ts';
import { ReadFailure } from './failure.ts';
import { FileEncoding } from './file-encoding.ts';
import { followBytes } from './follow.ts';
import { NodeScan } from './node-scan.ts';
import type { Packing } from '#core/contract/ingest-protocol.ts';

export interface ReadOptions {
  /** Number of the source within its log. */
  readonly source: number;
  readonly signal?: AbortSignal;
  /** Where to go on: bytes of the decompressed stream, and the number of the line there. */
  readonly fromOffset?: number;
  readonly fromLine?: number;
  /** Of a log that is followed: all that is there has been given. */
  readonly caughtUp?: () => void;
}

export interface Part {
  readonly batch: RecordBatch;
  /** For who has copied or sent the batch and looks at it no more: its memory serves the batches that come. */
  readonly done: () => void;
  /** Bytes read from disk so far. */
  readonly bytes: number;
  /** Number of the line after the last one read: behind provisional entries too. */
  readonly endLine: number;
  readonly encoding: Encoding;
  readonly packing?: Packing;
}

/** Bytes of a file's beginning that show its encoding. */
const SAMPLE = 1024 * 1024;

/** Throws ReadFailure (with its Problem) or the system's error; what was yielded before stays good. */
export async function* readEntries(path: string, options: ReadOptions): AsyncGenerator<Part> {
  const stats = await stat(path);
  const where = basename(path);
  if (stats.isDirectory()) throw new ReadFailure({ code: 'is-directory-without-logs', where });
  if (!stats.isFile()) throw new ReadFailure({ code: 'is-device', where });
  const damage: Alert[] = [];
  const chunks = readBytes(path, {
    fromOffset: options.fromOffset ?? 0,
    ...(options.signal ? { signal: options.signal } : {}),
    alert: (alert) => damage.push(alert),
  });
  const sample = (options.fromOffset ?? 0) > 0 ? await beginningOf(path) : undefined;
  yield* entriesOf(chunks, options, where, damage, sample);
}

/** A log that is still being written: ends only where another file has taken its place. */
export async function* followEntries(
  path: string,
  options: ReadOptions & { readonly signal: AbortSignal },
): AsyncGenerator<Part> {
  const { fromOffset = 0, signal } = options;
  const sample = fromOffset > 0 ? await beginningOf(path) : undefined;
  yield* entriesOf(followBytes(path, { fromOffset, signal }), options, basename(path), [], sample);
}

/** What is added to a file is in the encoding of its beginning, which the new lines alone may not show. */
async function beginningOf(path: string): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const { data } of readBytes(path, { fromOffset: 0, alert: () => undefined })) {
    pieces.push(data.slice());
    length += data.length;
    if (length >= SAMPLE) break;
  }
  return length === 0 ? undefined : Buffer.concat(pieces);
}

/** Standard input, or any other pipe. */
export async function* readPipe(
  input: AsyncIterable<Uint8Array>,
  name: string,
  options: ReadOptions,
): AsyncGenerator<Part> {
  const damage: Alert[] = [];
  yield* entriesOf(
    unpackPipe(input, name, (alert) => damage.push(alert)),
    options,
    name,
    damage,
  );
}

/** Bytes from elsewhere, such as a server. `sample`: the beginning, where reading goes on behind it. */
export function readChunks(
  chunks: AsyncIterable<Chunk>,
  name: string,
  options: ReadOptions & { readonly damage?: Alert[]; readonly sample?: Uint8Array },
): AsyncGenerator<Part> {
  return entriesOf(chunks, options, name, options.damage ?? [], options.sample);
}

export async function* readText(text: string, name: string, options: ReadOptions): AsyncGenerator<Part> {
  const data = new TextEncoder().encode(text).subarray(options.fromOffset ?? 0);
  const [chunk] = [{ data, bytes: data.length }];
  yield* entriesOf([chunk], options, name, []);
}

async function* entriesOf(
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
  options: ReadOptions,
  where: string,
  damage: Alert[],
  sample?: Uint8Array,
): AsyncGenerator<Part> {
  const parts = new PartMaker(options, where, sample);
  for await (const chunk of chunks) {
    parts.begin(chunk);
    for (const batch of parts.push(chunk, damage)) yield parts.of(batch);
    if (chunk.caughtUp === true) options.caughtUp?.();
  }
  for (const batch of parts.end(damage)) yield parts.of(batch);
}

/** Milliseconds of a clock that is never set. Node loads `performance` only when it is asked for, which takes time. */
function now(): number {
  return process.uptime() * 1000;
}

/** Closes batches in time, and says of what form the source is. */
class PartMaker {
  readonly #reader: BatchReader;
  readonly #where: string;
  readonly #text = new FileEncoding();
  #packing: Packing | undefined;
  #bytes = 0;
  #mail: boolean;
  /** When the batch under way began; the very first one is sent with the first chunk, so that rows show at once. */
  #since = -Infinity;

  constructor({ source, fromOffset = 0, fromLine = 1 }: ReadOptions, where: string, sample?: Uint8Array) {
    this.#where = where;
    if (sample !== undefined) this.#text.begin(sample);
    this.#mail = fromOffset > 0;
    this.#reader = new BatchReader({
      source,
      fromOffset,
      fromLine,
      decode: this.#text.decode,
      scan: new NodeScan(),
    });
  }

  begin({ bytes, packing, data }: Chunk): void {
    this.#bytes = bytes;
    this.#packing ??= packing;
    this.#text.see(data);
  }

  /** What has come of a followed log is sent at once when no more is there. */
  *push({ data, caughtUp }: Chunk, damage: Alert[]): Generator<RecordBatch> {
    this.#reader.push(data);
    const full = this.#reader.take();
    yield* full;
    if (full.length > 0) this.#since = now();
    const early = now() - this.#since < BATCH_LIMITS.milliseconds;
    if (early && caughtUp !== true) return;
    this.#since = now();
    yield* this.#rest(this.#reader.flush(this.#named(damage)));
  }

  *end(damage: Alert[]): Generator<RecordBatch> {
    yield* this.#rest(this.#reader.flush());
    const last = this.#reader.end();
    if (!this.#mail && last !== undefined) this.#mail = hasMail(last);
    if (!this.#mail) damage.push({ code: 'no-mail-lines', count: 1, where: this.#where });
    const alerts = this.#named(damage);
    if (last !== undefined) yield { ...last, alerts: [...last.alerts, ...alerts] };
    else yield* this.#rest(this.#reader.flush(alerts));
  }

  of(batch: RecordBatch): Part {
    this.#mail ||= hasMail(batch);
    const alerts = batch.alerts.map((alert) => ({ ...alert, where: this.#where }));
    const named = alerts.length === 0 ? batch : { ...batch, alerts };
    const done = (): void => this.#reader.recycle(batch);
    return { batch: named, done, bytes: this.#bytes, endLine: this.#reader.endLine, ...this.#form() };
  }

  #form(): Pick<Part, 'encoding' | 'packing'> {
    const { encoding } = this.#text;
    return this.#packing === undefined ? { encoding } : { encoding, packing: this.#packing };
  }

  *#rest(batch: RecordBatch | undefined): Generator<RecordBatch> {
    if (batch !== undefined) yield batch;
  }

  #named(damage: Alert[]): Alert[] {
    return damage.splice(0);
  }
}

function hasMail({ flags }: RecordBatch): boolean {
  return flags.some((bits) => (bits & IS_SENDMAIL) !== 0);
}
