/** The filter box with the seed's log behind it: what it offers, what it says, what it keeps. */
import { readFileSync } from 'node:fs';
import { cleanup, createEvent, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import App from '../../../../renderer/src/App.svelte';
import { AppState } from '../../../../renderer/src/state/app.svelte.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { withAllParts } from '../all-parts.ts';
import { fakeBrowser } from '../fake-browser.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');

beforeAll(fakeBrowser);
withAllParts();

afterEach(() => {
  cleanup();
  localStorage.clear();
  delete document.documentElement.dataset['ready'];
});

async function shown(): Promise<{ app: AppState; bridge: FakeBridge; box: HTMLInputElement }> {
  const facts = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };
  const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };
  const bridge = new FakeBridge({ 'settings:get': { ...SETTINGS, language: 'en' }, 'app:ready': opened });
  const app = new AppState(
    bridge,
    new FakeIndex(seed, [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }]),
  );
  render(App, { app, bridge });
  await expect.poll(() => document.documentElement.dataset['ready']).toBe('true');
  return { app, bridge, box: screen.getByTestId<HTMLInputElement>('filter') };
}

async function write(box: HTMLInputElement, text: string): Promise<void> {
  box.focus();
  box.value = text;
  box.setSelectionRange(text.length, text.length);
  await fireEvent.input(box);
}

function offers(): readonly string[] {
  return within(screen.getByRole('listbox', { name: 'Suggestions' }))
    .queryAllByRole('option')
    .map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
}

test('names of fields, then the values of this log with their counts, are chosen with the keys', async () => {
  const { app, box } = await shown();
  await write(box, 'dir');
  await expect.poll(() => offers()[0]).toMatch(/^direction:/);
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'Enter' });
  await expect.poll(offers).toEqual(['outbound 3', 'inbound 2']);
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'Tab' });
  await expect.poll(() => [app.list.filter, app.list.total]).toEqual(['direction:inbound', 2]);
});

test('a value that is written whole is not offered once more: only what the filter means is told', async () => {
  const { box } = await shown();
  await write(box, 'direction:inboun');
  await expect.poll(offers).toEqual(['inbound 2']);
  await write(box, 'direction:inbound');
  await expect.poll(offers).toEqual([]);
  const panel = screen.getByTestId('filter-meaning').parentElement;
  await expect.poll(() => panel?.textContent.trim()).toBe('Shows messages where the direction is “inbound”.');
});

test('Escape puts away what stands over the list, and once more takes the filter off', async () => {
  const { app, box } = await shown();
  await write(box, 'direction:inbound');
  await expect.poll(offers).toEqual([]);
  const meaning = screen.getByTestId('filter-meaning');
  await expect.poll(() => meaning.textContent).toContain('inbound');
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect([meaning.textContent, app.list.filter]).toEqual(['', 'direction:inbound']);
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect(app.list.filter).toBe('');
});

test('the filter is told in words, as it was written', async () => {
  const { box } = await shown();
  await write(box, 'qid:k9LE delay>1h');
  expect(screen.getByTestId('filter-meaning').textContent).toBe(
    'Shows messages where a queue id contains “k9LE” and the delay is more than 1h.',
  );
});

test('what is wrong is underlined and named, and the field that may be meant is offered', async () => {
  const { app, box } = await shown();
  await write(box, 'to:x form:ann');
  expect(screen.getByTestId('filter-mirror').querySelector('mark')?.textContent).toBe('form');
  expect(screen.getByTestId('filter-meaning').textContent).toContain('At character 6');
  expect(app.overview.found.total).toBe(5);
  await expect.poll(() => offers()[0]).toMatch(/^from:/);
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'Enter' });
  expect(app.list.filter).toBe('to:x from:ann');
});

test('a pasted queue id becomes its filter, with the words as they were pasted beside it', async () => {
  const { app, box } = await shown();
  box.focus();
  const paste = createEvent.paste(box, { clipboardData: { getData: () => ' k9LE1v98001811\n' } });
  await fireEvent(box, paste);
  expect(app.list.filter).toBe('qid=k9LE1v98001811');
  await expect.poll(offers).toEqual(['"k9LE1v98001811" these words, as pasted']);
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'Enter' });
  expect(app.list.filter).toBe('"k9LE1v98001811"');
});

test('filters that were used come back with the keys and on the empty box', async () => {
  const { app, box } = await shown();
  await write(box, 'status:sent');
  await fireEvent.keyDown(box, { key: 'Enter' });
  await write(box, 'sta');
  await fireEvent.keyDown(box, { key: 'ArrowUp', altKey: true });
  expect(app.list.filter).toBe('status:sent');
  await fireEvent.keyDown(box, { key: 'ArrowDown', altKey: true });
  expect(app.list.filter).toBe('sta');
  await write(box, '');
  await expect.poll(offers).toEqual(['status:sent used before']);
});

test('a filter is saved under a name, chosen from the palette, renamed and deleted, and comes back', async () => {
  const { app, bridge, box } = await shown();
  await write(box, 'direction:inbound');
  bridge.emit('event:menu', 'saved-filters');
  await fireEvent.input(await screen.findByLabelText('Keep this filter under a name:'), {
    target: { value: 'Coming in' },
  });
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Rename Coming in' }));
  const rename = await screen.findByLabelText('New name for Coming in');
  await fireEvent.input(rename, { target: { value: 'Inbound mail' } });
  await fireEvent.keyDown(rename, { key: 'Enter' });
  await fireEvent.click(screen.getByRole('button', { name: 'Delete Inbound mail' }));
  expect(app.filters.all).toEqual([]);
  await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(app.filters.all).toEqual([{ name: 'Inbound mail', filter: 'direction:inbound' }]);
  await app.setFilter('');
  bridge.emit('event:menu', 'show-palette');
  const palette = await screen.findByRole('combobox', { name: 'Commands' });
  await fireEvent.input(palette, { target: { value: 'inbound' } });
  await fireEvent.keyDown(palette, { key: 'Enter' });
  expect(app.list.filter).toBe('direction:inbound');
});
