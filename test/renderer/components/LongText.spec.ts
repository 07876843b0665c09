import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import LongText from '../../../renderer/src/components/LongText.svelte';

afterEach(cleanup);

const more = (next: number, rest: number): string => `${String(next)} of ${String(rest)}`;

test('a usual text stands there whole', () => {
  const { container } = render(LongText, { text: 'to=<a@x>', more });
  expect(container.textContent).toBe('to=<a@x>');
});

test('of a text of a million characters the beginning is shown, and more with each click', async () => {
  const { container } = render(LongText, { text: 'a'.repeat(1_000_000), more });
  expect(container.textContent.length).toBeLessThan(5000);
  await fireEvent.click(screen.getByRole('button', { name: '20000 of 996000' }));
  expect(screen.getByRole('button').textContent).toBe('20000 of 976000');
  expect(container.textContent.length).toBeGreaterThan(24_000);
});
