import { readFileSync } from 'node:fs';
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { FakeBridge } from '#renderer/bridge/fake-bridge.ts';
import { FakeIndex } from '#renderer/bridge/fake-index-client.ts';
import { AppState } from '#renderer/state/app.svelte.ts';
import NetworkSheet from '#renderer/views/settings/NetworkSheet.svelte';
import { draftOf, factsOf, joined } from '#renderer/views/settings/draft.ts';
import { NO_NETWORK, networkJson, type NetworkFacts } from '#core/networks/network-facts.ts';

const seed = readFileSync('test/fixtures/seed.log', 'utf8');
const HOME: NetworkFacts = {
  ...NO_NETWORK,
  internal: ['home.example'],
  router: { name: 'Modem' },
  hosts: [{ host: 'pc', label: 'Desk' }],
};

beforeAll(() => {
  /* jsdom has no modal dialogs. */
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
  });
});
afterEach(cleanup);

function shown() {
  const bridge = new FakeBridge();
  const index = new FakeIndex(seed);
  const app = new AppState(bridge, index);
  app.log = index.state([]);
  let closed = 0;
  render(NetworkSheet, { app, onclose: () => closed++ });
  return { bridge, index, closed: () => closed };
}

const said = () => screen.getByTestId('network-said').textContent;

test('what is saved is kept by main and told to the index at once', async () => {
  const { bridge, index, closed } = shown();
  await fireEvent.input(screen.getByLabelText('Inside'), {
    target: { value: 'home.example\n203.0.113.0/24' },
  });
  await fireEvent.click(screen.getByText('Save'));
  await expect.poll(closed).toBe(1);
  const facts = { ...NO_NETWORK, internal: ['home.example', '203.0.113.0/24'] };
  expect(bridge.argumentsOf('network:set')).toEqual([[facts]]);
  expect(index.calls).toContainEqual(['network', facts]);
});

test('an entry that cannot be used is named, and nothing is saved', async () => {
  const { bridge } = shown();
  await fireEvent.input(screen.getByLabelText('Inside'), { target: { value: 'no network!' } });
  await fireEvent.click(screen.getByText('Save'));
  expect(said()).toContain('“Inside”');
  expect(bridge.argumentsOf('network:set')).toEqual([]);
});

test('a guess from the log fills the form and waits for confirmation', async () => {
  const { bridge } = shown();
  await fireEvent.click(screen.getByText('Guess from the log'));
  await expect
    .poll(() => screen.getByLabelText<HTMLTextAreaElement>('Names of this server').value)
    .toBe('user100');
  expect(said()).toContain('guess');
  expect(bridge.argumentsOf('network:set')).toEqual([]);
});

test('an imported file fills the form; a wrong one says where it is wrong', async () => {
  const { bridge } = shown();
  bridge.set('import:text', { name: 'home.json', text: networkJson(HOME) });
  await fireEvent.click(screen.getByText('Import…'));
  await expect.poll(() => screen.getByLabelText<HTMLTextAreaElement>('Inside').value).toBe('home.example');
  bridge.set('import:text', { name: 'bad.json', text: '{"version":1,"internal":5}' });
  await fireEvent.click(screen.getByText('Import…'));
  await expect.poll(said).toContain('bad.json');
  expect(said()).toContain('internal');
});

test('the form gives back what it was given', () => {
  expect(factsOf(draftOf(HOME))).toEqual({ ok: true, value: HOME });
});

test('a guess never takes away what the reader wrote', () => {
  const guess = { ...NO_NETWORK, internal: ['b'], router: { address: '192.168.0.1' }, smartHost: 's' };
  expect(joined(HOME, guess)).toMatchObject({
    internal: ['home.example', 'b'],
    router: { name: 'Modem' },
    smartHost: 's',
  });
});
