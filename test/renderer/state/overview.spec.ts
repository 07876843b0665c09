import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { IndexCall, IndexCalls } from '#core/contract/index-protocol.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { MessageList } from '#renderer/state/message-list.svelte.ts';
import { OverviewState } from '#renderer/state/overview.svelte.ts';

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
