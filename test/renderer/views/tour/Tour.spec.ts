import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import Tour from '../../../../renderer/src/views/tour/Tour.svelte';
import { AppState } from '../../../../renderer/src/state/app.svelte.ts';
import { TOUR_STEPS } from '../../../../renderer/src/state/tour.svelte.ts';
import { FakeBridge, SETTINGS } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';

const sample = readFileSync('build/sample/sample.log', 'utf8');

afterEach(cleanup);

async function begun(language: 'en' | 'ja' = 'en') {
  const facts = { source: 0, sourceId: 's', name: 'sample.log', size: 1, modified: 0, fingerprint: 'f' };
  const stored = [{ ...facts, nextOffset: 1, nextLine: 2, complete: true }];
  const opened = { logId: 'l', title: 'sample.log', sources: [facts], problems: [], gone: [], beside: 0 };
  const bridge = new FakeBridge({ 'settings:get': { ...SETTINGS, language }, 'open:sample': opened });
  const app = new AppState(bridge, new FakeIndex(sample, stored));
  await app.start();
  render(Tour, { app });
  await app.tour.begin();
  return { app, bridge };
}

test('the tour goes through the sample step by step and selects what it speaks of', async () => {
  const { app } = await begun();
  const seen: (string | undefined)[] = [];
  for (const step of TOUR_STEPS) {
    await expect.poll(() => app.tour.step).toBe(step);
    await expect.poll(() => app.detail?.message.id).toBe(step.message ?? app.detail?.message.id);
    seen.push(screen.getByRole('heading').textContent);
    await fireEvent.click(screen.getByText(/^(?:Next|Finish)$/));
  }
  expect(new Set(seen).size).toBe(TOUR_STEPS.length);
  expect(screen.queryByTestId('tour')).toBeNull();
});

test('arrow keys go on and back, Escape ends it, and that is remembered', async () => {
  const { app, bridge } = await begun('ja');
  expect(screen.getByTestId('tour').textContent).toContain('家にある小さなサーバー');
  await fireEvent.keyDown(screen.getByTestId('tour'), { key: 'ArrowRight' });
  await expect.poll(() => app.tour.at).toBe(1);
  await fireEvent.keyDown(screen.getByTestId('tour'), { key: 'ArrowLeft' });
  await expect.poll(() => app.tour.at).toBe(0);
  await fireEvent.keyDown(screen.getByTestId('tour'), { key: 'Escape' });
  await expect.poll(() => app.toured).toBe(true);
  expect(bridge.argumentsOf('settings:set')).toEqual([[{ toured: true }]]);
});
