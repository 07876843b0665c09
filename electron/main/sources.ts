/**
 * Which files may be read: only what the user named, by dialog, drop, argument or recents. The page gets ids
 * and names; paths and pasted text stay here and go to ingest alone.
 */
import type { Problem } from '#core/base/problem.ts';
import type { OpenedLog } from '#core/contract/channels.ts';
import type { IngestJob, SourceFacts } from '#core/contract/ingest-protocol.ts';
import { expandPaths } from '#ingest/expand.ts';
import { fileFacts, sha256, sourceIdOf, textFacts } from '#ingest/facts.ts';
import { displayName, errnoOf, problemOf } from '#ingest/problems.ts';
import type { Recents, StoredLog } from './recents.ts';

export interface Source {
  readonly facts: SourceFacts;
  readonly path?: string | undefined;
  readonly text?: string;
}

/** Where one resumed source goes on. */
export interface Resume {
  readonly source: number;
  readonly fromOffset: number;
  readonly fromLine: number;
}

export class Sources {
  readonly #recents: Recents;
  readonly #now: () => number;
  readonly #logs = new Map<string, readonly Source[]>();

  constructor(recents: Recents, now: () => number = Date.now) {
    this.#recents = recents;
    this.#now = now;
  }

  /** Opens files and folders together as one log. Without one readable file it has problems only. */
  async openPaths(paths: readonly string[]): Promise<OpenedLog> {
    const { files, problems } = await expandPaths(paths);
    const failed: Problem[] = [...problems];
    const logId = logIdOf(files.map(sourceIdOf));
    const known = this.#recents.find(logId);
    const sources: Source[] = [];
    for (const path of files) {
      const before = known?.sources.find((s) => s.path === path)?.facts;
      try {
        sources.push({ path, facts: await fileFacts(path, sources.length, before) });
      } catch (error) {
        failed.push(problemOf(error, path));
      }
    }
    // An unreadable one among them makes it another list of files.
    const openedId = logIdOf(sources.map((s) => s.facts.sourceId));
    return this.#opened(openedId, titleOf(paths, files), sources, failed);
  }

  /** Pasted text as a log of its own; the same text is the same log. */
  openText(text: string, name: string): OpenedLog {
    if (text.trim() === '') {
      return { logId: sha256(''), title: name, sources: [], problems: [{ code: 'empty', where: name }] };
    }
    const facts = textFacts(text, name, this.#now());
    return this.#opened(logIdOf([facts.sourceId]), name, [{ facts, text }], []);
  }

  /** A log of the recents, with fresh facts where its files are still there. Undefined when not known. */
  async openRecent(logId: string): Promise<OpenedLog | undefined> {
    const stored = this.#recents.find(logId);
    if (!stored) return undefined;
    const sources: Source[] = [];
    const problems: Problem[] = [];
    for (const source of stored.sources) {
      sources.push(await this.#refreshed(logId, source, problems));
    }
    return this.#opened(logId, stored.title, sources, problems);
  }

  /** The job that reads a log, or undefined for a log that was not opened in this run. */
  job(logId: string, resume: readonly Resume[]): IngestJob | undefined {
    const sources = this.#logs.get(logId);
    if (!sources) return undefined;
    const starts = new Map(resume.map((r) => [r.source, r]));
    const wanted = sources.filter((s) => starts.size === 0 || starts.has(s.facts.source));
    return {
      sources: wanted.map(({ facts, path, text }) => ({
        facts,
        ...(path === undefined ? {} : { path }),
        ...(text === undefined ? {} : { text }),
        fromOffset: starts.get(facts.source)?.fromOffset ?? 0,
        fromLine: starts.get(facts.source)?.fromLine ?? 1,
      })),
    };
  }

  async #refreshed(logId: string, stored: StoredLog['sources'][number], problems: Problem[]): Promise<Source> {
    const { path, facts } = stored;
    if (path === undefined) {
      const pasted = this.#logs.get(logId)?.find((s) => s.facts.sourceId === facts.sourceId);
      return pasted ?? { facts };
    }
    try {
      return { path, facts: await fileFacts(path, facts.source, facts) };
    } catch (error) {
      const detail = errnoOf(error);
      problems.push({ code: 'source-gone', where: facts.name, ...(detail ? { detail } : {}) });
      return { path, facts };
    }
  }

  #opened(
    logId: string,
    title: string,
    sources: readonly Source[],
    problems: readonly Problem[],
  ): OpenedLog {
    if (sources.length > 0) {
      this.#logs.set(logId, sources);
      this.#recents.add(logId, title, sources, this.#now());
    }
    return { logId, title, sources: sources.map((s) => s.facts), problems };
  }
}

function logIdOf(sourceIds: readonly string[]): string {
  return sha256(sourceIds.join('\n'));
}

/** What the user named, shortened: "maillog", "logs/", "a.log, b.log +3". */
function titleOf(paths: readonly string[], files: readonly string[]): string {
  const chosen = new Set(files);
  const names = paths.map((path) => (chosen.has(path) ? displayName(path) : `${displayName(path)}/`));
  const shown = files.length === 0 ? paths.map(displayName) : names;
  const more = shown.length > 2 ? ` +${shown.length - 2}` : '';
  return shown.slice(0, 2).join(', ') + more;
}
