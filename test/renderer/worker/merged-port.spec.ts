import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CREDITS, type FromIngest, type ToIngest } from '#core/contract/ingest-protocol.ts';
import type { EntryRows } from '#core/correlate/entry-rows.ts';
import { portPair, type Port } from '#core/ports/port.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { ImportSession, type ImportSink } from '#renderer/worker/import-session.ts';
import { MergedPort, onePort } from '#renderer/worker/merged-port.ts';

/** Bytes of a batch, for the progress. */
const BYTES = 10;

/** Stands for a batch: nothing looks into one. */
function batch(seq: number, source: number, part: number): FromIngest {
  const named = { source, nextOffset: part } as unknown as RecordBatch;
  return { type: 'batch', seq, batch: named, rows: {} as EntryRows };
}

/** What a process says that reads these sources: each with its number and how many batches it has. */
function scriptOf(sources: readonly (readonly [source: number, batches: number])[]): FromIngest[] {
  const total = sources.reduce((sum, [, batches]) => sum + batches * BYTES, 0);
  const script: FromIngest[] = [];
  let seq = 0;
  for (const [source, batches] of sources) {
    for (let part = 0; part < batches; part++) {
      script.push(batch(seq++, source, part));
      script.push({ type: 'progress', source, bytes: seq * BYTES, total, records: seq });
    }
    const problem = { code: 'empty', where: 'log' } as const;
    script.push({ type: 'source-done', source, ...(batches === 0 ? { problem } : {}) });
  }
  return [...script, { type: 'done', cancelled: false }];
}

/** A reading process that says the next word of its script when the test lets it, a batch only with a credit. */
class Reader {
  credits = 0;
  cancelled = false;
  closed = false;
  readonly #script: FromIngest[];
  readonly #port: Port<ToIngest, FromIngest>;

  constructor(port: Port<ToIngest, FromIngest>, script: readonly FromIngest[]) {
    this.#port = port;
    this.#script = [...script];
    port.onMessage((message) => {
      if (message.type === 'credit') this.credits += message.count;
      else this.cancelled = true;
    });
    port.onClose(() => (this.closed = true));
    port.start();
  }

  get done(): boolean {
    return this.#script.length === 0;
  }

  /** False where it can say nothing now. */
  step(): boolean {
    const [next] = this.#script;
    if (next === undefined || (next.type === 'batch' && this.credits === 0)) return false;
    if (next.type === 'batch') this.credits--;
    this.#script.shift();
    this.#port.postMessage(next);
    return true;
  }

  die(): void {
    this.#port.close();
  }
}

/** Lets everything that is under way in memory arrive. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

type Script = readonly FromIngest[];

/** Processes, and an index that takes what it is given but gives credits back only when it is told to. */
class Bench {
  readonly heard: FromIngest[] = [];
  readonly readers: readonly Reader[];
  readonly port: MergedPort;
  lost = 0;
  #uncredited = 0;

  constructor(scripts: readonly Script[]) {
    const pairs = scripts.map(() => portPair<FromIngest, ToIngest>());
    this.readers = pairs.map(([, far], i) => new Reader(far, scripts[i] ?? []));
    this.port = new MergedPort(pairs.map(([near]) => near));
    this.port.onMessage((message) => {
      this.heard.push(message);
      if (message.type === 'batch') this.#uncredited++;
    });
    this.port.onClose(() => this.lost++);
    this.port.start();
    this.port.postMessage({ type: 'credit', count: CREDITS });
  }

  /** One of the processes says something, or a credit goes back. */
  async step(pick: number): Promise<void> {
    const who = pick % (this.readers.length + 1);
    if (this.readers[who]?.step() !== true) await this.credit();
    await settled();
  }

  async toTheEnd(): Promise<void> {
    do {
      await settled();
      await this.credit();
    } while (this.readers.map((reader) => reader.step()).includes(true) || this.#uncredited > 0);
  }

  /** All but the progress. */
  get words(): FromIngest[] {
    return this.heard.filter(({ type }) => type !== 'progress');
  }

  get shares(): number[] {
    return this.heard.flatMap((message) =>
      message.type === 'progress' ? [message.bytes / message.total] : [],
    );
  }

  /** Goes back, if one is due. */
  async credit(): Promise<void> {
    if (this.#uncredited > 0) {
      this.#uncredited--;
      this.port.postMessage({ type: 'credit', count: 1 });
    }
    await settled();
  }
}

interface Case {
  readonly alone: Script;
  readonly dealt: readonly Script[];
}

/** Sources with so many batches each: read by one process, and dealt over several. */
function caseOf(batches: readonly number[], processes: number): Case {
  const sources = batches.map((count, source) => [source, count] as const);
  const count = Math.min(processes, sources.length);
  const dealt = Array.from({ length: count }, (_, process) =>
    scriptOf(sources.filter((_source, i) => i % count === process)),
  );
  return { alone: scriptOf(sources).filter(({ type }) => type !== 'progress'), dealt };
}

const cases = fc
  .tuple(fc.array(fc.nat(9), { minLength: 1, maxLength: 7 }), fc.integer({ min: 2, max: 4 }))
  .map(([batches, processes]) => caseOf(batches, processes));
const moments = fc.array(fc.nat(59), { maxLength: 120 });

test('in whatever order processes get on, the index hears what one process would have said', async () => {
  const property = fc.asyncProperty(cases, moments, async ({ alone, dealt }, picks) => {
    const bench = new Bench(dealt);
    for (const pick of picks) await bench.step(pick);
    await bench.toTheEnd();
    expect(bench.words).toEqual(alone);
    const { shares } = bench;
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(bench.lost).toBe(0);
    expect(bench.readers.map(({ closed }) => closed)).toEqual(dealt.map(() => true));
  });
  await fc.assert(property, { numRuns: 200 });
});

test('a cancel at any moment reaches every process that reads, and nothing is heard after it', async () => {
  const property = fc.asyncProperty(cases, moments, async ({ alone, dealt }, picks) => {
    const bench = new Bench(dealt);
    for (const pick of picks) await bench.step(pick);
    bench.port.postMessage({ type: 'cancel' });
    await settled();
    expect(bench.readers.every(({ cancelled, done }) => cancelled || done)).toBe(true);
    bench.port.close();
    const before = bench.words.length;
    await bench.toTheEnd();
    expect(bench.words).toEqual(alone.slice(0, before));
    expect(bench.readers.every(({ closed }) => closed)).toBe(true);
  });
  await fc.assert(property, { numRuns: 200 });
});

test('a process that is lost at any moment ends the others, is told once, and what came before is in order', async () => {
  const property = fc.asyncProperty(cases, moments, fc.nat(3), async ({ alone, dealt }, picks, which) => {
    const bench = new Bench(dealt);
    for (const pick of picks) await bench.step(pick);
    const lost = bench.readers[which % dealt.length];
    const wasDone = lost?.done === true;
    lost?.die();
    await bench.toTheEnd();
    expect(bench.lost).toBe(wasDone ? 0 : 1);
    expect(bench.words).toEqual(wasDone ? alone : alone.slice(0, bench.words.length));
    expect(bench.readers.every(({ closed }) => closed)).toBe(true);
  });
  await fc.assert(property, { numRuns: 200 });
});

test('of a process whose turn has not come no more waits than its first credits, and each gets back its own', async () => {
  const bench = new Bench(caseOf([1, 9, 9], 2).dealt);
  const [first, second] = bench.readers;
  await settled();
  while (second?.step() === true) await settled();
  expect(bench.words).toEqual([]);
  while (first?.step() === true) await settled();
  expect(bench.words.filter(({ type }) => type === 'batch')).toHaveLength(1 + CREDITS);
  const credits = (): unknown => bench.readers.map((reader) => reader.credits);
  expect(credits()).toEqual([0, 0]);
  await bench.credit();
  expect(credits()).toEqual([1, 0]);
  await bench.credit();
  expect(credits()).toEqual([1, 1]);
});

test('who closes it when a source has ended hears nothing of the next one', async () => {
  const bench = new Bench(caseOf([2, 2], 2).dealt);
  bench.port.onMessage(({ type }) => {
    if (type === 'source-done') bench.port.close();
  });
  await settled();
  for (const reader of bench.readers.toReversed()) while (reader.step()) await settled();
  expect(bench.words.map(({ type }) => type)).toEqual(['batch', 'batch', 'source-done']);
});

test('how far reading is shows once it is known how much there is, and ends at all of it', async () => {
  const { dealt } = caseOf([2, 3], 2);
  const bench = new Bench(dealt);
  const [first, second] = bench.readers;
  await settled();
  while (first?.step() === true) await settled();
  expect(bench.shares).toEqual([]);
  second?.step();
  second?.step();
  await settled();
  expect(bench.shares).toEqual([0.6]);
  await bench.toTheEnd();
  expect(bench.heard.findLast(({ type }) => type === 'progress')).toMatchObject({
    bytes: 5 * BYTES,
    total: 5 * BYTES,
    records: 5,
  });
});

/** A sink that notes where what it stored came from, and how the session ended. */
function notes() {
  const stored: string[] = [];
  const ended: unknown[] = [];
  const nothing = (): Promise<void> => Promise.resolve();
  const sink: ImportSink = {
    store: (blocks) => {
      stored.push(...blocks.map(({ batch: { source, nextOffset } }) => `${source}.${nextOffset}`));
      return Promise.resolve();
    },
    sourceDone: nothing,
    caughtUp: nothing,
    sourceAdded: nothing,
    progress: () => undefined,
    ended: (problem) => {
      ended.push(problem);
      return Promise.resolve();
    },
  };
  return { stored, ended, sink };
}

test('a batch that is missing from one of several processes ends the session, whichever it is', async () => {
  const { dealt } = caseOf([2, 3, 1], 2);
  const [first = [], second = []] = dealt;
  const gap = second.filter((message) => message.type !== 'batch' || message.seq !== 1);
  const pairs = [first, gap].map(() => portPair<FromIngest, ToIngest>());
  const readers = pairs.map(([, far], i) => new Reader(far, [first, gap][i] ?? []));
  const { stored, ended, sink } = notes();
  const port = onePort(pairs.map(([near]) => near));
  const session = port && new ImportSession(port, sink, undefined);
  for (const reader of readers) {
    await settled();
    while (reader.step()) await settled();
  }
  await expect.poll(() => ended).toHaveLength(1);
  await session?.cancel();
  expect(ended).toEqual([{ code: 'protocol', where: 'ingest', detail: 'message 4 came where 3 was due' }]);
  expect(stored).toEqual(['0.0', '0.1', '1.0']);
  expect(readers.every(({ closed }) => closed)).toBe(true);
});

test('one port is taken as it is, and without one there is none', () => {
  const [near] = portPair<FromIngest, ToIngest>();
  expect(onePort([near])).toBe(near);
  expect(onePort([])).toBeUndefined();
});
