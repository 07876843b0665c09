import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { Lagging } from '#renderer/state/lagging.svelte.ts';
import { Source } from './lagging-source.svelte.ts';

test('what follows a value comes a task later, and leaves out what was only there in between', async () => {
  const source = new Source('first');
  let lagging: Lagging<string> | undefined;
  const stop = source.within(() => (lagging = new Lagging(() => source.value)));
  flushSync();
  expect(lagging?.value).toBeUndefined();
  await vi.waitFor(() => expect(lagging?.value).toBe('first'));
  const seen: (string | undefined)[] = [];
  source.within(() => source.watch(() => seen.push(lagging?.value)));
  for (const value of ['second', 'third']) {
    source.value = value;
    flushSync();
  }
  await vi.waitFor(() => expect(lagging?.value).toBe('third'));
  flushSync();
  expect(seen).toEqual(['first', 'third']);
  stop();
});
