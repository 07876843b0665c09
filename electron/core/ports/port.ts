/**
 * The one shape of a message port here, so that core code runs over Electron's MessagePortMain, a worker's
 * MessagePort or the in-memory pair of the tests. Messages arrive in order, each once, or the port is closed.
 */
export interface Port<In, Out> {
  postMessage(message: Out): void;
  /** Messages that came before the first listener wait for `start`. */
  onMessage(listener: (message: In) => void): void;
  /** The other side is gone. Not every runtime can tell. */
  onClose(listener: () => void): void;
  start(): void;
  close(): void;
}

/** Two ports joined in memory; delivery is asynchronous as over a real port. */
export function portPair<A, B>(): readonly [Port<A, B>, Port<B, A>] {
  const left = new MemoryPort<A, B>();
  const right = new MemoryPort<B, A>();
  left.peer = right;
  right.peer = left;
  return [left, right];
}

class MemoryPort<In, Out> implements Port<In, Out> {
  peer: MemoryPort<Out, In> | undefined;
  readonly #waiting: In[] = [];
  readonly #listeners: ((message: In) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #started = false;
  #closed = false;

  postMessage(message: Out): void {
    const peer = this.peer;
    if (this.#closed || !peer) return;
    void Promise.resolve().then(() => {
      peer.#receive(message);
    });
  }

  onMessage(listener: (message: In) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  start(): void {
    this.#started = true;
    for (const message of this.#waiting.splice(0)) this.#receive(message);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closeListeners) listener();
    this.peer?.close();
  }

  #receive(message: In): void {
    if (this.#closed) return;
    if (this.#started) for (const listener of this.#listeners) listener(message);
    else this.#waiting.push(message);
  }
}
