/** Our own reading of the same file, up to the batches that would cross to the index. Prints what it found. */
import { readEntries } from '#ingest/read-file.ts';

async function main(path: string): Promise<void> {
  let lines = 0;
  for await (const { batch, done } of readEntries(path, { source: 0 })) {
    lines += batch.count;
    done();
  }
  process.stdout.write(JSON.stringify({ lines, peak: process.resourceUsage().maxRSS }));
}

void main(process.argv[2] ?? '');
