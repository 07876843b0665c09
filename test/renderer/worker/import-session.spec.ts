import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { ImportSession, type ImportSink, type ReadBlock } from '#renderer/worker/import-session.ts';
import { Ingest } from './worker-bench.ts';

interface Told {
  readonly stored: (readonly number[])[];
  readonly sources: (readonly number[])[];
  readonly provisional: (readonly boolean[])[];
  progress: number;
  ended: boolean;
}

/** A session whose blocks are known by their `nextOffset`. */
function session(store: () => Promise<void> = () => Promise.resolve()): {
  session: ImportSession;
  ingest: Ingest;
  told: Told;
} {
  const told: Told = { stored: [], sources: [], provisional: [], progress: 0, ended: false };
  const of = <T>(blocks: readonly ReadBlock[], pick: (batch: ReadBlock['batch']) => T): T[] =>
    blocks.map(({ batch }) => pick(batch));
  const sink: ImportSink = {
    store: async (blocks) => {
      await store();
      told.stored.push(of(blocks, ({ nextOffset }) => nextOffset));
      told.sources.push(of(blocks, ({ source }) => source));
      told.provisional.push(of(blocks, ({ provisional }) => provisional === true));
    },
    sourceDone: () => Promise.resolve(),
    caughtUp: () => Promise.resolve(),
    sourceAdded: () => Promise.resolve(),
    progress: (bytes) => (told.progress = bytes),
    ended: () => Promise.resolve(void (told.ended = true)),
  };
  const [near, far] = portPair<FromIngest, ToIngest>();
  const ingest = new Ingest(far);
  return { session: new ImportSession(near, sink, undefined), ingest, told };
}

const batch = (seq: number, source = 0, provisional = false): FromIngest =>
  ({
    type: 'batch',
    seq,
    batch: { source, nextOffset: seq, ...(provisional ? { provisional } : {}) },
  }) as unknown as FromIngest;

const progress = (bytes: number): FromIngest => ({
  type: 'progress',
  source: 0,
  bytes,
  total: 100,
  records: 0,
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('blocks that come soon one after the other are stored together, three at most', async () => {
  const { ingest, told } = session();
  ingest.send(...[0, 1, 2, 3, 4, 5, 6].flatMap((n) => [batch(n), progress(n)]));
  await vi.advanceTimersByTimeAsync(100);
  expect(told.stored.flat()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(Math.max(...told.stored.map(({ length }) => length))).toBe(3);
  expect(told.stored.length).toBeLessThan(5);
  expect(told.progress).toBe(6);
  expect(ingest.credits).toBe(4 + 7);
});

test('a block that nothing follows is stored at once, and a tenth of a second after another one', async () => {
  const { ingest, told } = session();
  ingest.send(batch(0));
  await vi.advanceTimersByTimeAsync(0);
  expect(told.stored).toEqual([[0]]);
  ingest.send(batch(1), progress(1));
  await vi.advanceTimersByTimeAsync(90);
  expect(told.stored).toEqual([[0]]);
  await vi.advanceTimersByTimeAsync(10);
  expect(told.stored).toEqual([[0], [1]]);
  await vi.advanceTimersByTimeAsync(100);
  ingest.send(batch(2));
  await vi.advanceTimersByTimeAsync(0);
  expect(told.stored).toEqual([[0], [1], [2]]);
});

test('a block that waits for more is stored when reading dies, and is not when it is cancelled', async () => {
  const lost = session();
  lost.ingest.send(batch(0));
  await vi.advanceTimersByTimeAsync(0);
  lost.ingest.send(batch(1));
  await vi.advanceTimersByTimeAsync(0);
  lost.ingest.crash();
  await vi.advanceTimersByTimeAsync(0);
  expect(lost.told).toMatchObject({ stored: [[0], [1]], ended: true });
  const cancelled = session();
  cancelled.ingest.send(batch(0));
  await vi.advanceTimersByTimeAsync(0);
  cancelled.ingest.send(batch(1));
  await vi.advanceTimersByTimeAsync(0);
  await cancelled.session.cancel();
  await vi.advanceTimersByTimeAsync(200);
  expect(cancelled.told.stored).toEqual([[0]]);
});

test('whatever comes when, blocks are stored in their order, of one source together and none behind what may go', async () => {
  const event = fc.record({
    source: fc.integer({ min: 0, max: 1 }),
    provisional: fc.boolean(),
    tells: fc.boolean(),
    pause: fc.constantFrom(0, 0, 0, 30, 150),
    storing: fc.constantFrom(0, 0, 5, 120),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
      const takes = events.map(({ storing }) => storing);
      const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
      const { ingest, told } = session(() => wait(takes.shift() ?? 0));
      for (const [seq, { source, provisional, tells, pause }] of events.entries()) {
        ingest.send(batch(seq, source, provisional), ...(tells ? [progress(seq)] : []));
        await vi.advanceTimersByTimeAsync(pause);
      }
      ingest.send({ type: 'done', cancelled: false });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(told.ended).toBe(true);
      expect(told.stored.flat()).toEqual(events.map((_, seq) => seq));
      for (const sources of told.sources) expect(new Set(sources).size).toBe(1);
      for (const provisional of told.provisional) expect(provisional.slice(0, -1)).not.toContain(true);
      expect(ingest.credits).toBe(4 + events.length);
      expect(told.progress).toBe(Math.max(0, ...events.map(({ tells }, seq) => (tells ? seq : 0))));
    }),
    { numRuns: 60 },
  );
});
