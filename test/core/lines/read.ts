import { readFileSync } from 'node:fs';
import { EntryReader, type EntryReaderOptions } from '#core/lines/entry-reader.ts';
import type { LogRecord } from '#core/records/log-record.ts';

/** Bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
}

/** All entries of `data`, read in pieces of the given sizes (one after the other, again and again). */
export function readAll(
  data: Uint8Array | string,
  options: Partial<EntryReaderOptions> = {},
  sizes: readonly number[] = [65536],
): LogRecord[] {
  const all = typeof data === 'string' ? bytes(data) : data;
  const reader = new EntryReader({ source: 0, ...options });
  const records: LogRecord[] = [];
  for (let at = 0, i = 0; at < all.length; i++) {
    const end = at + Math.max(1, sizes[i % sizes.length] ?? 1);
    records.push(...reader.push(all.subarray(at, end)));
    at = end;
  }
  return [...records, ...reader.end()];
}

/** The one entry of a line. */
export function readOne(line: string): LogRecord {
  const [record, more] = readAll(`${line}\n`);
  if (record === undefined || more !== undefined) throw new Error(`not one entry: ${line}`);
  return record;
}

/** Fields as an object: keys do not repeat in the lines under test. */
export function fieldsOf(line: string): Record<string, string> {
  return Object.fromEntries(readOne(line).fields);
}
