import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import MessageTable from '#renderer/views/messages/MessageTable.svelte';
import { fakeBrowser } from '../fake-browser.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');
const FACTS = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };
const OPENED = { logId: 'l', title: 'maillog', sources: [FACTS], problems: [], gone: [], beside: 0 };

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(280);
  fakeBrowser();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function shown(): Promise<{ app: AppState; bridge: FakeBridge; table: HTMLElement }> {
  const bridge = new FakeBridge({ 'settings:get': { ...SETTINGS, toured: true }, 'app:ready': OPENED });
  const stored = [{ ...FACTS, nextOffset: 1, nextLine: 2, complete: true }];
  const app = new AppState(bridge, new FakeIndex(seed, stored));
  await app.start();
  render(MessageTable, { app });
  await expect.poll(() => screen.queryAllByTestId('row').length).toBe(5);
  return { app, bridge, table: screen.getByTestId('message-list') };
}

function copied(bridge: FakeBridge): string {
  return String(bridge.argumentsOf('clipboard:write').at(-1)?.[0]);
}

test('Ctrl+A and Ctrl+C copy the whole list as a table with a head', async () => {
  const { bridge, table, app } = await shown();
  await fireEvent.keyDown(table, { key: 'a', ctrlKey: true });
  expect(app.choice.count).toBe(5);
  await fireEvent.keyDown(table, { key: 'c', ctrlKey: true });
  await expect.poll(() => bridge.argumentsOf('clipboard:write').length).toBe(1);
  const lines = copied(bridge).split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]?.split('\t')).toContain('Status');
  expect(new Set(lines.map((line) => line.split('\t').length))).toEqual(new Set([9]));
});

test('Shift and the arrows choose, and their log lines are copied as logged', async () => {
  const { bridge, table, app } = await shown();
  await fireEvent.keyDown(table, { key: 'Home' });
  await fireEvent.keyDown(table, { key: 'ArrowDown', shiftKey: true });
  expect(app.choice.ranges).toEqual([[0, 1]]);
  await fireEvent.keyDown(table, { key: 'C', ctrlKey: true, shiftKey: true });
  await expect.poll(() => bridge.argumentsOf('clipboard:write').length).toBe(1);
  const lines = copied(bridge).split('\n');
  expect(lines.length).toBe(4);
  expect(seed.split('\n')).toEqual(expect.arrayContaining(lines));
});

test('a click with Ctrl takes one row in and out, a click alone chooses nothing else', async () => {
  const { app } = await shown();
  const [first, , third, fourth] = screen.getAllByTestId('row');
  if (first === undefined || third === undefined || fourth === undefined) throw new Error('rows are missing');
  await fireEvent.click(first);
  await fireEvent.click(third, { ctrlKey: true });
  expect(app.choice.ranges).toEqual([
    [0, 0],
    [2, 2],
  ]);
  await fireEvent.click(third, { ctrlKey: true });
  expect(app.choice.ranges).toEqual([[0, 0]]);
  await fireEvent.click(fourth);
  expect(app.choice.count).toBe(0);
});

test('another filter chooses nothing, whatever stood at these places before', async () => {
  const { app, table } = await shown();
  await fireEvent.keyDown(table, { key: 'a', ctrlKey: true });
  await app.setFilter('qid:k9LE1v98001811');
  expect(app.choice.count).toBe(0);
});

test('a column that is taken away is gone, and stays so when the app is started again', async () => {
  const { app } = await shown();
  app.columns.toggle('size');
  await tick();
  expect(screen.queryByRole('columnheader', { name: /Size/ })).toBeNull();
  expect(new AppState(new FakeBridge(), new FakeIndex('')).columns.shown).not.toContain('size');
});

test('the last column cannot be taken away', async () => {
  const { app } = await shown();
  for (const column of app.columns.shown) app.columns.toggle(column);
  expect(app.columns.shown).toHaveLength(1);
});

test('a width is kept, and a double click makes it as it was', async () => {
  const { app } = await shown();
  const before = app.columns.template;
  app.columns.setWidth('from', 333);
  expect(new AppState(new FakeBridge(), new FakeIndex('')).columns.template).toContain('333px');
  await fireEvent.dblClick(screen.getByTestId('resize-from'));
  expect(app.columns.template).toBe(before);
});

test('what is no time is not taken for one', async () => {
  const { app } = await shown();
  expect(await app.placeOf('tomorrow')).toBeUndefined();
});
