import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import App from '../../../../renderer/src/App.svelte';
import { AppState } from '../../../../renderer/src/state/app.svelte.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { annotationsJson } from '#core/annotations/annotation-file.ts';
import { hostKey } from '#core/annotations/annotation.ts';
import { withAllParts } from '../all-parts.ts';
import { fakeBrowser } from '../fake-browser.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');
const ID = 'user100/k9LE1v98001811';

beforeAll(fakeBrowser);
withAllParts();
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset['ready'];
});

async function shown() {
  const facts = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };
  const stored = [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }];
  const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };
  const bridge = new FakeBridge({ 'settings:get': { ...SETTINGS, theme: 'light' }, 'app:ready': opened });
  const index = new FakeIndex(seed, stored);
  const app = new AppState(bridge, index);
  render(App, { app, bridge });
  await expect.poll(() => document.documentElement.dataset['ready']).toBe('true');
  await app.select(ID);
  await expect.poll(() => screen.getByTestId('lines').textContent).toContain('k9LE1v98001811');
  return { app, bridge, index };
}

const written = (index: FakeIndex) =>
  [...index.annotations.values()].map(({ subject, note, label }) => [subject, note, label]);
const said = () => screen.getByTestId('notes-said').textContent;

test('N opens the editor for the selected message, and what is saved stands in the pane and in the picture', async () => {
  const { index } = await shown();
  await fireEvent.keyDown(window, { key: 'n' });
  const editor = within(await screen.findByTestId('note-editor'));
  await fireEvent.input(editor.getByLabelText('Note'), { target: { value: 'Called them' } });
  await fireEvent.click(editor.getByText('Save'));
  await expect.poll(() => written(index)).toEqual([['message', 'Called them', undefined]]);
  await expect.poll(() => screen.getByTestId('notes-panel').textContent).toContain('Called them');
  expect(screen.getByTestId('note-layer').textContent).toContain('Message: Called them');
  await expect.poll(() => screen.queryByTestId('note-editor')).toBeNull();
});

test('digits label the message, the same digit or nought takes it away, and Ctrl+Z gives it back', async () => {
  const { index } = await shown();
  await fireEvent.keyDown(window, { key: '1' });
  await expect.poll(() => written(index)).toEqual([['message', undefined, 'red']]);
  await expect.poll(said).toBe('Label red');
  await fireEvent.keyDown(window, { key: '6' });
  await expect.poll(() => written(index)).toEqual([['message', undefined, 'blue']]);
  await fireEvent.keyDown(window, { key: '6' });
  await expect.poll(() => written(index)).toEqual([]);
  await fireEvent.keyDown(window, { key: 'z', ctrlKey: true });
  await expect.poll(() => written(index)).toEqual([['message', undefined, 'blue']]);
  await fireEvent.keyDown(window, { key: '0' });
  await expect.poll(() => written(index)).toEqual([]);
});

test('keys that are typed into the filter write no note', async () => {
  const { app, index } = await shown();
  await fireEvent.keyDown(screen.getByTestId('filter'), { key: 'n' });
  await fireEvent.keyDown(screen.getByTestId('filter'), { key: '1' });
  expect(app.notes.editing).toBeUndefined();
  expect(written(index)).toEqual([]);
});

test('a note can be written to a host, an arrow and a line', async () => {
  const { app, index } = await shown();
  for (const [kind, note] of [
    ['Host', 'a host'],
    ['Arrow', 'an arrow'],
    ['Line', 'a line'],
  ] as const) {
    await fireEvent.keyDown(window, { key: 'n' });
    const editor = within(await screen.findByTestId('note-editor'));
    const place = app.notes.editing?.find(({ name }) => name.startsWith(kind));
    await fireEvent.change(editor.getByLabelText('On'), { target: { value: place?.key } });
    await fireEvent.input(editor.getByLabelText('Note'), { target: { value: note } });
    await fireEvent.click(editor.getByText('Save'));
    await expect.poll(() => screen.getByTestId('note-layer').textContent).toContain(note);
  }
  expect(written(index).map(([subject]) => subject)).toEqual(['host', 'hop', 'line']);
  expect(within(screen.getByTestId('lines')).getByRole('img').getAttribute('aria-label')).toBe('a line');
});

test('the list marks a labelled message, and the filter finds it', async () => {
  const { app } = await shown();
  await fireEvent.keyDown(window, { key: '4' });
  await app.setFilter('label:green');
  await expect.poll(() => app.list.rows.map(({ message }) => message.id)).toEqual([ID]);
  expect(app.list.rows[0]?.message.annotated).toMatchObject({ label: 'green', noted: true });
});

test('the list of notes exports what it shows, imports a file, and says where a wrong one is wrong', async () => {
  const { app, bridge, index } = await shown();
  await fireEvent.keyDown(window, { key: '2' });
  await expect.poll(() => app.notes.all.size).toBe(1);
  bridge.emit('event:menu', 'show-notes');
  await expect.poll(() => screen.queryByTestId('notes-sheet')).not.toBeNull();
  const sheet = within(screen.getByTestId('notes-sheet'));
  bridge.set('export:text', true);
  await expect.poll(() => screen.getByTestId('notes-sheet').textContent).toContain('otusr111@ekisaito.ko.ni');
  await fireEvent.click(sheet.getByText('Export…'));
  const [name, json] = bridge.argumentsOf('export:text').at(-1) ?? [];
  expect([name, String(json)]).toEqual([
    'relayscope-notes.json',
    annotationsJson([...index.annotations.values()]),
  ]);
  const host = { key: hostKey('h'), subject: 'host', about: 'h', note: 'imported', changed: 5 } as const;
  bridge.set('import:text', { name: 'a.json', text: annotationsJson([host]) });
  await fireEvent.click(sheet.getByText('Import…'));
  await expect.poll(() => sheet.getByRole('status').textContent).toBe('1 note was taken over.');
  expect(index.annotations.get(host.key)).toEqual(host);
  bridge.set('import:text', { name: 'b.json', text: '{"version":1}' });
  await fireEvent.click(sheet.getByText('Import…'));
  await expect.poll(() => sheet.getByRole('status').textContent).toContain('“annotations”');
});
