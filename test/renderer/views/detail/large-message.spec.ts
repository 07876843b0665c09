import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import App from '../../../../renderer/src/App.svelte';
import { AppState } from '../../../../renderer/src/state/app.svelte.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { listLog, MANY, oneEntryLog } from '../../../core/correlate/many-log.ts';
import { withAllParts } from '../all-parts.ts';
import { fakeBrowser } from '../fake-browser.ts';

beforeAll(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(240);
  fakeBrowser();
});
withAllParts();
afterEach(() => {
  cleanup();
  delete document.documentElement.dataset['ready'];
});

const facts = { source: 0, sourceId: 's', name: 'maillog', size: 1, modified: 0, fingerprint: 'f' };
const opened = { logId: 'l', title: 'maillog', sources: [facts], problems: [], gone: [], beside: 0 };

async function shown(text: string): Promise<{ readonly app: AppState; readonly bridge: FakeBridge }> {
  const index = new FakeIndex(text, [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }]);
  const bridge = new FakeBridge({
    'settings:get': { ...SETTINGS, language: 'en', theme: 'light' },
    'app:ready': opened,
  });
  const app = new AppState(bridge, index);
  render(App, { app, bridge });
  await expect.poll(() => app.started && app.progress === undefined).toBe(true);
  await app.select(`mx/${MANY}`);
  await expect.poll(() => screen.getByTestId('lines').textContent).toContain(MANY);
  return { app, bridge };
}

test('a message of a thousand recipients shows few elements, and how many lines and recipients there are', async () => {
  await shown(listLog(1000));
  await expect.poll(() => screen.getByTestId('recipients').textContent).toContain('user0@d0.example.net');
  expect(screen.getByTestId('recipient-counts').textContent).toBe('1,000 · Sent 857 · Bounced 143');
  expect(screen.getByRole('region', { name: 'Log lines' }).textContent).toContain('1,001 lines');
  expect(document.querySelectorAll('*').length).toBeLessThan(4000);
});

test('the fields of its lines come a page at a time', async () => {
  await shown(listLog(1000));
  const fields = await screen.findByTestId('fields');
  const [after] = await within(fields).findAllByRole('button', { name: 'Lines after these' });
  expect(fields.textContent).toContain('Lines 1 to 10 of 1,001');
  await fireEvent.click(after as HTMLElement);
  await expect.poll(() => fields.textContent).toContain('Lines 11 to 20 of 1,001');
  await expect.poll(() => fields.textContent).toContain('<user9@d9.example.net>');
});

test('all its lines are copied, and only the fields of those that are chosen are shown', async () => {
  const { bridge } = await shown(listLog(1000));
  await fireEvent.click(screen.getByTitle('Copy the log lines'));
  await expect
    .poll(
      () => String(bridge.calls.find(([channel]) => channel === 'clipboard:write')?.[1]).split('\n').length,
    )
    .toBe(1001);
  await fireEvent.click(within(screen.getByTestId('lines')).getByRole('button', { name: '8' }));
  await expect.poll(() => screen.getByTestId('fields').querySelectorAll('h2').length).toBe(1);
});

test('a line that names a thousand recipients is shown from its beginning, and more of it on demand', async () => {
  await shown(oneEntryLog(1000));
  const lines = screen.getByTestId('lines');
  expect(lines.textContent.length).toBeLessThan(6000);
  await fireEvent.click(within(lines).getByRole('button', { name: /^Show .* more characters$/ }));
  expect(lines.textContent).toContain('<u999@ex.net>');
});
