/** Our own reading of the same file, up to the batches that would cross to the index. Prints what it found. */
import { encodeBatch } from '#core/records/batch.ts';
import { readEntries } from '#ingest/read-file.ts';

async function main(path: string): Promise<void> {
  let lines = 0;
  let fields = 0;
  for await (const part of readEntries(path, { source: 0 })) {
    const { records, alerts, nextOffset, nextLine } = part;
    const batch = encodeBatch(records, { source: 0, nextOffset, nextLine, alerts });
    lines += batch.count;
    fields += batch.fieldKey.length;
  }
  process.stdout.write(JSON.stringify({ lines, fields, peak: process.resourceUsage().maxRSS }));
}

void main(process.argv[2] ?? '');
