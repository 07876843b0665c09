import { expect, test, vi } from 'vitest';
import type { FilesState } from '#core/contract/channels.ts';
import { FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { Recents, type RecentState } from '#renderer/state/recents.svelte.ts';

const CASES: readonly (readonly [FilesState, stored: boolean, RecentState])[] = [
  ['same', true, 'indexed'],
  ['grown', true, 'grown'],
  ['changed', true, 'changed'],
  ['gone', true, 'gone'],
  ['same', false, 'new'],
  ['grown', false, 'new'],
  ['changed', false, 'new'],
  ['gone', false, 'lost'],
];

test.each(CASES)(
  'a recent log whose file is %s (stored: %s) is shown as %s',
  async (files, stored, state) => {
    const bridge = new FakeBridge({ 'recents:list': [{ logId: 'a', title: 'maillog', opened: 1, files }] });
    const index = new FakeIndex('');
    index.indexed = stored ? ['a'] : ['b'];
    const recents = new Recents(bridge, index);
    await recents.load();
    expect(recents.logs).toMatchObject([{ title: 'maillog', state }]);
  },
);

test('a recent log that is forgotten is gone from the index and from main', async () => {
  const bridge = new FakeBridge();
  const index = new FakeIndex('');
  await new Recents(bridge, index).forget('a');
  expect(index.calls).toContainEqual(['forget', 'a']);
  expect(bridge.argumentsOf('recents:forget')).toEqual([['a']]);
});

test('a recent log that is forgotten leaves the list before it is deleted, and is back where that fails', async () => {
  const log = { logId: 'a', title: 'maillog', opened: 1, files: 'same' } as const;
  const bridge = new FakeBridge({ 'recents:list': [log] });
  const index = new FakeIndex('');
  const recents = new Recents(bridge, index);
  await recents.load();
  let fail: (error: Error) => void = () => undefined;
  vi.spyOn(index, 'call').mockImplementationOnce(() => new Promise((_, reject) => (fail = reject)));
  const forgetting = recents.forget('a');
  expect(recents.logs).toEqual([]);
  fail(new Error('the disk'));
  await expect(forgetting).rejects.toThrow('the disk');
  expect(recents.logs).toMatchObject([{ title: 'maillog' }]);
});
