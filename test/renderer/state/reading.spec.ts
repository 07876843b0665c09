import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { OpenedLog } from '#core/contract/channels.ts';
import type { LogState } from '#core/contract/index-protocol.ts';
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import { FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';

const SEED = readFileSync('test/fixtures/seed.log', 'utf8');
const FACTS: SourceFacts = {
  source: 0,
  sourceId: 's',
  name: 'maillog',
  size: 100,
  modified: 0,
  fingerprint: 'f',
};
const OPENED = { logId: 'abc', title: 'maillog', sources: [FACTS], problems: [], gone: [], beside: 0 };

function readUpTo(nextOffset: number, change: Partial<LogState> = {}): Partial<LogState> {
  return { sources: [{ ...FACTS, nextOffset, nextLine: nextOffset, complete: false }], ...change };
}

/** Where reading was told to begin, each time. */
async function reading() {
  const bridge = new FakeBridge({ 'open:dialog': OPENED });
  const index = new FakeIndex(SEED);
  const app = new AppState(bridge, index);
  await app.openFiles();
  const starts = (): unknown[] =>
    bridge
      .argumentsOf('ingest:start')
      .map(([, resume]) => (resume as { fromOffset: number }[])[0]?.fromOffset);
  return { app, index, starts };
}

test('reading that broke off goes on where it stopped', async () => {
  const { app, index, starts } = await reading();
  index.grow(readUpTo(40));
  await vi.waitFor(() => expect(starts()).toEqual([0, 40]));
  index.grow(readUpTo(70));
  await vi.waitFor(() => expect(starts()).toEqual([0, 40, 70]));
  expect(app.reading.interrupted).toBe(false);
});

test('reading that breaks off again and again without getting further asks the reader', async () => {
  const { app, index, starts } = await reading();
  for (const times of [2, 3]) {
    index.grow(readUpTo(0));
    await vi.waitFor(() => expect(starts()).toHaveLength(times));
  }
  index.grow(readUpTo(0));
  await vi.waitFor(() => expect(app.reading.interrupted).toBe(true));
  await app.resume();
  expect([starts().length, app.reading.interrupted]).toEqual([4, false]);
});

test('what ends reading is told, and going on is offered, though the store answers nothing any more', async () => {
  const { app, index } = await reading();
  const answered = index.call.bind(index);
  index.call = (call, ...args) => (call === 'query' ? new Promise(() => undefined) : answered(call, ...args));
  const problem = { code: 'store-full', where: '' } as const;
  index.grow(readUpTo(40, { problem }));
  await vi.waitFor(() => expect(app.problems).toEqual([problem]));
  expect(app.reading.interrupted).toBe(true);
});

test('where no room is left, reading waits until the reader says go on', async () => {
  const { app, index, starts } = await reading();
  index.grow(readUpTo(40, { problem: { code: 'store-full', where: '' } }));
  await vi.waitFor(() => expect(app.reading.interrupted).toBe(true));
  expect(starts()).toEqual([0]);
  expect(app.problems.map(({ code }) => code)).toEqual(['store-full']);
  await app.resume();
  expect(starts()).toEqual([0, 40]);
  expect(app.problems).toEqual([]);
});

test('a source with a problem of its own is not read again', async () => {
  const { app, index, starts } = await reading();
  const [source] = readUpTo(40).sources ?? [];
  const broken = { code: 'read-failed', where: 'maillog' } as const;
  index.grow({ sources: source === undefined ? [] : [{ ...source, problem: broken }] });
  await vi.waitFor(() => expect(app.problems).toEqual([broken]));
  expect([starts(), app.reading.interrupted]).toEqual([[0], false]);
});

test('late news of a session that has ended begin no other one', async () => {
  const { index, starts } = await reading();
  index.grow(readUpTo(40));
  await vi.waitFor(() => expect(starts()).toEqual([0, 40]));
  index.grow(readUpTo(40, { ended: 1 }));
  index.grow(readUpTo(60, { ended: 1 }));
  index.grow(readUpTo(70, { ended: 2 }));
  await vi.waitFor(() => expect(starts()).toEqual([0, 40, 70]));
});

/** A log on a server; each fetch brings a connection, which serves for one session. */
async function remote(fetched: Partial<OpenedLog> = {}) {
  const offline = { ...OPENED, remote: true } as const;
  const live = { ...offline, connected: true, ...fetched } as const;
  localStorage.clear();
  const bridge = new FakeBridge({ 'open:recent': offline, 'servers:fetch': live });
  const index = new FakeIndex(SEED);
  const app = new AppState(bridge, index);
  await app.openRecent('abc');
  const follows = () =>
    bridge.argumentsOf('ingest:start').map(([, , follow]) => (follow as unknown[]).length);
  return { app, index, bridge, follows, fetches: () => bridge.argumentsOf('servers:fetch').length };
}

test('a log on a server is followed with a connection of its own', async () => {
  const { app, fetches, follows } = await remote();
  expect([fetches(), follows()]).toEqual([0, [0]]);
  await app.follow(true);
  expect([fetches(), follows()]).toEqual([1, [0, 1]]);
  await app.follow(false);
  await app.follow(true);
  expect([fetches(), follows()]).toEqual([2, [0, 1, 1]]);
});

test('a log on a server that cannot be reached is not asked for again and again', async () => {
  const { app, fetches, follows } = await remote({ connected: undefined as never });
  await app.follow(true);
  expect([fetches(), follows()]).toEqual([1, [0, 0]]);
});

test('following a server that ends with a problem waits until the reader says go on', async () => {
  const { app, index, fetches } = await remote();
  await app.follow(true);
  const [source] = readUpTo(40).sources ?? [];
  const problem = { code: 'ssh-forbidden', where: 'mx: maillog' } as const;
  index.grow({ sources: source === undefined ? [] : [{ ...source, problem }] });
  await vi.waitFor(() => expect(app.reading.interrupted).toBe(true));
  expect([app.problems, fetches()]).toEqual([[problem], 1]);
  await app.resume();
  expect([app.reading.interrupted, fetches()]).toEqual([false, 2]);
});

test('what is fetched of the log that is open joins it: filter, order, selected message and view stay', async () => {
  const grown = { ...FACTS, size: 120 };
  const { app, index, bridge } = await remote({ sources: [grown] });
  index.grow(readUpTo(100));
  await app.setFilter('dir:in');
  await app.list.setSort({ column: 'size', descending: true });
  await app.select(app.list.rows.at(-1)?.message.id);
  app.view = 'map';
  const before = [app.selectedId, app.list.rows];
  const answering = app.fetchNew();
  await answering;
  expect([app.list.filter, app.list.sort.column, app.view]).toEqual(['dir:in', 'size', 'map']);
  expect([app.selectedId, app.list.rows]).toEqual(before);
  expect(index.calls.filter(([call]) => call === 'open')).toHaveLength(1);
  expect(bridge.argumentsOf('ingest:start')).toHaveLength(2);
  expect(app.progress).toMatchObject({ total: 120 });
});

test('of a log whose file is another one now all is read anew', async () => {
  const { app, index } = await remote();
  index.goesOn = false;
  await app.fetchNew();
  expect(index.calls.filter(([call]) => call === 'open')).toHaveLength(2);
});

test('what goes wrong with one of several files is told while the others are still being read', async () => {
  const { app, index } = await reading();
  const [source] = readUpTo(40).sources ?? [];
  const problem = { code: 'ssh-closed-files', where: 'mx: maillog' } as const;
  index.grow({ sources: source === undefined ? [] : [{ ...source, problem }], partial: true });
  await vi.waitFor(() => expect(app.problems).toEqual([problem]));
});
