/** Reads a whole log into messages, by arrival; and goes back for the entries or bytes of some of them. */
import { Readable } from 'node:stream';
import { Correlator } from '#core/correlate/correlator.ts';
import type { Place } from '#core/correlate/message-json.ts';
import type { Message } from '#core/correlate/message.ts';
import type { RecordIndex } from '#core/base/units.ts';
import { chosenMessages, EntryNotes } from '#core/query/find.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { recordsOf } from '#core/records/record-at.ts';
import { unpackPipe } from '#ingest/bytes.ts';
import { readPipe } from '#ingest/read-file.ts';
import type { Options } from './arguments.ts';
import { runNetworks } from './extras.ts';
import type { Io } from './io.ts';
import { PlaceTable } from './place-table.ts';
import { rawLines } from './raw-lines.ts';
import { LogReader, type LogRead, type Source } from './read-log.ts';
import { given } from './run-parse.ts';

export interface ReadMessages {
  /** With a filter, those that it finds. */
  readonly messages: readonly Message[];
  readonly read: LogRead;
  readonly placeOf: (record: RecordIndex) => Place;
  /** Physical lines of the chosen entries, in file order. */
  readonly linesOf: (records: ReadonlySet<RecordIndex>) => AsyncIterable<Uint8Array>;
  readonly recordsOf: (records: ReadonlySet<RecordIndex>) => Promise<readonly LogRecord[]>;
}

/** `again`: standard input can be read once only, so it is kept when it will be needed again. */
export async function readMessages(io: Io, options: Options, again: boolean): Promise<ReadMessages> {
  const kept: Uint8Array[] = [];
  const reader = new LogReader(again ? { ...io, stdin: () => keeping(io.stdin(), kept) } : io, options);
  const sources = await reader.open();
  const correlator = new Correlator({
    ...given(options),
    modified: sources.map((s) => s.modified),
  });
  correlator.setNetworks(runNetworks(options));
  const places = new PlaceTable();
  const notes = options.filter === undefined ? undefined : new EntryNotes(options.filter);
  const read = await reader.read((record, index) => {
    correlator.add(record, index);
    notes?.add(record, index);
    places.add(record);
    return true;
  });
  const bytesOf = (source: Source): AsyncIterable<Uint8Array> =>
    source.path === '-' ? replay(kept) : io.readBytes(source.path);
  const chosen = (messages: readonly Message[]): readonly Message[] =>
    options.filter === undefined
      ? messages
      : chosenMessages(options.filter, messages, notes?.held(read.entries) ?? new Map());
  return {
    messages: byArrival(chosen(correlator.result().messages)),
    read,
    placeOf: (record) => {
      const { source, line } = places.at(record);
      return { file: sources[source]?.name ?? '', line };
    },
    linesOf: (records) => linesOf(records, sources, places, bytesOf),
    recordsOf: (records) => chosenRecords(records, sources, bytesOf, places),
  };
}

function byArrival(messages: readonly Message[]): readonly Message[] {
  const time = (m: Message): number => m.arrived ?? Infinity;
  return [...messages].sort((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
}

async function* keeping(chunks: AsyncIterable<Uint8Array>, kept: Uint8Array[]): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    kept.push(chunk);
    yield chunk;
  }
}

/** Damage was told of when it was read for the first time. */
async function* replay(kept: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  const input = Readable.from(kept, { objectMode: true }) as AsyncIterable<Uint8Array>;
  for await (const { data } of unpackPipe(input, '-', () => undefined)) yield data;
}

async function* linesOf(
  records: ReadonlySet<RecordIndex>,
  sources: readonly Source[],
  places: PlaceTable,
  bytesOf: (source: Source) => AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const spots = Array.from(records, (record) => places.at(record));
  for (const [number, source] of sources.entries()) {
    const here = spots.filter((s) => s.source === number);
    if (here.length > 0) yield* rawLines(bytesOf(source), here);
  }
}

/** Parses the files again and picks the chosen entries by their place. */
async function chosenRecords(
  records: ReadonlySet<RecordIndex>,
  sources: readonly Source[],
  bytesOf: (source: Source) => AsyncIterable<Uint8Array>,
  places: PlaceTable,
): Promise<readonly LogRecord[]> {
  const wanted = new Map<string, RecordIndex>();
  for (const record of records) wanted.set(placeKey(places.at(record)), record);
  const found: (readonly [RecordIndex, LogRecord])[] = [];
  for (const [number, source] of sources.entries()) {
    for await (const part of readPipe(bytesOf(source), source.name, { source: number })) {
      for (const record of recordsOf(part.batch)) {
        const index = wanted.get(placeKey(record));
        if (index !== undefined) found.push([index, record]);
      }
    }
  }
  return found.sort(([a], [b]) => a - b).map(([, record]) => record);
}

function placeKey(place: { readonly source: number; readonly line: number }): string {
  return `${place.source}:${place.line}`;
}
