/** The lines on the page of a message: a page is for reading, so there is an end to them, and it is told what is left out. */
import type { RecordIndex } from '#core/base/units.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { entriesOf, MOST_ENTRIES, type Told } from '#core/relay-graph/told.ts';

const MOST_CHARACTERS = 300_000;

export interface PrintedLines {
  readonly lines: readonly string[];
  /** Lines beyond them. */
  readonly more: number;
}

/** `read` brings entries that are not at hand; without it those that are make the page. */
export async function printedLines(
  parts: readonly Told[],
  written: (record: LogRecord, index: RecordIndex) => string,
  read: (entries: readonly RecordIndex[]) => Promise<readonly LogRecord[]> = () => Promise.resolve([]),
): Promise<PrintedLines> {
  const lines: string[] = [];
  let room = MOST_CHARACTERS;
  let all = 0;
  for (const part of parts) {
    const entries = entriesOf(part);
    all += entries.length;
    for (let at = 0; at < entries.length && room > 0; at += MOST_ENTRIES) {
      const wanted = entries.slice(at, at + MOST_ENTRIES);
      const records =
        part.facts === undefined ? part.records.slice(at, at + MOST_ENTRIES) : await read(wanted);
      for (const [i, record] of records.entries()) {
        if (room <= 0) break;
        const line = written(record, wanted[i] ?? -1).slice(0, room);
        lines.push(line);
        room -= line.length + 1;
      }
    }
  }
  return { lines, more: all - lines.length };
}
