import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import PicturePanel from '#renderer/views/diagram/PicturePanel.svelte';
import { message } from '../../../core/relay-graph/messages.ts';

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
