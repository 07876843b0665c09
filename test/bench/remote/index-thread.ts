/** Joins batches into messages in a thread of its own, as the index worker does it beside the reading process. */
import { parentPort } from 'node:worker_threads';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { Correlator } from '#core/correlate/correlator.ts';

const correlator = new Correlator();
let entries = 0;

parentPort?.on('message', (message: FromIngest | { readonly type: 'begin' }) => {
  if (message.type === 'begin') parentPort?.postMessage({ type: 'credit', count: 4 } satisfies ToIngest);
  else if (message.type === 'batch') {
    correlator.addBatch(message.batch, entries, message.rows);
    entries += message.batch.count;
    parentPort?.postMessage({ type: 'credit', count: 1 } satisfies ToIngest);
  } else if (message.type === 'source-done' && message.problem !== undefined)
    throw new Error(JSON.stringify(message.problem));
  else if (message.type === 'done') parentPort?.postMessage({ entries, messages: correlator.joined.count });
});
