import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import MapView from '#renderer/views/map/MapView.svelte';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');
const facts = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };

let app: AppState;
beforeEach(async () => {
  const stored = [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }];
  const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };
  app = new AppState(new FakeBridge({ 'app:ready': opened }), new FakeIndex(seed, stored));
  await app.start();
  app.view = 'map';
  render(MapView, { app });
  await screen.findByTestId('map');
});
afterEach(cleanup);

const card = (name: string): HTMLElement =>
  screen
    .getAllByTestId('map-node')
    .find((n) => n.getAttribute('aria-label')?.startsWith(name)) as HTMLElement;

test('a click on a card filters by it, and Back takes that back', async () => {
  expect(screen.getByTestId('map-counted').textContent).toContain('5 messages');
  await fireEvent.click(card('maile.ekisaito.ko.ni'));
  expect(app.list.filter).toBe('relay=maile.ekisaito.ko.ni');
  await expect.poll(() => screen.getByTestId('map-counted').textContent).toContain('1 message');
  await fireEvent.click(screen.getByRole('button', { name: /Back/ }));
  expect(app.list.filter).toBe('');
  await expect.poll(() => screen.getByTestId('map-counted').textContent).toContain('5 messages');
});

test('a click on an edge filters by that way only', async () => {
  const edge = screen
    .getAllByTestId('map-edge')
    .find((e) => e.getAttribute('aria-label')?.startsWith('local001.localserver200')) as HTMLElement;
  await fireEvent.click(edge);
  expect(app.list.filter).toBe('client=local001.localserver200');
});

test('arrow keys on an end of the brush look at a part of the time, and a click adds that part to the filter', async () => {
  const whole = screen.getByTestId('map-counted').textContent;
  const end = screen.getByRole('slider', { name: 'End of the part looked at' });
  for (let i = 0; i < 60; i++) await fireEvent.keyDown(end, { key: 'ArrowLeft' });
  await expect.poll(() => screen.getByTestId('map-counted').textContent).not.toBe(whole);
  expect(app.list.filter).toBe('');
  await fireEvent.click(screen.getAllByTestId('map-node')[0] as HTMLElement);
  expect(app.list.filter).toMatch(/ time:2006-10-\S+\.\.2006-10-\S+$/);
});

test('every part of the map is drawn: all are elements of SVG', () => {
  const strangers = [...screen.getByTestId('map').querySelectorAll('*')].filter(
    (e) => e.namespaceURI !== 'http://www.w3.org/2000/svg',
  );
  expect(strangers.map((e) => e.tagName)).toEqual([]);
});

test('the map of a log is counted once before anybody asks for it, and shown only when asked for', async () => {
  const stored = [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }];
  const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };
  const index = new FakeIndex(seed, stored);
  const other = new AppState(new FakeBridge({ 'app:ready': opened }), index);
  await other.start();
  const call = vi.spyOn(index, 'call');
  await other.map.prepare('en');
  await other.map.prepare('en');
  expect(call.mock.calls.filter(([name]) => name === 'map')).toHaveLength(1);
  expect(other.map.answer).toBeUndefined();
});
