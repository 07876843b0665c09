import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { OpenedLog } from '#core/contract/channels.ts';
import type { LogState } from '#core/contract/index-protocol.ts';
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
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
const OPENED: OpenedLog = {
  logId: 'abc',
  title: 'maillog',
  sources: [FACTS],
  problems: [],
  gone: [],
  beside: 0,
};
const DONE: LogState['sources'] = [{ ...FACTS, nextOffset: 100, nextLine: 9, complete: true }];
const PART: LogState['sources'] = [{ ...FACTS, nextOffset: 50, nextLine: 5, complete: false }];

function appWith(opened: OpenedLog | undefined, stored?: LogState['sources']) {
  const bridge = new FakeBridge({ 'app:ready': undefined, 'open:dialog': opened });
  const index = new FakeIndex(SEED, stored);
  return { bridge, index, app: new AppState(bridge, index) };
}

function callsOf(index: FakeIndex): readonly string[] {
  return index.calls.map(([call]) => call);
}

test('a log that is indexed already is shown without being read', async () => {
  const { app, bridge } = appWith(OPENED, DONE);
  await app.openFiles();
  expect(bridge.argumentsOf('ingest:start')).toEqual([]);
  expect([app.title, app.list.total, app.progress]).toEqual(['maillog', 5, undefined]);
});

test('a file that grew is read on from where it stopped', async () => {
  const { app, bridge } = appWith(OPENED, PART);
  await app.openFiles();
  expect(bridge.argumentsOf('ingest:start')).toEqual([
    ['abc', [{ source: 0, fromOffset: 50, fromLine: 5 }], []],
  ]);
});

test('that all is read is painted before the list is asked for once more', async () => {
  const { app, index } = appWith(OPENED, PART);
  await app.openFiles();
  const queries = (): number => callsOf(index).filter((call) => call === 'query').length;
  const before = queries();
  index.grow({ sources: DONE }, 100, 100);
  expect([app.progress, app.unasked, queries()]).toEqual([undefined, true, before]);
  await expect.poll(queries).toBeGreaterThan(before);
  expect(app.unasked).toBe(false);
});

test('a file that is gone is shown as it was indexed, with a word about it', async () => {
  const gone = { code: 'source-gone', where: 'maillog' } as const;
  const { app, bridge } = appWith({ ...OPENED, problems: [gone], gone: [0] }, PART);
  await app.openFiles();
  expect(bridge.argumentsOf('ingest:start')).toEqual([]);
  expect([app.list.total, app.problems]).toEqual([5, [gone]]);
});

test('a new log is read from its start, and the list fills while it is', async () => {
  const { app, bridge, index } = appWith(OPENED);
  await app.openFiles();
  expect(bridge.argumentsOf('ingest:start')).toEqual([
    ['abc', [{ source: 0, fromOffset: 0, fromLine: 1 }], []],
  ]);
  index.grow({ partial: true }, 40, 100);
  await vi.waitFor(() => expect(app.list.total).toBe(5));
  expect(app.progress).toEqual({ bytes: 40, total: 100, records: index.records.length });
  index.grow({}, 100, 100);
  await vi.waitFor(() => expect(app.progress).toBeUndefined());
});

test('a dialog that is left without a choice changes nothing', async () => {
  const { app, index } = appWith(undefined);
  await app.openFiles();
  expect([app.log, app.title, callsOf(index)]).toEqual([undefined, '', []]);
});

test('where nothing could be read, the log that was open stays', async () => {
  const { app, bridge } = appWith(OPENED, DONE);
  await app.openFiles();
  const problem = { code: 'no-permission', where: 'other' } as const;
  bridge.set('open:dialog', {
    logId: 'def',
    title: 'other',
    sources: [],
    problems: [problem],
    gone: [],
    beside: 0,
  });
  await app.openFiles();
  expect([app.title, app.list.total, app.problems]).toEqual(['maillog', 5, [problem]]);
});

test('a first import that is cancelled goes back to the start', async () => {
  const { app, index } = appWith(OPENED);
  await app.openFiles();
  await app.cancel();
  expect([app.log, app.title, app.progress, callsOf(index).slice(-3)]).toEqual([
    undefined,
    '',
    undefined,
    ['cancel', 'close', 'indexed'],
  ]);
});

test('a continued import that is cancelled keeps what was there', async () => {
  const { app, index } = appWith(OPENED, PART);
  await app.openFiles();
  await app.cancel();
  expect([app.title, app.list.total, app.progress]).toEqual(['maillog', 5, undefined]);
  expect(callsOf(index)).not.toContain('close');
});

test('when ingest crashes, it is told and nothing seems to be loading', async () => {
  const { app, bridge } = appWith(OPENED);
  await app.openFiles();
  bridge.emit('event:problem', { code: 'internal', where: 'ingest' });
  expect([app.progress, app.problems]).toEqual([undefined, [{ code: 'internal', where: 'ingest' }]]);
});

test('the first message is selected, and its lines are there', async () => {
  const { app } = appWith(OPENED, DONE);
  await app.openFiles();
  expect(app.detail?.message.queueIds).toEqual(app.list.rows[0]?.message.queueIds);
  expect(app.detail?.records).toHaveLength(2);
});

test('the selected message stays selected, and is not drawn anew, while the log grows', async () => {
  const { app, index } = appWith(OPENED, DONE);
  await app.openFiles();
  await app.select(app.list.rows[2]?.message.id);
  const before = app.detail;
  const asked = callsOf(index).length;
  index.grow({ partial: true });
  await vi.waitFor(() => expect(callsOf(index).length).toBeGreaterThan(asked + 1));
  expect(app.detail).toBe(before);
});

test('a log that is opened again in the same run has its filter and order back', async () => {
  const { app, bridge } = appWith(OPENED, DONE);
  await app.openFiles();
  await app.setFilter('zousann');
  await app.list.setSort({ column: 'size', descending: true });
  bridge.set('open:dialog', { ...OPENED, logId: 'def' });
  await app.openFiles();
  expect(app.list.filter).toBe('');
  bridge.set('open:dialog', OPENED);
  await app.openFiles();
  expect([app.list.filter, app.list.sort.column, app.list.total]).toEqual(['zousann', 'size', 1]);
});

test('a filter that cannot be read yet says so and leaves the list', async () => {
  const { app } = appWith(OPENED, DONE);
  await app.openFiles();
  await app.setFilter('from:');
  expect([app.list.filterError?.code, app.list.total]).toEqual(['missing-value', 5]);
});

test('language and theme come from main and go to main', async () => {
  const { app, bridge } = appWith(undefined);
  bridge.set('settings:get', { ...SETTINGS, language: 'ja', theme: 'dark' });
  await app.start();
  expect([app.language, app.theme]).toEqual(['ja', 'dark']);
  await app.setTheme('light');
  expect([app.language, app.theme]).toEqual(['ja', 'light']);
});
