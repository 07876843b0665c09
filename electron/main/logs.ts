/**
 * The logs that the user has opened. Main alone knows their paths; the page gets ids, names and sizes. Kept in
 * recents.json, newest first, so that an indexed log opens again even when its file is gone.
 */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import type { Problem } from '#core/base/problem.ts';
import type { FilesState, OpenedLog, RecentLog } from '#core/contract/channels.ts';
import type { IngestJob, SourceFacts, SourceReplaced } from '#core/contract/ingest-protocol.ts';
import { parseJournal } from '#core/ssh/journal.ts';
import { expandPath, rotatedSetOf } from '#ingest/expand.ts';
import { fileFacts, sha256, textFacts } from '#ingest/facts.ts';
import { remoteSource } from '#ingest/ssh/remote-source.ts';
import { isLiveName } from '#ingest/rotation.ts';
import { problemOf } from '#ingest/failure.ts';
import { Store } from './store.ts';

const KEPT = 30;

const facts = v.object({
  source: v.number(),
  sourceId: v.string(),
  name: v.string(),
  size: v.number(),
  modified: v.number(),
  fingerprint: v.string(),
});
const log = v.object({
  logId: v.string(),
  title: v.string(),
  opened: v.number(),
  /** Without a path: pasted text, of which only the index is kept. */
  sources: v.array(
    v.object({
      path: v.optional(v.string()),
      facts,
      /** Lies on a server; `path` is then the copy here, where one is kept. */
      remote: v.optional(
        v.object({
          server: v.string(),
          path: v.string(),
          name: v.string(),
          /** Bytes over there, and how many of them are here with the last block of these. */
          size: v.number(),
          fetched: v.number(),
          inode: v.optional(v.number()),
          packed: v.optional(v.number()),
          cursors: v.optional(
            v.pipe(v.array(v.object({ at: v.number(), cursor: v.string() })), v.readonly()),
          ),
          block: v.object({ length: v.number(), sha256: v.string() }),
        }),
      ),
    }),
  ),
});
export const RECENTS = v.array(log);
/** The last block of a file of which nothing was read. */
export const NOTHING = { length: 0, sha256: '' };
export type KnownLog = v.InferOutput<typeof log>;

export class Logs {
  readonly #recents: Store<KnownLog[]>;
  readonly #texts = new Map<string, string>();

  constructor(file: string) {
    this.#recents = new Store(file, RECENTS, []);
  }

  /** The log that was opened last. */
  get newest(): string | undefined {
    return this.#recents.value[0]?.logId;
  }

  async recents(): Promise<readonly RecentLog[]> {
    return Promise.all(
      this.#recents.value.map(async ({ logId, title, opened, sources }) => ({
        logId,
        title,
        opened,
        files: await filesState(sources),
      })),
    );
  }

  forget(logId: string): void {
    this.#recents.remember(this.#recents.value.filter((known) => known.logId !== logId));
    this.#texts.delete(logId);
  }

  /** Files and folders opened together are one log. What cannot be opened is told in `problems`. */
  async openPaths(paths: readonly string[]): Promise<OpenedLog> {
    const problems: Problem[] = [];
    const files: string[] = [];
    for (const path of paths) {
      const expanded = await expandPath(path);
      if (expanded.ok) files.push(...expanded.value.filter((file) => !files.includes(file)));
      else problems.push(expanded.error);
    }
    const logId = sha256(files.join('\n')).slice(0, 32);
    if (await this.#goesOn(logId, files)) return this.openRecent(logId);
    return this.#open({ logId, title: titleOf(paths, files), files, problems });
  }

  openText(text: string, title: string, now: number): OpenedLog {
    if (text.trim() === '')
      return {
        logId: sha256('').slice(0, 32),
        title,
        sources: [],
        problems: [{ code: 'empty', where: title }],
        gone: [],
        beside: 0,
      };
    const only = textFacts(text, title, now);
    const logId = only.sourceId;
    this.#texts.set(logId, text);
    this.#remember({ logId, title, opened: now, sources: [{ facts: only }] });
    return { logId, title, sources: [only], problems: [], gone: [], beside: 0 };
  }

  async openRecent(logId: string): Promise<OpenedLog> {
    const known = this.#recents.value.find((entry) => entry.logId === logId);
    if (known === undefined)
      return {
        logId,
        title: '',
        sources: [],
        problems: [{ code: 'not-found', where: '' }],
        gone: [],
        beside: 0,
      };
    if (known.sources.some(({ remote }) => remote !== undefined)) return this.#openCopies(known);
    const files = known.sources.map(({ path }) => path);
    if (files.some((path) => path !== undefined))
      return this.#open({ logId, title: known.title, files, problems: [] });
    this.#remember({ ...known, opened: Date.now() });
    const sources = known.sources.map((source) => source.facts);
    return { logId, title: known.title, sources, problems: [], gone: [], beside: 0 };
  }

  known(logId: string): KnownLog | undefined {
    return this.#recents.value.find((entry) => entry.logId === logId);
  }

  remember(known: KnownLog): void {
    this.#remember(known);
  }

  /** What is here of a log on servers; the servers are not asked. */
  #openCopies(known: KnownLog): OpenedLog {
    this.#remember({ ...known, opened: Date.now() });
    const missing = known.sources.filter(({ path }) => path === undefined || !existsSync(path));
    return {
      logId: known.logId,
      title: known.title,
      sources: known.sources.map((source) => source.facts),
      problems: [],
      gone: missing.map((source) => source.facts.source),
      beside: 0,
      remote: true,
    };
  }

  async openSet(logId: string): Promise<OpenedLog | undefined> {
    const known = this.#recents.value.find((entry) => entry.logId === logId);
    const path = known?.sources[0]?.path;
    return path === undefined ? undefined : this.openPaths(await rotatedSetOf(path));
  }

  /** What ingest shall read; undefined for a log that was never opened. `connected`: to the log's servers. */
  job(
    logId: string,
    resume: readonly Resume[],
    follow: readonly Resume[] = [],
    connected = false,
  ): IngestJob | undefined {
    const known = this.#recents.value.find((entry) => entry.logId === logId);
    if (known === undefined) return undefined;
    const text = this.#texts.get(logId);
    const live = liveOf(known.sources, connected);
    const followed = follow.filter(({ source }) => live.has(source));
    const isFollowed = (number: number): boolean => followed.some(({ source }) => source === number);
    const asked = [...resume.filter(({ source }) => !isFollowed(source)), ...followed];
    const sources = asked.flatMap(({ source, fromOffset, fromLine }) => {
      const found = known.sources.find(({ facts: { source: number } }) => number === source);
      if (found === undefined) return [];
      const { path, remote, facts: read } = found;
      if (path === undefined && remote === undefined && text === undefined) return [];
      const here = path === undefined ? (remote === undefined ? { text: text ?? '' } : {}) : { path };
      const over = remote === undefined ? {} : { remote: remoteSource(remote.server, remote) };
      const followed = isFollowed(source) ? { follow: true as const } : {};
      return [{ facts: read, ...here, ...over, fromOffset, fromLine, ...followed }];
    });
    return { sources, nextSource: known.sources.length };
  }

  /** A log that is followed was rotated: what was read is the old file's, under the name that it has now. */
  async replaced(logId: string, { replaced, facts, remote, path: copy }: SourceReplaced): Promise<void> {
    const known = this.#recents.value.find((entry) => entry.logId === logId);
    const old = known?.sources.find((source) => source.facts.source === replaced);
    if (known === undefined || old === undefined) return;
    if (remote !== undefined) {
      const here = copy === undefined ? {} : { path: copy };
      const now = { ...here, facts, remote: { ...remote, fetched: 0, block: NOTHING } };
      this.#remember({ ...known, sources: [...known.sources, now] });
      return;
    }
    if (old.path === undefined) return;
    const path = await renamed(old.path, old.facts);
    const sources = known.sources.map((source) =>
      source === old ? { facts: old.facts, ...(path === undefined ? {} : { path }) } : source,
    );
    this.#remember({ ...known, sources: [...sources, { path: old.path, facts }] });
  }

  /** Was this log followed over a rotation, and is its last file still the same? */
  async #goesOn(logId: string, files: readonly string[]): Promise<boolean> {
    const sources = this.#recents.value.find((entry) => entry.logId === logId)?.sources ?? [];
    const last = sources.at(-1);
    if (sources.length <= files.length || last?.path === undefined || last.path !== files.at(-1))
      return false;
    const now = await fileFacts(last.path, last.facts.source, last.facts).catch(() => undefined);
    return now?.fingerprint === last.facts.fingerprint;
  }

  async #open(asked: {
    logId: string;
    title: string;
    files: readonly (string | undefined)[];
    problems: Problem[];
  }): Promise<OpenedLog> {
    const { logId, title, files, problems } = asked;
    const known = this.#recents.value.find((entry) => entry.logId === logId);
    const sources: { path?: string; facts: SourceFacts }[] = [];
    const gone: number[] = [];
    for (const [i, path] of files.entries()) {
      if (path === undefined) {
        gone.push(...keptOnly(known?.sources[i], sources));
        continue;
      }
      const before = known?.sources.find((source) => source.path === path)?.facts;
      const number = sources.length;
      try {
        sources.push({ path, facts: await fileFacts(path, number, before) });
      } catch (error) {
        if (before === undefined) problems.push(problemOf(error, basename(path)));
        else {
          problems.push({ code: 'source-gone', where: basename(path) });
          gone.push(number);
          sources.push({ path, facts: { ...before, source: number } });
        }
      }
    }
    if (sources.length > 0) this.#remember({ logId, title, opened: Date.now(), sources });
    const beside = await besides(files);
    return { logId, title, sources: sources.map((source) => source.facts), problems, gone, beside };
  }

  #remember(known: KnownLog): void {
    const others = this.#recents.value.filter((entry) => entry.logId !== known.logId);
    this.#recents.remember([known, ...others].slice(0, KEPT));
  }
}

interface Resume {
  readonly source: number;
  readonly fromOffset: number;
  readonly fromLine: number;
}

/** A rotated file that is no longer there: its index stays. Answers its number. */
function keptOnly(known: KnownLog['sources'][number] | undefined, sources: KnownLog['sources']): number[] {
  if (known === undefined) return [];
  const number = sources.push({ facts: known.facts }) - 1;
  return [number];
}

/** Files that are still written: those whose names are no rotated copy's, or else the last one. */
function liveOf(sources: KnownLog['sources'], connected: boolean): ReadonlySet<number> {
  /* A copy of what lies on a server does not grow by itself. */
  if (!connected && sources.some(({ remote }) => remote !== undefined)) return new Set();
  const name = ({ path, remote }: KnownLog['sources'][number]): string | undefined =>
    remote?.path ?? (path === undefined ? undefined : basename(path));
  const newest = new Map(sources.map((source) => [name(source), source]));
  const live = sources.filter((source) => {
    const its = name(source);
    if (its === undefined || newest.get(its) !== source) return false;
    return isLiveName(basename(its)) || parseJournal(its) !== undefined;
  });
  const last = live.length > 0 ? live : sources.slice(-1);
  return new Set(last.map(({ facts: { source } }) => source));
}

/** Where the file that began like this is now, beside its old place. */
async function renamed(path: string, known: SourceFacts): Promise<string | undefined> {
  for (const other of await rotatedSetOf(path)) {
    const now =
      other === path ? undefined : await fileFacts(other, known.source, known).catch(() => undefined);
    if (now?.fingerprint === known.fingerprint) return other;
  }
  return undefined;
}

async function besides(paths: readonly (string | undefined)[]): Promise<number> {
  const [only] = paths;
  return only === undefined || paths.length > 1 ? 0 : (await rotatedSetOf(only)).length - 1;
}

const FROM_BEST: readonly FilesState[] = ['same', 'grown', 'changed', 'gone'];

/** Pasted text has no file: its index is all there is, and it does not change. */
async function filesState(sources: KnownLog['sources']): Promise<FilesState> {
  const states = await Promise.all(
    sources.map(async ({ path, facts: known, remote }) =>
      path === undefined || remote !== undefined ? 'same' : fileState(path, known),
    ),
  );
  return FROM_BEST.findLast((state) => states.includes(state)) ?? 'same';
}

async function fileState(path: string, known: SourceFacts): Promise<FilesState> {
  try {
    const now = await fileFacts(path, known.source, known);
    if (now.fingerprint !== known.fingerprint || now.size < known.size) return 'changed';
    return now.size > known.size ? 'grown' : 'same';
  } catch {
    return 'gone';
  }
}

function titleOf(paths: readonly string[], files: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1) return basename(first) || first;
  const folder = basename(dirname(first));
  return files.length > 1
    ? `${basename(first)} + ${files.length - 1}${folder === '' ? '' : ` (${folder})`}`
    : basename(first);
}
