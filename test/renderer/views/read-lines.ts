/** Log text -> one batch, as ingest would send it. */
import { EntryReader } from '#core/lines/entry-reader.ts';
import { encodeBatch, type RecordBatch } from '#core/records/batch.ts';

export function batchOf(text: string, from = { offset: 0, line: 1 }): RecordBatch {
  const reader = new EntryReader({ source: 0, fromOffset: from.offset, fromLine: from.line });
  const records = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  return encodeBatch(records, {
    source: 0,
    nextOffset: reader.nextOffset,
    nextLine: reader.nextLine,
    alerts: reader.takeAlerts(),
  });
}
