import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import StatusBar from '../../../../renderer/src/views/shell/StatusBar.svelte';
import { AppState } from '../../../../renderer/src/state/app.svelte.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { readerZone } from '#renderer/state/zoned-index.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');

beforeAll(() => {
  /* What jsdom does not have. */
  Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined, close: () => undefined });
});
afterEach(cleanup);

async function sheet(text = seed, language: 'en' | 'ja' = 'en'): Promise<AppState> {
  const facts = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };
  const stored = [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }];
  const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };
  const bridge = new FakeBridge({ 'settings:get': { ...SETTINGS, language }, 'app:ready': opened });
  const app = new AppState(bridge, new FakeIndex(text, stored));
  await app.start();
  render(StatusBar, { app });
  await fireEvent.click(screen.getByTestId('time-evidence'));
  await expect
    .poll(() => screen.getByTestId('time-sheet').textContent)
    .toMatch(/delsol|時刻の入った|No reply/);
  return app;
}

test('the sheet says in words on what the times stand', async () => {
  await sheet();
  const text = screen.getByTestId('time-sheet').textContent;
  expect(text).toContain('UTC+09:00: 5 of 5 queue ids say so');
  expect(text).toContain('from the queue ids');
});

test('the clocks of other servers are told', async () => {
  await sheet();
  const rows = screen.getAllByRole('row', { hidden: true }).map((r) => r.textContent);
  expect(rows.find((r) => r.includes('mail1.ms.delsol'))).toContain('agrees');
});

test('year and zone set by hand hold at once; one click takes them back', async () => {
  const app = await sheet();
  await fireEvent.input(screen.getByLabelText('Year of the first line'), { target: { value: '2011' } });
  await fireEvent.change(screen.getByLabelText('Time zone'), { target: { value: '-300' } });
  await fireEvent.click(screen.getByText('Use these'));
  await expect.poll(() => app.list.rows[0]?.message.zone).toBe(-300);
  expect(new Date(app.list.rows[0]?.message.arrived ?? 0).getUTCFullYear()).toBe(2011);
  expect(screen.getByTestId('time-sheet').textContent).toContain('as you set it');
  await fireEvent.click(screen.getByText('Back to the evidence'));
  await expect.poll(() => app.list.rows[0]?.message.zone).toBe(540);
});

test('an impossible year is refused in words', async () => {
  const app = await sheet();
  await fireEvent.input(screen.getByLabelText('Year of the first line'), { target: { value: '20x6' } });
  await fireEvent.submit(screen.getByText<HTMLButtonElement>('Use these').form ?? document.body);
  expect(screen.getByRole('status', { hidden: true }).textContent).toContain('four digits');
  expect(app.log?.given).toEqual({});
});

test('times may be shown in the reader’s own zone, and that is remembered', async () => {
  const app = await sheet();
  await fireEvent.click(screen.getByLabelText(/this computer’s zone/));
  await expect.poll(() => app.timesIn).toBe('reader');
  const shown = app.list.rows[0]?.message;
  expect(shown?.zone).toBe(readerZone(shown?.arrived ?? 0));
  expect(screen.getByTestId('status-bar').textContent).toContain('your own zone');
  await fireEvent.click(screen.getByLabelText('the log’s own zone'));
  await expect.poll(() => app.list.rows[0]?.message.zone).toBe(540);
});

test('a log that does not say its year asks for it', async () => {
  await sheet('Oct 21 23:01:58 mx sm-mta[9]: alias database /etc/aliases rebuilt by root\n');
  expect(screen.getByTestId('time-evidence').textContent).toContain('set them');
});

test('a log whose lines say everything has nothing to set', async () => {
  await sheet('2026-11-24T12:46:53+09:00 mx sm-mta[9]: alias database /etc/aliases rebuilt by root\n', 'ja');
  expect(screen.getByTestId('time-sheet').textContent).toContain('決めるものはありません');
});
