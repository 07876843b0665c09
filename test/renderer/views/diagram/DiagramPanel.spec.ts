// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import DiagramPanel from '#renderer/views/diagram/DiagramPanel.svelte';
import { message, MIXED } from '../../../core/relay-graph/messages.ts';

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

test('a notice unfolds with a click or a key, and the button says what is behind it', async () => {
  const bounce = message({ id: MIXED.children[0] ?? '', queueIds: ['k9LE1v98001812'], parents: [MIXED.id] });
  const told = new Map([[bounce.id, { message: bounce, records: [] }]]);
  const onfold = vi.fn();
  const props = { message: MIXED, records: [], language: 'en' as const, onfold };
  const { rerender } = render(DiagramPanel, { ...props, family: { told, open: new Set<string>() } });
  const button = screen.getByRole('button', { name: '3 hops, unfold the way of k9LE1v98001812' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await fireEvent.click(button);
  expect(onfold).toHaveBeenLastCalledWith(bounce.id, true);
  await rerender({ ...props, family: { told, open: new Set([bounce.id]) } });
  expect(screen.getAllByTestId('node-mta')).toHaveLength(2);
  await fireEvent.keyDown(screen.getByRole('button', { name: /fold the way/, expanded: true }), {
    key: 'Enter',
  });
  expect(onfold).toHaveBeenLastCalledWith(bounce.id, false);
});
