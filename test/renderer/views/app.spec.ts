import { readFileSync } from 'node:fs';
import { cleanup, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import App from '../../../renderer/src/App.svelte';
import { AppState } from '../../../renderer/src/state/app.svelte.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { withAllParts } from './all-parts.ts';
import { fakeBrowser } from './fake-browser.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');

beforeAll(fakeBrowser);
withAllParts();

afterEach(() => {
  cleanup();
  delete document.documentElement.dataset['ready'];
});

const facts = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };

function indexOf(text: string): FakeIndex {
  return new FakeIndex(text, [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }]);
}

async function shown(
  text: string | undefined,
  language: 'en' | 'ja' = 'en',
  index = indexOf(text ?? ''),
): Promise<AppState> {
  const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };
  const bridge = new FakeBridge({
    'settings:get': { ...SETTINGS, language, theme: 'light' },
    ...(text === undefined ? {} : { 'app:ready': opened }),
  });
  const app = new AppState(bridge, index);
  render(App, { app, bridge });
  await expect.poll(() => document.documentElement.dataset['ready']).toBe('true');
  await expect.poll(() => app.started && app.progress === undefined).toBe(true);
  return app;
}

test('without a log the window says what to do, in the language of the system', async () => {
  await shown(undefined, 'ja');
  expect(within(screen.getByTestId('start-screen')).getByRole('heading', { level: 1 }).textContent).toMatch(
    /[ぁ-ん]/,
  );
  expect(document.documentElement.lang).toBe('ja');
});

/** As Chromium tells of a promise that nobody waited for. */
function rejected(reason: Error): Event {
  return Object.assign(new Event('unhandledrejection'), { reason });
}

test('what goes wrong where nobody waited for it is told, a question that a newer one has ended is not', async () => {
  const app = await shown(seed);
  dispatchEvent(rejected(new RequestFailed({ code: 'cancelled', where: '' })));
  dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed' }));
  expect(app.problems).toEqual([]);
  dispatchEvent(rejected(new RequestFailed({ code: 'store-failed', where: '', detail: 'no answer' })));
  dispatchEvent(new ErrorEvent('error', { error: new Error('a thing is not there') }));
  await expect.poll(() => screen.getAllByRole('alert').length).toBe(2);
  expect(app.problems.map(({ code }) => code)).toEqual(['store-failed', 'internal']);
  cleanup();
  dispatchEvent(rejected(new Error('after the window')));
  expect(app.problems.length).toBe(2);
});

test('the selected message shows its lines and every field with an explanation', async () => {
  const app = await shown(seed);
  await app.select('user100/k9LE1v98001811');
  await expect.poll(() => screen.getByTestId('lines').textContent).toContain('k9LE1v98001811');
  const fields = await screen.findByTestId('fields');
  expect(fields.querySelectorAll('dt').length).toBe(17);
  for (const words of fields.querySelectorAll('dd')) expect(words.textContent.length).toBeGreaterThan(20);
});

test('the status bar counts lines and says on what evidence the times stand', async () => {
  await shown(seed);
  const bar = screen.getByTestId('status-bar');
  expect(bar.textContent).toContain('10 lines');
  expect(bar.textContent).toContain('5 of 5 queue ids');
});

test('each explanation says how sure it is: logged, computed or suggested', async () => {
  const app = await shown(seed);
  await app.select('user100/k9LE1v98001811');
  const fields = await screen.findByTestId('fields');
  await expect.poll(() => fields.textContent).toContain('126297');
  const pri = [...fields.querySelectorAll('dt')].find((dt) => dt.textContent.includes('pri'));
  expect(pri?.nextElementSibling?.textContent).toContain('computed');
});

test('escaped letters are readable, with the value as logged beside them', async () => {
  const line = String.raw`Nov 24 03:40:36 mx sm-mta[310]: 6AO3eaop000310: from=<a@b>, size=80, class=0, nrcpts=1, msgid=<caf\303\251@x>, proto=ESMTP, daemon=MTA-v4, relay=c [127.0.1.10]`;
  const app = await shown(`${line}\n`);
  await app.select('mx/6AO3eaop000310');
  const fields = await screen.findByTestId('fields');
  await expect.poll(() => fields.textContent).toContain('<café@x>');
  expect(fields.textContent).toContain(String.raw`<caf\303\251@x>`);
});

test('a log that grows has its bars and rows drawn anew, not the whole page styled anew', async () => {
  const index = indexOf(seed);
  await shown(seed, 'en', index);
  const changes: MutationRecord[] = [];
  new MutationObserver((seen) => void changes.push(...seen)).observe(document.documentElement, {
    attributeFilter: ['lang', 'data-theme'],
  });
  index.grow({ following: true, lines: 4321 });
  await expect.poll(() => screen.getByTestId('status-bar').textContent).toContain('4,321 lines');
  expect(changes).toEqual([]);
});
