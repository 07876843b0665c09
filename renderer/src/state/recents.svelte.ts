/** The logs opened before, and what opening each of them again would mean. */
import type { Bridge, RecentLog } from '#core/contract/channels.ts';
import type { Index } from '../bridge/index-client.ts';

/** `new`: nothing of it is stored any more, it is read from its start; `lost`: nor is its file there. */
export type RecentState = 'indexed' | 'grown' | 'changed' | 'gone' | 'new' | 'lost';

export interface Recent extends RecentLog {
  readonly state: RecentState;
}

export class Recents {
  logs = $state.raw<readonly Recent[]>([]);
  readonly #bridge: Bridge;
  readonly #index: Index;
  #asked = 0;

  constructor(bridge: Bridge, index: Index) {
    this.#bridge = bridge;
    this.#index = index;
  }

  /** Files may lie on a slow disk: nobody waits for this. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    const [logs, indexed] = await Promise.all([
      this.#bridge.invoke('recents:list'),
      this.#index.call('indexed'),
    ]);
    if (asked !== this.#asked) return;
    this.logs = logs.map((log) => ({ ...log, state: stateOf(log, indexed.includes(log.logId)) }));
  }

  /** Off the list at once, for deleting takes its time; what could not be deleted is there again. */
  async forget(logId: string): Promise<void> {
    this.#asked++;
    this.logs = this.logs.filter((log) => log.logId !== logId);
    try {
      await this.#index.call('forget', logId);
      await this.#bridge.invoke('recents:forget', logId);
    } finally {
      await this.load();
    }
  }
}

function stateOf({ files }: RecentLog, indexed: boolean): RecentState {
  if (files === 'gone') return indexed ? 'gone' : 'lost';
  if (!indexed) return 'new';
  return files === 'same' ? 'indexed' : files;
}
