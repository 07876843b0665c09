/** Answers the page's calls. One log is open at a time; calls are answered in any order. */
import type { Problem } from '#core/base/problem.ts';
import type { FromIndex, IndexCall, IndexCalls, ToIndex } from '#core/contract/index-protocol.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { Port } from '#core/ports/port.ts';
import { deleteLog } from './database.ts';
import { storeProblem } from './import-session.ts';
import { OpenLog, type Progress } from './open-log.ts';

/** At most one `changed` in this time, milliseconds. */
const CHANGED_EVERY = 100;

type Handlers = {
  readonly [C in IndexCall]: (
    ...args: IndexCalls[C]['args']
  ) => Promise<IndexCalls[C]['answer']> | IndexCalls[C]['answer'];
};

export class IndexServer {
  readonly #send: (message: FromIndex) => void;
  #log: OpenLog | undefined;
  #lastChanged = 0;

  constructor(send: (message: FromIndex) => void) {
    this.#send = send;
  }

  async receive(message: ToIndex, port?: Port<FromIngest, ToIngest>): Promise<void> {
    if (message.type === 'ingest-port') {
      if (port === undefined) throw new Error('Broken assumption: an ingest port came without the port');
      if (this.#log === undefined) port.close();
      else this.#log.attach(port);
      return;
    }
    const handler = this.#handlers[message.call] as (...args: readonly unknown[]) => unknown;
    try {
      this.#send({ type: 'answer', id: message.id, value: await handler(...message.args) });
    } catch (error) {
      this.#send({ type: 'failed', id: message.id, problem: failure(error) });
    }
  }

  readonly #handlers: Handlers = {
    open: async (logId, sources) => {
      await this.#log?.close();
      this.#log = undefined;
      this.#log = await OpenLog.open(logId, sources, (progress) => this.#changed(progress));
      return this.#log.state;
    },
    query: (filter, sort, offset, limit) => {
      const found = this.#log?.index.find(filter, sort);
      const { partial = false } = this.#log?.state ?? {};
      if (found === undefined) return { total: 0, rows: [], partial: false };
      return {
        total: found.messages.length,
        rows: found.messages
          .slice(offset, offset + limit)
          .map((message, i) => ({ index: offset + i, message })),
        partial,
        ...(found.error === undefined ? {} : { filterError: found.error }),
      };
    },
    message: (id) => this.#log?.index.message(id),
    records: (kinds, offset, limit) =>
      this.#log?.index.ofKinds(kinds, offset, limit) ?? { total: 0, records: [] },
    cancel: async () => {
      if (await this.#log?.cancel()) this.#log = undefined;
      return undefined;
    },
    forget: async (logId) => {
      if (this.#log?.logId === logId) {
        await this.#log.forget();
        this.#log = undefined;
      } else await deleteLog(logId);
      return undefined;
    },
    close: async () => {
      await this.#log?.close();
      this.#log = undefined;
      return undefined;
    },
  };

  #changed(progress: Progress): void {
    const log = this.#log;
    if (log === undefined) return;
    const now = Date.now();
    const { state } = log;
    if (state.partial && now - this.#lastChanged < CHANGED_EVERY) return;
    this.#lastChanged = now;
    this.#send({ type: 'changed', state, ...progress });
  }
}

function failure(error: unknown): Problem {
  const dexie =
    error instanceof Error && /(Quota|Database|Dexie|Abort|Version|Constraint|Unknown)/.test(error.name);
  if (dexie) return storeProblem(error);
  return { code: 'internal', where: '', detail: error instanceof Error ? error.message : String(error) };
}
