import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import PicturePanel from '#renderer/views/diagram/PicturePanel.svelte';
import type { Index } from '#renderer/bridge/index-client.ts';
import { FamilyState } from '#renderer/state/family.svelte.ts';
import { message, MIXED } from '../../../core/relay-graph/messages.ts';

afterEach(cleanup);

test('the tabs lead from the way to the ladder and the waterfall, and a bar hands back its lines', async () => {
  const onselect = vi.fn();
  render(PicturePanel, {
    props: { message: message(), records: [], language: 'en', onselect },
  });
  await fireEvent.click(screen.getByRole('tab', { name: 'Ladder' }));
  expect(screen.getByTestId('time-picture').getAttribute('aria-label')).toContain('Hosts and times');
  await fireEvent.keyDown(screen.getByRole('tab', { name: 'Ladder' }), { key: 'ArrowRight' });
  expect(screen.getByTestId('time-picture').getAttribute('aria-label')).toContain('Attempts and waiting');
  await fireEvent.click(screen.getByRole('button', { name: /^otusr111@ekisaito.ko.ni: Sent 2.0.0/ }));
  expect(onselect).toHaveBeenLastCalledWith([1]);
  await fireEvent.click(screen.getByRole('tab', { name: 'Way' }));
  expect(screen.getByTestId('diagram')).toBeDefined();
});

test('what leaves the window says how many hops a bounce has, even where that is not known yet', async () => {
  const bounce = message({
    id: MIXED.children[0] ?? '',
    queueIds: ['k9LE1v98001812'],
    parents: [MIXED.id],
    recipients: [],
  });
  let answer = (): void => undefined;
  const told = { message: bounce, records: [] };
  const asked = new Promise((resolve) => (answer = () => resolve(told)));
  const family = new FamilyState({ call: () => asked } as unknown as Index);
  const exporter = {
    save: vi.fn<(name: string, text: string) => Promise<boolean>>().mockResolvedValue(true),
    embedFonts: (svg: string) => Promise.resolve(svg),
    copyPicture: vi.fn(),
    savePng: vi.fn(),
    savePdf: vi.fn<(name: string, html: string) => Promise<boolean>>().mockResolvedValue(true),
  };
  void family.tell({ message: MIXED, records: [] });
  render(PicturePanel, {
    props: { message: MIXED, records: [], language: 'en', exporter, family, whole: family.whole },
  });
  await fireEvent.click(screen.getByRole('button', { name: 'SVG' }));
  await fireEvent.click(screen.getByRole('button', { name: 'PDF' }));
  expect([exporter.save.mock.calls, exporter.savePdf.mock.calls]).toEqual([[], []]);
  answer();
  await vi.waitFor(() => expect(exporter.savePdf).toHaveBeenCalled());
  const left = [exporter.save.mock.calls[0]?.[1], exporter.savePdf.mock.calls[0]?.[1]];
  expect(left.map((text) => text?.match(/>\d hops?</)?.length)).toEqual([1, 1]);
});
