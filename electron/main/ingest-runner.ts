/**
 * Starts and stops ingest: forks the utility process, makes the channel, hands one end to the page (preload
 * passes it on to the index worker) and the other to ingest with its job. No record passes through main.
 */
import type { MessageChannelMain, UtilityProcess, WebContents } from 'electron';
import type { Problem } from '#core/base/problem.ts';
import { INGEST_PORT } from '#core/contract/channels.ts';
import type { IngestJob } from '#core/contract/ingest-protocol.ts';
import type { Logger } from './logger.ts';

export interface IngestRunnerParts {
  readonly fork: () => UtilityProcess;
  readonly channel: () => MessageChannelMain;
  readonly onProblem: (problem: Problem) => void;
  readonly logger: Logger;
}

export class IngestRunner {
  readonly #parts: IngestRunnerParts;
  #running: UtilityProcess | undefined;

  constructor(parts: IngestRunnerParts) {
    this.#parts = parts;
  }

  /** One import at a time: a new one ends the one before it. */
  start(logId: string, job: IngestJob, page: Pick<WebContents, 'postMessage'>): void {
    this.stop();
    const child = this.#parts.fork();
    const { port1, port2 } = this.#parts.channel();
    this.#running = child;
    child.on('exit', (code) => {
      this.#ended(child, code);
    });
    child.postMessage(job, [port1]);
    page.postMessage(INGEST_PORT, { logId }, [port2]);
    this.#parts.logger.info(`ingest started: ${job.sources.length} sources`);
  }

  /** Also when the page goes: nobody is left to take the records. */
  stop(): void {
    const child = this.#running;
    this.#running = undefined;
    child?.kill();
  }

  #ended(child: UtilityProcess, code: number): void {
    if (this.#running !== child) return;
    this.#running = undefined;
    if (code === 0) return;
    this.#parts.logger.error(`ingest ended with ${code}`);
    this.#parts.onProblem({ code: 'internal', where: 'ingest', detail: `exit ${code}` });
  }
}
