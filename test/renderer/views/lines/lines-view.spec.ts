import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import LinesView from '#renderer/views/lines/LinesView.svelte';
import { withAllParts } from '../all-parts.ts';
import { fakeBrowser } from '../fake-browser.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8').trimEnd();
const FACTS = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };
const OPENED = { logId: 'l', title: 'maillog', sources: [FACTS], problems: [], gone: [], beside: 0 };

withAllParts();

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  fakeBrowser();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function shown(text = seed): Promise<{ app: AppState; bridge: FakeBridge; list: HTMLElement }> {
  const bridge = new FakeBridge({ 'settings:get': { ...SETTINGS, toured: true }, 'app:ready': OPENED });
  const stored = [{ ...FACTS, nextOffset: 1, nextLine: 2, complete: true }];
  const app = new AppState(bridge, new FakeIndex(text, stored));
  await app.start();
  render(LinesView, { app });
  await expect.poll(() => screen.queryAllByTestId('line').length).toBe(text.split('\n').length);
  return { app, bridge, list: screen.getByTestId('line-list') };
}

test('every line stands as it was logged, in the order of the file', async () => {
  await shown();
  const raws = screen.getAllByTestId('line').map((line) => line.querySelector('.raw')?.textContent);
  expect(raws).toEqual(seed.split('\n'));
});

test('a filter leaves the lines that have the words, and marks the words', async () => {
  await shown();
  await fireEvent.input(screen.getByTestId('line-filter'), { target: { value: 'stat:Sent k9LE1v98001811' } });
  await expect.poll(() => screen.getAllByTestId('line').length).toBe(1);
  const marks = [...screen.getByTestId('line').querySelectorAll('mark')].map((mark) => mark.textContent);
  expect(marks).toContain('k9LE1v98001811');
});

test('Enter goes from a line to its message', async () => {
  const { app, list } = await shown();
  app.view = 'lines';
  await fireEvent.keyDown(list, { key: 'End' });
  await fireEvent.keyDown(list, { key: 'Enter' });
  await expect.poll(() => app.view).toBe('messages');
  expect(app.detail?.records.map(({ raw }) => raw)).toContain(seed.split('\n').at(-1));
});

test('from a message its line is the one under the cursor', async () => {
  const { app } = await shown();
  await app.showLine(4);
  expect(app.lines.row(app.lines.cursor)?.raw).toBe(seed.split('\n')[4]);
});

test('chosen lines are copied as logged', async () => {
  const { bridge, list } = await shown();
  await fireEvent.keyDown(list, { key: 'ArrowDown', shiftKey: true });
  await fireEvent.keyDown(list, { key: 'c', ctrlKey: true });
  await expect.poll(() => bridge.argumentsOf('clipboard:write').length).toBe(1);
  expect(bridge.argumentsOf('clipboard:write')[0]?.[0]).toBe(seed.split('\n').slice(0, 2).join('\n'));
});

test('a hostile line is text and nothing else', async () => {
  const evil = 'Oct 21 23:01:58 mx sendmail[1]: <img src=x onerror=alert(1)><script>alert(2)</script>';
  await shown(evil);
  expect(screen.getByTestId('line-list').querySelector('img, script')).toBeNull();
  expect(screen.getByTestId('line').querySelector('.raw')?.textContent).toBe(evil);
});

test('the box offers names, values of this log and filters that were of use, and points at what is wrong', async () => {
  const { app } = await shown();
  const box = screen.getByTestId<HTMLInputElement>('line-filter');
  const write = async (text: string): Promise<void> => {
    box.focus();
    box.value = text;
    box.setSelectionRange(text.length, text.length);
    await fireEvent.input(box);
  };
  const offers = (): readonly string[] => screen.queryAllByRole('option').map(({ id }) => id);
  await write('mai');
  await expect.poll(offers).toContain('line-offer-0');
  await fireEvent.keyDown(box, { key: 'ArrowDown' });
  await fireEvent.keyDown(box, { key: 'Enter' });
  expect(app.lines.filter).toBe('mailer:');
  await expect.poll(() => document.getElementById('line-filter-offers')?.textContent).toContain('esmtp');
  await write('mailer:esmtp');
  await fireEvent.keyDown(box, { key: 'Enter' });
  expect(app.filters.used.value).toEqual(['mailer:esmtp']);
  expect(app.list.filter).toBe('');
  await write('sizes:1');
  expect(screen.getByTestId('line-filter-meaning').textContent).toContain('At character 1');
  await fireEvent.keyDown(box, { key: 'Escape' });
  await fireEvent.keyDown(box, { key: 'Escape' });
  expect(app.lines.filter).toBe('');
});

test('of a line of a hundred thousand characters the beginning is shown, and said how many more are copied', async () => {
  const { list } = await shown(`${seed}\nOct 22 10:12:43 user100 sendmail[1]: ${'a'.repeat(100_000)}`);
  await fireEvent.keyDown(list, { key: 'End' });
  await expect.poll(() => document.querySelector('footer')?.textContent).toContain('more characters');
  expect(document.body.textContent.length).toBeLessThan(40_000);
});
