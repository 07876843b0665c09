import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import VirtualList from '../../../renderer/src/components/VirtualList.svelte';
import { fakeBrowser } from '../views/fake-browser.ts';

const ROWS = 10_000_000;
const row = createRawSnippet(() => ({ render: () => '<p></p>' }));

beforeAll(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(280);
  fakeBrowser();
});
afterEach(cleanup);

/** `shown` gives the numbers of the first and the last row that are drawn. */
async function list(total: number, more: { readonly followEnd?: boolean } = {}) {
  let rows: readonly [number, number] = [0, 0];
  const onwindow = (first: number, count: number) => (rows = [first, first + count - 1]);
  const { component, container, rerender } = render(VirtualList, {
    total,
    rowHeight: 28,
    row,
    onwindow,
    ...more,
  });
  await tick();
  const { reveal } = component as unknown as { readonly reveal: (index: number) => void };
  return { reveal, rerender, box: container.querySelector('.box') ?? container, shown: () => rows };
}

test('of ten million rows the last one can be reached', async () => {
  const { reveal, shown } = await list(ROWS);
  reveal(ROWS - 1);
  await tick();
  expect(shown()[1]).toBe(ROWS - 1);
});

test('in ten million rows the wheel moves by rows, and back to where it was', async () => {
  const { reveal, box, shown } = await list(ROWS);
  reveal(5_000_000);
  await tick();
  const [before] = shown();
  await fireEvent.wheel(box, { deltaY: 84 });
  expect(shown()[0]).toBe(before + 3);
  await fireEvent.wheel(box, { deltaY: -84 });
  expect(shown()[0]).toBe(before);
});

test('in ten million rows the next row comes into view by one row', async () => {
  const { reveal, shown } = await list(ROWS);
  reveal(5_000_000);
  await tick();
  const [before] = shown();
  reveal(5_000_001);
  await tick();
  expect(shown()[0]).toBe(before + 1);
});

test('who looks at the end of a list that grows sees its end, anybody else stays', async () => {
  const { box, reveal, shown, rerender } = await list(100, { followEnd: true });
  reveal(99);
  await tick();
  await rerender({ total: 120 });
  await tick();
  expect(shown()[1]).toBe(119);
  box.scrollTop = 0;
  await fireEvent.scroll(box);
  await rerender({ total: 140 });
  await tick();
  expect(shown()[0]).toBe(0);
});
