/** Starts the reading process, joins it with the page's index worker, and ends it. No record passes through main. */
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { INGEST_PORT } from '#core/contract/channels.ts';
import type { IngestJob, SourceReplaced } from '#core/contract/ingest-protocol.ts';

/** So long does a process wait for its log, milliseconds: somebody is choosing a file. */
const READY_FOR = 60_000;

export class IngestHost {
  readonly #script: string;
  readonly #crashed: (code: number) => void;
  readonly #replaced: (logId: string, message: SourceReplaced) => void;
  #used = false;
  #running: UtilityProcess | undefined;
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
    const { port1, port2 } = new MessageChannelMain();
    const child = prepared ?? this.#takeReady() ?? this.fork();
    this.#running = child;
    child.once('exit', (code) => {
      const expected = this.#running !== child;
      if (!expected) this.#running = undefined;
      if (!expected && code !== 0) this.#crashed(code);
    });
    child.on('message', (message: unknown) => {
      if (isReplaced(message)) this.#replaced(logId, message);
    });
    child.postMessage(job, [port1]);
    page.postMessage(INGEST_PORT, { logId }, [port2]);
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

  /** Ends this process, if it is the one that reads. */
  end(child: UtilityProcess): void {
    if (this.#running === child) this.stop();
  }

  stop(): void {
    const child = this.#running;
    this.#running = undefined;
    child?.kill();
  }
}

function isReplaced(message: unknown): message is SourceReplaced {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'source-replaced'
  );
}
