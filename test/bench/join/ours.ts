/** Reads a log and joins it as the index worker does. Prints seconds of each part, and what is held at the end. */
import { Correlator } from '#core/correlate/correlator.ts';
import { entryRowsOf } from '#core/correlate/entry-rows.ts';
import { readEntries } from '#ingest/read-file.ts';

/** MB held once what is not needed is gone. */
function held(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

async function main(path: string): Promise<void> {
  const before = held();
  const correlator = new Correlator();
  let entries = 0;
  let extract = 0;
  let join = 0;
  for await (const { batch } of readEntries(path, { source: 0 })) {
    const before = performance.now();
    const rows = entryRowsOf(batch);
    const began = performance.now();
    extract += began - before;
    correlator.addBatch(batch, entries, rows);
    entries += batch.count;
    join += performance.now() - began;
  }
  const memory = held() - before;
  const began = performance.now();
  correlator.joined.columns.numbers('time');
  const columns = performance.now() - began;
  const messages = correlator.joined.count;
  const seconds = { extract: extract / 1000, join: join / 1000, columns: columns / 1000 };
  process.stdout.write(
    JSON.stringify({ entries, messages, ...seconds, memory, peak: process.resourceUsage().maxRSS }),
  );
}

void main(process.argv[2] ?? '');
