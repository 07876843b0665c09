import { expect, test } from 'vitest';
import { type JoinBlock, JoinQueue } from '#renderer/worker/join-queue.ts';

const block = (id: number, provisional = false): JoinBlock =>
  ({ stored: { id }, batch: provisional ? { provisional } : {} }) as unknown as JoinBlock;

test('blocks are joined in their order, and no more than two wait when more come', async () => {
  const joined: number[] = [];
  const queue = new JoinQueue(({ stored: { id } }) => Promise.resolve(void joined.push(id)));
  for (const id of [1, 2, 3, 4, 5]) {
    await queue.room();
    expect(id - 1 - joined.length).toBeLessThanOrEqual(2);
    await queue.add(block(id));
  }
  await queue.joined;
  expect(joined).toEqual([1, 2, 3, 4, 5]);
});

test('an end that may be dropped is joined before anything else is stored', async () => {
  const joined: number[] = [];
  const queue = new JoinQueue(({ stored: { id } }) => Promise.resolve(void joined.push(id)));
  await queue.add(block(1));
  await queue.add(block(2, true));
  expect(joined).toEqual([1, 2]);
});

test('a block that cannot be joined ends the queue: nothing behind it is joined, and who waits is told', async () => {
  const joined: number[] = [];
  const queue = new JoinQueue(({ stored: { id } }) =>
    id === 2 ? Promise.reject(new Error('no')) : Promise.resolve(void joined.push(id)),
  );
  await queue.add(block(1));
  await queue.add(block(2));
  await queue.add(block(3));
  await expect(queue.joined).rejects.toThrow('no');
  await queue.settled();
  await queue.add(block(3));
  await expect(queue.room()).rejects.toThrow('no');
  await expect(queue.add(block(4, true))).rejects.toThrow('no');
  expect(joined).toEqual([1]);
});
