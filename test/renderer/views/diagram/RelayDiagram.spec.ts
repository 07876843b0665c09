// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import RelayDiagram from '#renderer/views/diagram/RelayDiagram.svelte';
import { INBOUND, message, MIXED } from '../../../core/relay-graph/messages.ts';

afterEach(cleanup);

const layoutOf = (m = message()) => layoutGraph(relayGraph(m), { language: 'en' });

test('client, mail server and next server are drawn with an arrow each way', () => {
  render(RelayDiagram, { layout: layoutOf(), language: 'en' });
  expect(screen.getByTestId('node-client')).toHaveProperty(
    'textContent',
    expect.stringContaining('[192.168.38.222]'),
  );
  expect(screen.getByTestId('node-mta').textContent).toContain('It wrote this log');
  expect(screen.getByTestId('node-next').textContent).toContain('[333.444.555.666]');
  expect(screen.getAllByTestId('edge').map((e) => e.dataset['status'])).toEqual(['sent', 'sent']);
});

test('a forged name is said on the card', () => {
  render(RelayDiagram, { layout: layoutOf(INBOUND), language: 'en' });
  expect(screen.getByTestId('node-client').textContent).toContain('name may be forged');
});

test('every arrow is named hop by hop for a screen reader', () => {
  render(RelayDiagram, { layout: layoutOf(), language: 'en' });
  expect(screen.getAllByRole('option').map((e) => e.getAttribute('aria-label')?.slice(0, 12))).toEqual([
    'Hop 1 of 2: ',
    'Hop 2 of 2: ',
  ]);
});

test('arrow keys move along the hops and Enter chooses one', async () => {
  const onselect = vi.fn();
  render(RelayDiagram, { layout: layoutOf(), language: 'en', onselect });
  const [first, second] = screen.getAllByTestId('edge');
  first?.focus();
  await fireEvent.keyDown(first as HTMLElement, { key: 'ArrowRight' });
  expect(document.activeElement).toBe(second);
  await fireEvent.keyDown(second as HTMLElement, { key: 'Enter' });
  expect(onselect).toHaveBeenCalledWith(layoutOf().edges[1]?.id);
});

test('only one arrow takes part in tabbing', () => {
  render(RelayDiagram, { layout: layoutOf(MIXED), language: 'en' });
  expect(screen.getAllByTestId('edge').filter((e) => e.getAttribute('tabindex') === '0')).toHaveLength(1);
});

test('outcomes differ in line and head, not only in colour', () => {
  render(RelayDiagram, { layout: layoutOf(MIXED), language: 'en', standalone: true });
  const shapes = screen.getAllByTestId('edge').map((e) => {
    const [, line, head] = e.querySelectorAll('path');
    return `${e.dataset['step'] === 'caused' ? 'caused' : (e.dataset['status'] ?? '')}|${line?.getAttribute('stroke-dasharray') ?? ''}${head?.getAttribute('d') ?? ''}`;
  });
  const byStatus = new Map(shapes.map((s) => [s.split('|')[0], s.split('|')[1]]));
  expect(new Set(byStatus.values()).size).toBe(byStatus.size);
});

test('every part of an arrow is drawn: all are elements of SVG', () => {
  render(RelayDiagram, { layout: layoutOf(MIXED), language: 'en' });
  const strangers = [...screen.getByTestId('diagram').querySelectorAll('*')].filter(
    (e) => e.namespaceURI !== 'http://www.w3.org/2000/svg',
  );
  expect(strangers.map((e) => e.tagName)).toEqual([]);
});
