// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import DiagramPanel from '#renderer/views/diagram/DiagramPanel.svelte';
import { message } from '../../../core/relay-graph/messages.ts';

afterEach(cleanup);

test('an arrow that is clicked hands back its lines', async () => {
  const onselect = vi.fn();
  render(DiagramPanel, { message: message(), records: [], language: 'en', onselect });
  await fireEvent.click(screen.getAllByTestId('edge')[1] as HTMLElement);
  expect(onselect).toHaveBeenCalledWith([1]);
  expect(screen.getAllByTestId('edge').map((e) => e.getAttribute('aria-selected'))).toEqual([
    'false',
    'true',
  ]);
});

test('the arrow of the chosen line is chosen too', () => {
  render(DiagramPanel, { message: message(), records: [], language: 'en', selectedRecord: 0 });
  expect(screen.getAllByTestId('edge').map((e) => e.getAttribute('aria-selected'))).toEqual([
    'true',
    'false',
  ]);
});

test('plus, minus and nought zoom and fit', async () => {
  render(DiagramPanel, { message: message(), records: [], language: 'ja' });
  const panel = screen.getByTestId('diagram').closest('.panel') as HTMLElement;
  const scale = (): string | null => panel.querySelector('output')?.textContent ?? null;
  await fireEvent.keyDown(panel, { key: '+' });
  const larger = scale();
  await fireEvent.keyDown(panel, { key: '0' });
  expect([larger, scale()]).toEqual(['125%', '100%']);
});
