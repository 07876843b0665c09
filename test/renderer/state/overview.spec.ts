import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { IndexCall, IndexCalls } from '#core/contract/index-protocol.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { MessageList } from '#renderer/state/message-list.svelte.ts';
import { OverviewState } from '#renderer/state/overview.svelte.ts';

afterEach(() => localStorage.clear());

/** Rows come when they are let go. */
class SlowIndex extends FakeIndex {
  #letGo: () => void = () => undefined;
  readonly #rows = new Promise<void>((resolve) => (this.#letGo = resolve));
  readonly asked: IndexCall[] = [];

  letGo(): void {
    this.#letGo();
  }

  override async call<C extends IndexCall>(
    call: C,
    ...args: IndexCalls[C]['args']
  ): Promise<IndexCalls[C]['answer']> {
    this.asked.push(call);
    if (call === 'query') await this.#rows;
    return super.call(call, ...args);
  }
}

test('bars and values of a filter are asked for when its rows are there', async () => {
  const index = new SlowIndex(readFileSync('test/fixtures/seed.log', 'utf8'));
  index.grow();
  const list = new MessageList(index);
  const overview = new OverviewState(index, list);
  const filtered = list.setFilter('status:sent');
  overview.facetsShown.value = true;
  const whole = overview.refresh();
  await Promise.race([whole, new Promise((resolve) => setTimeout(resolve))]);
  expect(index.asked).toEqual(['query']);
  index.letGo();
  await Promise.all([filtered, whole]);
  expect(index.asked).toEqual(['query', 'overview']);
  expect(overview.found.total).toBe(list.total);
});

test('bars and values stand beside a log where there is room for them when it is opened, not when the window begins', () => {
  Object.assign(window, { innerWidth: 0, innerHeight: 0 });
  const index = new FakeIndex('');
  const overview = new OverviewState(index, new MessageList(index));
  expect([overview.timelineShown.value, overview.facetsShown.value]).toEqual([false, false]);
  Object.assign(window, { innerWidth: 1280, innerHeight: 775 });
  overview.fitWindow();
  expect([overview.timelineShown.value, overview.facetsShown.value]).toEqual([true, true]);
});
