import { expect, test } from 'vitest';
import { Windowed } from '#renderer/state/windowed.svelte.ts';

interface Asked {
  readonly offset: number;
  readonly limit: number;
  readonly answer: (rows: readonly string[]) => void;
}

function list() {
  const asked: Asked[] = [];
  const state = { of: 'a' };
  const windowed = new Windowed(
    () => state.of,
    (offset, limit) => new Promise<readonly string[]>((answer) => void asked.push({ offset, limit, answer })),
  );
  return { asked, state, windowed };
}

const rows = (name: string, { offset, limit }: Asked): readonly string[] =>
  Array.from({ length: limit }, (_, i) => `${name}${String(offset + i)}`);

test('rows that come into sight are asked for with some around, and not again while they are there', async () => {
  const { asked, windowed } = list();
  const shown = windowed.show(1000, 20);
  expect([asked[0]?.offset, asked[0]?.limit]).toEqual([940, 140]);
  asked[0]?.answer(rows('a', asked[0]));
  await shown;
  expect(windowed.row(1000)).toBe('a1000');
  await windowed.show(1040, 20);
  expect(asked).toHaveLength(1);
});

test('an answer that is late, or of another list, is not shown', async () => {
  const { asked, state, windowed } = list();
  const first = windowed.show(0, 20);
  const second = windowed.show(500, 20);
  for (const one of [...asked].reverse()) one.answer(rows('a', one));
  await Promise.all([first, second]);
  expect([windowed.row(0), windowed.row(500)]).toEqual([undefined, 'a500']);
  state.of = 'b';
  expect(windowed.row(500)).toBeUndefined();
});
