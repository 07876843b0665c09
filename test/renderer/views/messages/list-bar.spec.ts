import { readFileSync } from 'node:fs';
import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import NothingHere from '#renderer/views/messages/NothingHere.svelte';
import ListBar from '#renderer/views/messages/ListBar.svelte';
import { fakeBrowser } from '../fake-browser.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');

beforeEach(() => {
  localStorage.clear();
  fakeBrowser();
});
afterEach(cleanup);

test('while the lines are still being searched for a word the bar says so', async () => {
  const app = new AppState(new FakeBridge({ 'settings:get': SETTINGS }), new FakeIndex(seed, []));
  const nothing = (): void => undefined;
  render(ListBar, { app, oncolumns: nothing, ontime: nothing });
  expect(screen.queryByText('searching the lines…')).toBeNull();
  app.list.searching = true;
  await tick();
  expect(screen.getByText('searching the lines…')).toBeTruthy();
  app.list.searching = false;
  await tick();
  expect(screen.queryByText('searching the lines…')).toBeNull();
});

test('that nothing is found is said only when all lines have been searched', async () => {
  const app = new AppState(new FakeBridge({ 'settings:get': SETTINGS }), new FakeIndex(seed, []));
  app.list.filter = 'zzzzzz';
  app.list.searching = true;
  const { container } = render(NothingHere, { app });
  expect(container.textContent).toContain('searching the lines…');
  app.list.searching = false;
  await tick();
  expect(container.textContent).not.toContain('searching the lines…');
  expect(container.textContent).toContain('No message');
});
