/** The page's side of the index worker: calls with answers, and news when the log has changed. */
import type { FromIndex, IndexCall, IndexCalls, ToIndex } from '#core/contract/index-protocol.ts';
import { Requests } from '#core/ports/request-response.ts';

/** What the index tells of itself. */
export type News = Extract<FromIndex, { type: 'changed' | 'progress' }>;

export interface Index {
  call<C extends IndexCall>(call: C, ...args: IndexCalls[C]['args']): Promise<IndexCalls[C]['answer']>;
  /** Without `logId` it is taken to be for the log that is open. */
  attach(ports: readonly MessagePort[], logId?: string): void;
  onChanged(listener: (news: News) => void): () => void;
}

/** What of a Worker is used. */
interface WorkerLike {
  postMessage(message: ToIndex, transfer: Transferable[]): void;
  /* eslint-disable no-restricted-syntax -- as the DOM types them */
  onmessage: ((event: MessageEvent<FromIndex>) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  /* eslint-enable no-restricted-syntax */
}

export class IndexClient implements Index {
  readonly #worker: WorkerLike;
  readonly #requests: Requests;
  readonly #listeners = new Set<(news: News) => void>();

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    this.#requests = new Requests((request) => worker.postMessage(request as ToIndex, []));
    worker.onmessage = ({ data }) => {
      if (data.type === 'changed' || data.type === 'progress')
        for (const listener of this.#listeners) listener(data);
      else this.#requests.settle(data);
    };
    worker.onerror = ({ message }) => this.#requests.close({ code: 'internal', where: '', detail: message });
  }

  call<C extends IndexCall>(call: C, ...args: IndexCalls[C]['args']): Promise<IndexCalls[C]['answer']> {
    /* Rune proxies cannot be cloned into the worker; arguments are plain data. */
    return this.#requests.call(call, JSON.parse(JSON.stringify(args)) as unknown[]) as Promise<
      IndexCalls[C]['answer']
    >;
  }

  attach(ports: readonly MessagePort[], logId?: string): void {
    this.#worker.postMessage({ type: 'ingest-port', ...(logId === undefined ? {} : { logId }) }, [...ports]);
  }

  onChanged(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A worker that is started later: what is said to it before waits. */
class LateWorker implements WorkerLike {
  /* eslint-disable no-restricted-syntax -- as the DOM types them */
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  /* eslint-enable no-restricted-syntax */
  #worker: Worker | undefined;
  readonly #waiting: Parameters<WorkerLike['postMessage']>[] = [];

  start(worker: Worker): void {
    worker.onmessage = (event: MessageEvent<FromIndex>) => this.onmessage?.(event);
    worker.onerror = (event) => this.onerror?.(event);
    for (const [message, transfer] of this.#waiting.splice(0)) worker.postMessage(message, transfer);
    this.#worker = worker;
  }

  postMessage(message: ToIndex, transfer: Transferable[]): void {
    if (this.#worker === undefined) this.#waiting.push([message, transfer]);
    else this.#worker.postMessage(message, transfer);
  }
}

/** When the window stands: its code and the worker's are not compiled at the same time. */
export function startIndex(when: Promise<void>): IndexClient {
  const late = new LateWorker();
  void when.then(() =>
    late.start(new Worker(new URL('../worker/index-worker.ts', import.meta.url), { type: 'module' })),
  );
  return new IndexClient(late);
}
