/** Logs opened lately, newest first, in userData/recents.json. The paths in it never leave main. */
import { join } from 'node:path';
import * as v from 'valibot';
import type { RecentLog } from '#core/contract/channels.ts';
import { JsonFile, readJsonFile } from './json-file.ts';
import type { Logger } from './logger.ts';
import type { Source } from './sources.ts';

const KEPT = 20;

const schema = v.array(
  v.object({
    logId: v.string(),
    title: v.string(),
    opened: v.number(),
    sources: v.array(
      v.object({
        path: v.optional(v.string()),
        facts: v.object({
          source: v.number(),
          sourceId: v.string(),
          name: v.string(),
          size: v.number(),
          modified: v.number(),
          fingerprint: v.string(),
        }),
      }),
    ),
  }),
);
export type StoredLog = v.InferOutput<typeof schema>[number];

export class Recents {
  readonly #file: JsonFile;
  readonly #logger: Logger;
  #logs: StoredLog[];

  constructor(folder: string, logger: Logger) {
    const path = join(folder, 'recents.json');
    this.#file = new JsonFile(path);
    this.#logger = logger;
    this.#logs = readJsonFile(path, schema, []);
  }

  list(): RecentLog[] {
    return this.#logs.map(({ logId, title, opened }) => ({ logId, title, opened }));
  }

  find(logId: string): StoredLog | undefined {
    return this.#logs.find((log) => log.logId === logId);
  }

  /** Pasted text is not kept, only that there was one: its index stays with the page. */
  add(logId: string, title: string, sources: readonly Source[], opened: number): void {
    const kept = sources.map(({ facts, path }) => ({ facts, ...(path === undefined ? {} : { path }) }));
    const others = this.#logs.filter((log) => log.logId !== logId);
    this.#save([{ logId, title, opened, sources: kept }, ...others].slice(0, KEPT));
  }

  forget(logId: string): void {
    this.#save(this.#logs.filter((log) => log.logId !== logId));
  }

  #save(logs: StoredLog[]): void {
    this.#logs = logs;
    this.#file.write(logs).catch((error: unknown) => {
      this.#logger.warn('recents not saved', error);
    });
  }
}
