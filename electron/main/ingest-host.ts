/** Starts the reading processes, joins them with the page's index worker, and ends them. No record passes through main. */
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { availableParallelism, constants } from 'node:os';
import { INGEST_PORT } from '#core/contract/channels.ts';
import type { IngestJob, SourceReplaced } from '#core/contract/ingest-protocol.ts';
import { deal } from './deal.ts';

/** So long does a process wait for its log, milliseconds: somebody is choosing a file. */
const READY_FOR = 60_000;

export class IngestHost {
  readonly #script: string;
  readonly #crashed: (code: number) => void;
  readonly #replaced: (logId: string, message: SourceReplaced) => void;
  #used = false;
  /** Those of the session. */
  #running: Set<UtilityProcess> = new Set();
  readonly #killed = new WeakSet<UtilityProcess>();
  #ready: { readonly child: UtilityProcess; readonly timer: NodeJS.Timeout } | undefined;

  constructor(
    script: string,
    crashed: (code: number) => void,
    replaced: (logId: string, message: SourceReplaced) => void,
  ) {
    this.#script = script;
    this.#replaced = replaced;
    this.#crashed = crashed;
  }

  /** A log has been read, or there is a process for the first one. */
  get used(): boolean {
    return this.#used;
  }

  /** One session at a time: a newer one ends the older. `prepared`: a process that has connected to servers. */
  start(job: IngestJob, logId: string, page: WebContents, prepared?: UtilityProcess): void {
    this.stop();
    const jobs = prepared === undefined ? deal(job, availableParallelism()) : [job];
    const ports = jobs.map((part, i) => {
      const { port1, port2 } = new MessageChannelMain();
      const child = (i === 0 ? (prepared ?? this.#takeReady()) : undefined) ?? this.fork();
      this.#running.add(child);
      child.once('exit', (code) => this.#ended(child, code));
      child.on('message', (message: unknown) => {
        if (isReplaced(message)) this.#replaced(logId, message);
      });
      child.postMessage(part, [port1]);
      return port2;
    });
    page.postMessage(INGEST_PORT, { logId }, ports);
  }

  /**
   * Without one of its processes a session is over: the others are ended, and it is told once. The page may have begun the
   * next one before the end of this one is known here.
   */
  #ended(child: UtilityProcess, code: number): void {
    const wasRunning = this.#running.delete(child);
    if (code === 0 || (this.#killed.has(child) && code === constants.signals.SIGTERM)) return;
    if (wasRunning) this.stop();
    this.#crashed(code);
  }

  /** A log will be read soon: starting the process takes longer than reading the first lines. */
  prepare(): void {
    if (this.#ready !== undefined) return;
    const child = this.fork();
    const timer = setTimeout(() => this.#takeReady()?.kill(), READY_FOR);
    child.once('exit', () => {
      if (this.#ready?.child === child) this.#takeReady();
    });
    this.#ready = { child, timer };
  }

  #takeReady(): UtilityProcess | undefined {
    const ready = this.#ready;
    this.#ready = undefined;
    clearTimeout(ready?.timer);
    return ready?.child;
  }

  fork(): UtilityProcess {
    this.#used = true;
    return utilityProcess.fork(this.#script, [], { serviceName: 'ingest' });
  }

  /** Ends this process, if it reads. */
  end(child: UtilityProcess): void {
    if (this.#running.has(child)) this.stop();
  }

  stop(): void {
    const running = this.#running;
    this.#running = new Set();
    for (const child of running) {
      this.#killed.add(child);
      child.kill();
    }
  }
}

function isReplaced(message: unknown): message is SourceReplaced {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'source-replaced'
  );
}
