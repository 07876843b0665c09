/**
 * systemd's journal on a server as a source: whole lines of `journalctl -o json`, kept in the copy as they come. It goes
 * on behind the cursor of the last entry that is here: that of the copy's last line, or the one that was noted for the
 * place where the index stands.
 */
import { createReadStream } from 'node:fs';
import { stat, truncate } from 'node:fs/promises';
import type { Client } from 'ssh2';
import type { CursorMark } from '#core/contract/ingest-protocol.ts';
import { cursorOf, journalCommand, type Journal, type JournalRead } from '#core/ssh/journal.ts';
import type { Chunk } from '../bytes.ts';
import type { ReadFailure } from '../failure.ts';
import { channelBytes } from './channel-bytes.ts';
import { fromCopy, keeping, unknown, type RemoteBytesOptions } from './remote-bytes.ts';
import { runCommand, type Output } from './run-command.ts';
import { WHOLE, inTime } from './patience.ts';
import type { ServerReader, Waiting } from './server-reader.ts';
import { clean, closedFailure, sshFailure } from './ssh-failure.ts';

/** An entry with more is none: journald takes less from syslog. */
const LONGEST_ENTRY = 4 * 1024 * 1024;
/** Milliseconds of silence after which what has come is shown. */
const SILENCE = 250;
const NEWLINE = 10;
const NOTHING = new Uint8Array();

export interface JournalOptions {
  readonly reader: ServerReader;
  readonly journal: Journal;
  readonly bytes: Omit<RemoteBytesOptions, 'fetch' | 'size' | 'onFetched'> & {
    readonly onFetched: (data: Uint8Array, at: number, cursor: string | undefined) => void;
  };
  readonly marks: readonly CursorMark[];
  readonly follow: boolean;
  readonly onRetry: Waiting['onRetry'];
}

export async function* journalBytes(options: JournalOptions): AsyncGenerator<Chunk> {
  const { bytes, marks } = options;
  const { copy, fromOffset } = bytes;
  const kept = copy === undefined ? undefined : await endOf(copy);
  const from = kept ?? marks.findLast(({ at }) => at <= fromOffset) ?? { at: 0, cursor: undefined };
  if (kept !== undefined) yield* fromCopy(bytes, kept.at);
  const lines = new JournalLines(options, from);
  if (options.follow) yield* lines.followed();
  else yield* unknown(keeping(lines.keeping, lines.read(), from.at), fromOffset);
}

class JournalLines {
  readonly #o: JournalOptions;
  #cursor: string | undefined;
  #at: number;

  constructor(options: JournalOptions, from: { readonly at: number; readonly cursor: string | undefined }) {
    this.#o = options;
    this.#cursor = from.cursor;
    this.#at = from.at;
  }

  get keeping(): Omit<RemoteBytesOptions, 'fetch'> {
    const { bytes } = this.#o;
    const onFetched = (data: Uint8Array, at: number): void => bytes.onFetched(data, at, this.#cursor);
    return { ...bytes, size: this.#at, onFetched };
  }

  /** Whole lines, to the end; a line that breaks is taken up behind the last one that came. */
  read(): AsyncGenerator<Uint8Array> {
    return this.#mended({});
  }

  async *followed(): AsyncGenerator<Chunk> {
    const { bytes } = this.#o;
    const from = this.#at;
    /* What is there comes first and to its end, so that there is an end to be told. */
    yield* unknown(keeping(this.keeping, this.#mended({}), from), bytes.fromOffset);
    yield this.#caughtUp();
    const live = keeping(this.keeping, this.#mended({ follow: true }), this.#at)[Symbol.asyncIterator]();
    let next = live.next();
    let isTold = true;
    for (;;) {
      const piece = await (isTold ? next : Promise.race([next, silence()]));
      if (piece === undefined) {
        isTold = true;
        yield this.#caughtUp();
        continue;
      }
      if (piece.done === true) return;
      isTold = false;
      yield { data: piece.value.data, bytes: piece.value.at };
      next = live.next();
    }
  }

  #caughtUp(): Chunk {
    return { data: NOTHING, bytes: this.#at, caughtUp: true };
  }

  #mended(read: JournalRead): AsyncGenerator<Uint8Array> {
    const { reader, bytes, onRetry, follow } = this.#o;
    const waiting = { signal: bytes.signal, onRetry, ...(follow ? { endless: true } : {}) };
    return reader.streaming((client) => this.#once(client, read), waiting);
  }

  async *#once(client: Client, read: JournalRead): AsyncGenerator<Uint8Array> {
    const { journal, bytes } = this.#o;
    const { where, signal } = bytes;
    const command = journalCommand(journal, { ...read, after: this.#cursor });
    const { channel, ended } = await runCommand(client, command, where);
    /* A channel that is closed from here never tells its end. */
    let stop: () => void = () => undefined;
    const stopped = new Promise<{ readonly done: true }>((resolve) => {
      stop = () => resolve({ done: true });
    });
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    let rest: Buffer = Buffer.alloc(0);
    try {
      const pieces = (channel as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
      for (;;) {
        /* Whoever follows waits for as long as nothing is written; a dead line is noticed by the connection. */
        const next = Promise.race([pieces.next(), stopped]);
        const piece = await (read.follow === true ? next : inTime(next, where));
        if (piece.done === true) break;
        rest = rest.length === 0 ? piece.value : Buffer.concat([rest, piece.value]);
        const end = rest.lastIndexOf(NEWLINE) + 1;
        if (rest.length - end > LONGEST_ENTRY) throw sshFailure('ssh-lied', where, `> ${LONGEST_ENTRY} B`);
        if (end === 0) continue;
        const lines = rest.subarray(0, end);
        rest = Buffer.from(rest.subarray(end));
        this.#take(lines);
        yield lines;
      }
      if (signal?.aborted === true) return;
      const failure = failureOf(await ended, where);
      if (failure !== undefined) throw failure;
      /* Nobody ends it but a server that shuts down. */
      if (read.follow === true) throw closedFailure('files', where);
    } finally {
      signal?.removeEventListener('abort', stop);
      channel.signal('TERM');
      channel.close();
    }
  }

  #take(lines: Buffer): void {
    const start = lines.lastIndexOf(NEWLINE, lines.length - 2) + 1;
    this.#cursor = cursorOf(lines.subarray(start).toString('utf8')) ?? this.#cursor;
    this.#at += lines.length;
  }
}

/** The cursor of the newest entry; undefined: there is none. Also tells whether the journal may be read at all. */
export function newestCursor(
  reader: ServerReader,
  journal: Journal,
  after: string | undefined,
  where: string,
): Promise<string | undefined> {
  const command = journalCommand(journal, { last: true, after });
  const ask = async (): Promise<string | undefined> => {
    const { text, ...output } = await outputOf(reader.client(), command, where);
    const failure = failureOf(output, where);
    if (failure !== undefined) throw failure;
    const cursor = cursorOf(text.trim().split('\n').at(-1) ?? '');
    if (cursor === undefined && /not seeing messages/i.test(output.errors))
      throw sshFailure('ssh-no-journal', where, clean(output.errors));
    return cursor;
  };
  return reader.lasting(ask, { onRetry: () => undefined });
}

async function outputOf(client: Client, command: string, where: string): Promise<Output> {
  const { channel, ended } = await runCommand(client, command, where);
  const whole = async (): Promise<Output> => {
    let text = '';
    for await (const piece of channelBytes(channel, where)) {
      text += Buffer.from(piece).toString('utf8');
      if (text.length > LONGEST_ENTRY) throw sshFailure('ssh-lied', where, `> ${LONGEST_ENTRY} B`);
    }
    return { ...(await inTime(ended, where)), text };
  };
  try {
    return await inTime(whole(), where, WHOLE);
  } finally {
    channel.close();
  }
}

/** Status -1: the line was cut. */
function failureOf({ status, errors }: Omit<Output, 'text'>, where: string): ReadFailure | undefined {
  if (status === 0) return undefined;
  return status < 0 ? closedFailure('files', where) : sshFailure('ssh-no-journal', where, clean(errors));
}

/** Where the copy ends, and the cursor there. A last line that a crash has cut is taken away: it comes again. */
async function endOf(copy: string): Promise<CursorMark | undefined> {
  const size = (await stat(copy).catch(() => undefined))?.size ?? 0;
  if (size === 0) return undefined;
  const start = Math.max(0, size - LONGEST_ENTRY);
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(copy, { start }) as AsyncIterable<Buffer>) pieces.push(piece);
  const text = Buffer.concat(pieces);
  const end = text.lastIndexOf(NEWLINE) + 1;
  if (end < text.length) await truncate(copy, start + end);
  const begin = text.lastIndexOf(NEWLINE, end - 2) + 1;
  const cursor = end < 2 ? undefined : cursorOf(text.subarray(begin, end).toString('utf8'));
  return cursor === undefined ? undefined : { at: start + end, cursor };
}

function silence(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), SILENCE));
}
