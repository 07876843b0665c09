/** Main and the index worker, faked: the index is the real server over an IndexedDB in memory. */
import type { Bridge, OpenedLog, Settings } from '#core/contract/channels.ts';
import type { FromIndex, ToIndex } from '#core/contract/index-protocol.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import { portPair, type Port } from '#core/ports/port.ts';
import { IndexClient } from '../../../renderer/src/bridge/index-client.ts';
import { IndexServer } from '../../../renderer/src/worker/index-server.ts';
import { batchOf } from './read-lines.ts';

let number = 0;

export function openedLog(text: string): OpenedLog {
  const logId = (number++).toString(16).padStart(32, '0');
  const facts = {
    source: 0,
    sourceId: logId,
    name: 'maillog',
    size: text.length,
    modified: 0,
    fingerprint: logId,
  };
  return { logId, title: 'maillog', sources: [facts], problems: [] };
}

/** Answers every call of the page; `ingest:start` sends the whole text at once. */
export class FakeMain {
  settings: Settings = { language: 'en', theme: 'light' };
  opened: OpenedLog | undefined;
  text = '';
  readonly called: string[] = [];
  readonly index: IndexClient;
  readonly #server: IndexServer;
  #onmessage: ((event: { data: FromIndex }) => void) | undefined;

  constructor() {
    this.#server = new IndexServer((data) => this.#onmessage?.({ data }));
    const worker = {
      postMessage: (message: ToIndex) => void this.#server.receive(message),
      set onmessage(listener: (event: { data: FromIndex }) => void) {
        take(listener);
      },
      onerror: () => undefined,
    };
    const take = (listener: (event: { data: FromIndex }) => void): void => {
      this.#onmessage = listener;
    };
    this.index = new IndexClient(worker);
  }

  get bridge(): Bridge {
    return {
      invoke: ((channel: string, ...args: unknown[]) => this.#answer(channel, args)) as Bridge['invoke'],
      on: () => () => undefined,
      openDropped: () => Promise.resolve(this.opened),
    };
  }

  async #answer(channel: string, args: readonly unknown[]): Promise<unknown> {
    this.called.push(channel);
    if (channel.startsWith('open:') || channel === 'app:ready') return this.opened;
    if (channel === 'recents:list') return [];
    if (channel === 'settings:set') this.settings = { ...this.settings, ...(args[0] as Settings) };
    if (channel.startsWith('settings:')) return this.settings;
    if (channel === 'ingest:start') await this.#ingest();
    return undefined;
  }

  async #ingest(): Promise<void> {
    const [port, own] = portPair<ToIngest, FromIngest>() as [
      Port<ToIngest, FromIngest>,
      Port<FromIngest, ToIngest>,
    ];
    port.start();
    await this.#server.receive({ type: 'ingest-port' }, own);
    port.postMessage({ type: 'batch', seq: 0, batch: batchOf(this.text) });
    port.postMessage({ type: 'source-done', source: 0 });
    port.postMessage({ type: 'done', cancelled: false });
  }
}
