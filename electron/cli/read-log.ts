/**
 * Reads the files of one command as one log: expands folders, numbers the sources, tells of what could not be read.
 * Entries go to `take` in file order and nothing is kept here.
 */
import { basename } from 'node:path';
import type { Alert, Problem } from '#core/base/problem.ts';
import { alertText, problemText } from '#core/base/problem-text.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { recordsOf } from '#core/records/record-at.ts';
import { problemOf } from '#ingest/failure.ts';
import { readPipe } from '#ingest/read-file.ts';
import type { Options } from './arguments.ts';
import type { Io, ReadPart } from './io.ts';

export interface Source {
  /** As given or found; `-` for standard input. */
  readonly path: string;
  /** For display and in JSON. */
  readonly name: string;
  readonly modified: number | undefined;
}

export interface LogRead {
  readonly sources: readonly Source[];
  /** Lines of all files. */
  readonly lines: number;
  readonly entries: number;
  /** Entries that a mail server wrote. */
  readonly mail: number;
  /** Something could not be read at all. */
  readonly failed: boolean;
  /** The taker wanted no more. */
  readonly stopped: boolean;
}

/** Return false to stop. */
export type Take = (record: LogRecord, index: number) => Promise<boolean> | boolean;

export class LogReader {
  readonly #io: Io;
  readonly #options: Options;
  #failed = false;
  /** An alert of the source under way has said what is wrong with it. */
  #told = false;
  #sources: Source[] = [];

  constructor(io: Io, options: Options) {
    this.#io = io;
    this.#options = options;
  }

  /** The files to read. What does not exist is told at once. */
  async open(): Promise<readonly Source[]> {
    const found: Source[] = [];
    for (const path of this.#options.files) {
      if (path === '-') found.push({ path, name: '-', modified: Date.now() });
      else for (const file of await this.#expand(path)) found.push(file);
    }
    this.#sources = dropRepeats(found);
    return this.#sources;
  }

  async read(take: Take): Promise<LogRead> {
    const total = { lines: 0, entries: 0, mail: 0 };
    for (const [number, source] of this.#sources.entries()) {
      const before = { ...total };
      const went = await this.#readSource(source, number, total, take);
      if (went === 'stopped') return this.#summary(total, true);
      if (went === 'read')
        await this.#judge(source, total.entries - before.entries, total.mail - before.mail);
    }
    return this.#summary(total, false);
  }

  #summary(total: { lines: number; entries: number; mail: number }, stopped: boolean): LogRead {
    return { sources: this.#sources, ...total, failed: this.#failed, stopped };
  }

  async #readSource(
    source: Source,
    number: number,
    total: { lines: number; entries: number; mail: number },
    take: Take,
  ): Promise<'read' | 'stopped' | 'failed'> {
    let lastLine = 1;
    this.#told = false;
    try {
      for await (const part of this.#parts(source, number)) {
        for (const record of recordsOf(part.batch)) {
          if (record.dialect !== 'other') total.mail++;
          if (!(await take(record, total.entries++))) return 'stopped';
        }
        total.lines += part.endLine - lastLine;
        lastLine = part.endLine;
        await this.#tell(part.batch.alerts, source);
      }
    } catch (error) {
      await this.#fail(problemOf(error, source.name));
      return 'failed';
    }
    return 'read';
  }

  #parts(source: Source, number: number): AsyncIterable<ReadPart> {
    return source.path === '-'
      ? readPipe(this.#io.stdin(), '-', { source: number })
      : this.#io.readEntries(source.path, { source: number });
  }

  async #judge(source: Source, entries: number, mail: number): Promise<void> {
    const { language } = this.#options;
    if (entries === 0 && this.#told) this.#failed = true;
    else if (entries === 0) await this.#fail({ code: 'empty', where: source.name });
    else if (mail === 0)
      await this.#io.error(`${problemText({ code: 'not-a-mail-log', where: source.name }, language)}\n`);
  }

  async #expand(path: string): Promise<readonly Source[]> {
    const expanded = await this.#io.expandPath(path);
    if (!expanded.ok) {
      await this.#fail(expanded.error);
      return [];
    }
    const single = expanded.value.length === 1 && expanded.value[0] === path;
    const files = single && this.#options.rotated ? await this.#io.rotatedSetOf(path) : expanded.value;
    const sources: Source[] = [];
    for (const file of files) {
      sources.push({
        path: file,
        name: basename(file),
        modified: await this.#io.modified(file),
      });
    }
    return sources;
  }

  async #tell(alerts: readonly Alert[], source: Source): Promise<void> {
    for (const alert of alerts) {
      if (SILENT.has(alert.code)) continue;
      const named = alert.where === '' ? { ...alert, where: source.name } : alert;
      this.#told = true;
      await this.#io.error(`${alertText(named, this.#options.language)}\n`);
    }
  }

  async #fail(problem: Problem): Promise<void> {
    this.#failed = true;
    await this.#io.error(`${problemText(problem, this.#options.language)}\n`);
  }
}

/** Told by judging the whole source, or of no concern to a script. A damaged archive is told, but what could be read counts. */
const SILENT = new Set<Alert['code']>(['no-mail-lines', 'unfinished-line', 'clock-jump']);

function dropRepeats(sources: readonly Source[]): Source[] {
  return sources.filter((s, i) => sources.findIndex((other) => other.path === s.path) === i);
}
