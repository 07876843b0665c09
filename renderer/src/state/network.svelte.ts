/** "My network" on the page: what main keeps of it, told to the index whenever it changes. */
import type { Problem } from '#core/base/problem.ts';
import type { Bridge } from '#core/contract/channels.ts';
import { NO_NETWORK, networkJson, parseNetwork, type NetworkFacts } from '#core/networks/network-facts.ts';
import type { Index } from '../bridge/index-client.ts';

export type Imported =
  | { readonly facts: NetworkFacts }
  | { readonly problem: Problem }
  /** The place in the file that is wrong; empty when it is no JSON. */
  | { readonly name: string; readonly wrongAt: string };

export class NetworkState {
  facts = $state.raw<NetworkFacts>(NO_NETWORK);
  readonly #bridge: Bridge;
  readonly #index: Index;

  constructor(bridge: Bridge, index: Index) {
    this.#bridge = bridge;
    this.#index = index;
  }

  /** Before a log is opened: its directions are right from the first message on. */
  async load(): Promise<void> {
    const kept = (await this.#bridge.invoke('network:get')) as NetworkFacts | undefined;
    if (kept === undefined) return;
    this.facts = kept;
    await this.#index.call('network', kept);
  }

  async save(facts: NetworkFacts): Promise<void> {
    await this.#bridge.invoke('network:set', JSON.parse(JSON.stringify(facts)) as never);
    this.facts = facts;
    await this.#index.call('network', facts);
  }

  guess = (): Promise<NetworkFacts> => this.#index.call('guess-network');

  exportFile = (facts: NetworkFacts): Promise<boolean> =>
    this.#bridge.invoke('export:text', 'relayscope-network.json', networkJson(facts));

  async importFile(): Promise<Imported | undefined> {
    const file = await this.#bridge.invoke('import:text');
    if (file === undefined) return undefined;
    if ('problem' in file) return { problem: file.problem };
    const parsed = parseNetwork(file.text);
    return parsed.ok ? { facts: parsed.value } : { name: file.name, wrongAt: parsed.error.at };
  }
}
