/**
 * The ports of several reading processes as one, for a log whose sources were dealt over them in turn (main/deal.ts): the
 * index hears the sources in their order, as from one process. What comes before its turn waits here, and a process
 * gets a credit back only when its batch was taken: no more than its first credits wait of each. Batches are numbered
 * anew; a gap in what one process sends stays a gap. One that is lost before it was done ends them all.
 */
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { Port } from '#core/ports/port.ts';

type IngestPort = Port<FromIngest, ToIngest>;
type Progress = Extract<FromIngest, { type: 'progress' }>;
type Numbered = Extract<FromIngest, { type: 'batch' }>;

interface Reader {
  readonly port: IngestPort;
  /** Came before its turn. */
  readonly waiting: FromIngest[];
  /** Its batches that were passed on. */
  passed: number;
  progress?: Progress;
  done: boolean;
}

/** Undefined without a port. */
export function onePort(ports: readonly IngestPort[]): IngestPort | undefined {
  return ports.length > 1 ? new MergedPort(ports) : ports[0];
}

export class MergedPort implements IngestPort {
  readonly #readers: readonly Reader[];
  /** Those that have sources left; the first one's is due. */
  readonly #turns: Reader[];
  /** Whose batches were passed on and have no credit back yet, in that order. */
  readonly #uncredited: Reader[] = [];
  readonly #listeners: ((message: FromIngest) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #granted = false;
  #passed = 0;
  #over = false;

  constructor(ports: readonly IngestPort[]) {
    this.#readers = ports.map((port) => ({ port, waiting: [], passed: 0, done: false }));
    this.#turns = [...this.#readers];
    for (const reader of this.#readers) {
      reader.port.onMessage((message) => this.#receive(reader, message));
      reader.port.onClose(() => {
        if (!reader.done) this.#lost();
      });
    }
  }

  postMessage(message: ToIngest): void {
    if (message.type === 'cancel' || !this.#granted) {
      for (const { port } of this.#readers) port.postMessage(message);
      this.#granted ||= message.type === 'credit';
    } else
      for (const { port } of this.#uncredited.splice(0, message.count))
        port.postMessage({ type: 'credit', count: 1 });
  }

  onMessage(listener: (message: FromIngest) => void): void {
    this.#listeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  start(): void {
    for (const { port } of this.#readers) port.start();
  }

  close(): void {
    this.#over = true;
    for (const { port } of this.#readers) port.close();
  }

  #receive(reader: Reader, message: FromIngest): void {
    if (message.type === 'progress') {
      reader.progress = message;
      this.#tellProgress(message.source);
      return;
    }
    reader.waiting.push(message);
    if (message.type === 'done') {
      /* All it had to say is here: it need not wait for its turn to end. */
      reader.done = true;
      reader.port.close();
    }
    this.#passOn();
  }

  #passOn(): void {
    for (let [due] = this.#turns; due !== undefined; [due] = this.#turns) {
      const message = due.waiting.shift();
      if (message === undefined) return;
      if (message.type === 'done') {
        this.#turns.shift();
        if (this.#turns.length === 0) this.#tell(message);
      } else this.#tell(message.type === 'batch' ? this.#numbered(due, message) : message);
      if (message.type === 'source-done') this.#turns.push(...this.#turns.splice(0, 1));
    }
  }

  #numbered(reader: Reader, message: Numbered): Numbered {
    this.#uncredited.push(reader);
    return { ...message, seq: this.#passed++ + message.seq - reader.passed++ };
  }

  /** Only once all have told how much they have to read: how far it is would go backwards. */
  #tellProgress(source: number): void {
    if (this.#readers.some(({ progress, done }) => progress === undefined && !done)) return;
    const sum = (key: 'bytes' | 'total' | 'records'): number =>
      this.#readers.reduce((all, { progress }) => all + (progress?.[key] ?? 0), 0);
    this.#tell({
      type: 'progress',
      source,
      bytes: sum('bytes'),
      total: sum('total'),
      records: sum('records'),
    });
  }

  #tell(message: FromIngest): void {
    if (this.#over) return;
    for (const listener of this.#listeners) listener(message);
  }

  #lost(): void {
    if (this.#over) return;
    this.close();
    for (const listener of this.#closeListeners) listener();
  }
}
