/** The index server with a page that notes what it hears and an ingest that the test speaks for. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import type { Alert } from '#core/base/problem.ts';
import type { FromIndex, IndexCall, IndexCalls } from '#core/contract/index-protocol.ts';
import type { FromIngest, SourceFacts, ToIngest } from '#core/contract/ingest-protocol.ts';
import { entryRowsOf } from '#core/correlate/entry-rows.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { portPair, type Port } from '#core/ports/port.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import { IndexServer } from '#renderer/worker/index-server.ts';

export const SEED = readFileSync('test/fixtures/seed.log', 'utf8');
export const BY_TIME = { column: 'time', descending: false } as const;

export function facts(change: Partial<SourceFacts> = {}): SourceFacts {
  return {
    source: 0,
    sourceId: 's0',
    name: 'maillog',
    size: SEED.length,
    modified: 0,
    fingerprint: 'f0',
    ...change,
  };
}

/** Waits until it holds, however busy the machine is. */
export function soon<T>(holds: () => T | Promise<T>, interval = 50): Promise<T> {
  return vi.waitFor(holds, { timeout: 20_000, interval });
}

/** Batches of a text, so many entries each. */
export function batchesOf(text: string, size = 3, alerts: readonly Alert[] = []): RecordBatch[] {
  const reader = new EntryReader({ source: 0 });
  const records = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  const batches: RecordBatch[] = [];
  for (let i = 0; i < records.length; i += size) {
    const next = records[i + size];
    const { nextOffset, nextLine } = next ? { nextOffset: next.offset, nextLine: next.line } : reader;
    batches.push(encodeBatch(records.slice(i, i + size), { source: 0, nextOffset, nextLine, alerts }));
  }
  return batches;
}

export class WorkerBench {
  readonly heard: FromIndex[] = [];
  readonly #waiting = new Map<number, (message: FromIndex) => void>();
  readonly #server = new IndexServer((message) => {
    this.heard.push(structuredClone(message));
    if ('id' in message) this.#waiting.get(message.id)?.(message);
  });
  #id = 0;

  async call<C extends IndexCall>(call: C, ...args: IndexCalls[C]['args']): Promise<IndexCalls[C]['answer']> {
    const id = ++this.#id;
    const answered = new Promise<FromIndex>((resolve) => this.#waiting.set(id, resolve));
    void this.#server.receive({ type: 'call', id, call, args });
    const message = await answered;
    if (message.type === 'failed') throw new RequestFailed(message.problem);
    return (message as { value: unknown }).value as IndexCalls[C]['answer'];
  }

  /** Ingest's end of a new session. */
  session(logId: string): Ingest {
    const [near, far] = portPair<FromIngest, ToIngest>();
    const ingest = new Ingest(far);
    this.attach(logId, near);
    return ingest;
  }

  attach(logId: string, port: Port<FromIngest, ToIngest> | undefined): void {
    void this.#server.receive({ type: 'ingest-port', logId }, port);
  }

  get changes(): readonly Extract<FromIndex, { type: 'changed' }>[] {
    return this.heard.filter((message) => message.type === 'changed');
  }
}

export class Ingest {
  credits = 0;
  cancelled = false;
  closed = false;
  readonly #port: Port<ToIngest, FromIngest>;

  constructor(port: Port<ToIngest, FromIngest>) {
    this.#port = port;
    port.onMessage((message) => {
      if (message.type === 'credit') this.credits += message.count;
      else this.cancelled = true;
    });
    port.onClose(() => {
      this.closed = true;
    });
    port.start();
  }

  send(...messages: readonly FromIngest[]): void {
    for (const message of messages) this.#port.postMessage(structuredClone(message));
  }

  batches(batches: readonly RecordBatch[], first = 0): void {
    this.send(
      ...batches.map(
        (batch, i) => ({ type: 'batch', seq: first + i, batch, rows: entryRowsOf(batch) }) as const,
      ),
    );
  }

  /** All of it, to the end. */
  finish(batches: readonly RecordBatch[]): void {
    this.batches(batches);
    this.send({ type: 'source-done', source: 0 }, { type: 'done', cancelled: false });
  }

  crash(): void {
    this.#port.close();
  }
}

/** To the end of a file of this size. */
export async function readTo(
  bench: WorkerBench,
  logId: string,
  batches: readonly RecordBatch[],
  size: number,
): Promise<void> {
  await bench.call('open', logId, [facts({ size })]);
  const told = bench.changes.length;
  bench.session(logId).finish(batches);
  await soon(() => expect(bench.changes.slice(told).at(-1)?.state.partial).toBe(false));
  await bench.call('close');
}

/** All that is known of the log and of every message. */
export async function all(bench: WorkerBench, logId: string, size: number): Promise<unknown> {
  const { messages, entries, lines, byKind, alerts, timing } = await bench.call('open', logId, [
    facts({ size }),
  ]);
  const { rows } = await bench.call('query', '', BY_TIME, 0, 1000);
  const opened = await Promise.all(rows.slice(-20).map(({ message }) => bench.call('message', message.id)));
  return { messages, entries, lines, byKind, alerts, timing, rows, opened };
}
