/** A log file or pasted text -> parsed entries, part by part; nothing is read ahead of who asks. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Alert } from '#core/base/problem.ts';
import type { Encoding } from '#core/lines/encoding.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { readBytes, unpackPipe, type Chunk } from './bytes.ts';
import { ReadFailure } from './failure.ts';
import { FileEncoding } from './file-encoding.ts';
import type { Packing } from '#core/contract/ingest-protocol.ts';

export interface ReadOptions {
  /** Number of the source within its log. */
  readonly source: number;
  readonly signal?: AbortSignal;
  /** Where to go on: bytes of the decompressed stream, and the number of the line there. */
  readonly fromOffset?: number;
  readonly fromLine?: number;
}

export interface Part {
  readonly records: readonly LogRecord[];
  /** Bytes read from disk so far. */
  readonly bytes: number;
  readonly alerts: readonly Alert[];
  readonly nextOffset: number;
  readonly nextLine: number;
  /** Entries at the end that may go on when the source grows; `nextOffset` stands before them. */
  readonly provisional?: true;
  /** Number of the line after the last one read: as `nextLine`, but behind provisional entries. */
  readonly endLine: number;
  readonly encoding: Encoding;
  readonly packing?: Packing;
}

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

/** What is added to a file is in the encoding of its beginning, which the new lines alone may not show. */
async function beginningOf(path: string): Promise<Uint8Array | undefined> {
  for await (const { data } of readBytes(path, { fromOffset: 0, alert: () => undefined })) return data;
  return undefined;
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
  const text = new FileEncoding();
  if (sample !== undefined) text.see(sample);
  let packing: Packing | undefined;
  const reader = new EntryReader({
    source: options.source,
    fromOffset: options.fromOffset ?? 0,
    fromLine: options.fromLine ?? 1,
    decode: text.decode,
  });
  let bytes = 0;
  let mail = (options.fromOffset ?? 0) > 0;
  const part = (records: readonly LogRecord[]): Part => ({
    records,
    bytes,
    alerts: [...reader.takeAlerts(), ...damage.splice(0)].map((alert) => ({ ...alert, where })),
    nextOffset: reader.nextOffset,
    nextLine: reader.nextLine,
    endLine: reader.nextLine,
    encoding: text.encoding,
    ...(packing === undefined ? {} : { packing }),
  });
  for await (const chunk of chunks) {
    bytes = chunk.bytes;
    packing ??= chunk.packing;
    text.see(chunk.data);
    const records = reader.push(chunk.data);
    mail ||= records.some(isMail);
    yield part(records);
  }
  const { nextOffset, nextLine } = reader;
  const rest = reader.end();
  mail ||= rest.some(isMail);
  if (!mail) damage.push({ code: 'no-mail-lines', count: 1, where });
  yield rest.length === 0 ? part(rest) : { ...part(rest), nextOffset, nextLine, provisional: true };
}

function isMail({ dialect }: LogRecord): boolean {
  return dialect !== 'other';
}
