/**
 * Files over SFTP. Reads are asked for ahead of each other, or a distant server would wait for us after every 32 KiB;
 * never more than WINDOW bytes a channel, so that memory stays flat and a slow reader makes the server wait.
 */
import type { Stats } from 'ssh2';
import type { FolderEntry } from '#core/contract/server-protocol.ts';
import { isPlainName } from '#core/ssh/remote-path.ts';
import { WHOLE, inTime } from './patience.ts';
import type { RemoteFiles, RemoteStat } from './remote-files.ts';
import { isEnd, type SftpChannel } from './sftp-channel.ts';

/** Of servers that it does not know ssh2 takes no more in one request, and asks for the rest only when that has come. */
const PIECE = 31 * 1024;
/** Bytes that lie side by side: pieces that have come meanwhile are handed on as one, for each costs its own way. */
const SLAB = 16 * PIECE;
/** Bytes. ssh2 opens a channel's window of 2 MiB again when half of it is used: more would only wait in memory. */
const WINDOW = 1280 * 1024;
/** Bytes from which on a file is read over several channels, for one does not fill a long line. */
const LONG = 4 * 1024 * 1024;
const LANES = 3;
/** Bytes by which it is told that two channels have the same file open. */
const SAMPLE = 4096;
/** More names than a folder of logs has. */
const MOST_NAMES = 20_000;

interface FileEntry {
  readonly filename: string;
  readonly attrs: Stats;
}

/** A file that is open over one channel. */
interface Lane {
  readonly channel: SftpChannel;
  readonly path: string;
  readonly handle: Buffer;
}

/** Where a piece comes to lie. */
interface Place {
  readonly slab: Buffer;
  readonly start: number;
  readonly size: number;
}

interface Asked extends Place {
  readonly read: Promise<number>;
  /** Bytes, once they are here. */
  come: number | undefined;
}

/** Has the next piece come too, and does it lie behind this one? */
function isBeside(last: Place, next: Asked | undefined): boolean {
  return next?.come !== undefined && next.slab === last.slab;
}

export class SftpFiles implements RemoteFiles {
  readonly method = 'sftp';
  readonly #channel: SftpChannel;
  readonly where: string;
  readonly #openAnother: () => Promise<SftpChannel | undefined>;
  #others: Promise<readonly (SftpChannel | undefined)[]> | undefined;

  constructor(channel: SftpChannel, where: string, openAnother: () => Promise<SftpChannel | undefined>) {
    this.#channel = channel;
    this.where = where;
    this.#openAnother = openAnother;
  }

  async stat(path: string): Promise<RemoteStat> {
    const stats = await this.#channel.ask<Stats>(path, (sftp, done) => sftp.stat(path, done));
    const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
    const size = Number.isSafeInteger(stats.size) && stats.size >= 0 ? stats.size : 0;
    return { kind, size, modified: stats.mtime * 1000 };
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    const plain = (await inTime(this.#entries(folder), this.where, WHOLE)).filter(({ filename }) =>
      isPlainName(filename),
    );
    const found: FolderEntry[] = [];
    for (const { filename: name, attrs } of plain) {
      if (attrs.isDirectory()) found.push({ name, kind: 'folder', size: 0 });
      else if (attrs.isFile()) found.push({ name, kind: 'file', size: attrs.size });
      else if (attrs.isSymbolicLink()) found.push(...(await this.#behindLink(folder, name)));
    }
    return found;
  }

  /** Page by page, or a server that goes on for ever would fill the memory. */
  async #entries(folder: string): Promise<readonly FileEntry[]> {
    const handle = await this.#channel.ask<Buffer>(folder, (sftp, done) => sftp.opendir(folder, done));
    const entries: FileEntry[] = [];
    try {
      while (entries.length < MOST_NAMES) {
        const page = await this.#channel.ask<readonly FileEntry[]>(folder, (sftp, done) => {
          sftp.readdir(handle, (error, found) => {
            if (isEnd(error)) done(undefined, []);
            else done(error, found);
          });
        });
        if (page.length === 0) break;
        entries.push(...page);
      }
      return entries.slice(0, MOST_NAMES);
    } finally {
      this.#channel.close(handle);
    }
  }

  async *read(path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
    const lanes = [await this.#lane(this.#channel, path)];
    /* What comes over the first does not wait for the others. */
    if (to - from > LONG) void this.#joinLanes(lanes, path, from);
    try {
      yield* this.#pieces(lanes, from, to);
    } finally {
      for (const { channel, handle } of lanes.splice(0)) channel.close(handle);
    }
  }

  async *#pieces(lanes: readonly Lane[], from: number, to: number): AsyncGenerator<Uint8Array> {
    const waiting: Asked[] = [];
    let slab = Buffer.alloc(0);
    let used = 0;
    let next = from;
    let turn = 0;
    for (;;) {
      while (next < to && waiting.length * PIECE < WINDOW * lanes.length) {
        const size = Math.min(PIECE, to - next);
        if (used + size > slab.length) [slab, used] = [Buffer.allocUnsafeSlow(Math.min(SLAB, to - next)), 0];
        waiting.push(this.#request(lanes[turn++ % lanes.length], { slab, start: used, size }, next));
        used += size;
        next += size;
      }
      const first = waiting.shift();
      if (first === undefined) return;
      let read = await first.read;
      let last = first;
      while (last.come === last.size && isBeside(last, waiting[0])) {
        last = waiting.shift() ?? last;
        read += last.come ?? 0;
      }
      if (read > 0) yield first.slab.subarray(first.start, first.start + read);
      /* The end of the file came before `to`: what was asked for behind it is of no use. */
      if (last.come !== last.size) return;
    }
  }

  #request(lane: Lane | undefined, place: Place, position: number): Asked {
    const { slab, start, size } = place;
    const read = this.#fill(lane, slab.subarray(start, start + size), position);
    const asked: Asked = { ...place, read, come: undefined };
    read.then(
      (length) => (asked.come = length),
      () => undefined,
    );
    return asked;
  }

  async #lane(channel: SftpChannel, path: string): Promise<Lane> {
    const handle = await channel.ask<Buffer>(path, (sftp, done) => sftp.open(path, 'r', done));
    return { channel, path, handle };
  }

  /** Fewer where the server allows no more, or where another file has taken the name in between. */
  async #joinLanes(lanes: Lane[], path: string, from: number): Promise<void> {
    this.#others ??= Promise.all(Array.from({ length: LANES - 1 }, () => this.#openAnother()));
    const [first] = lanes;
    const beginning = this.#piece(first, SAMPLE, from);
    beginning.catch(() => undefined);
    const join = async (channel: SftpChannel): Promise<void> => {
      const lane = await this.#lane(channel, path).catch(() => undefined);
      if (lane === undefined) return;
      const both = await Promise.all([beginning, this.#piece(lane, SAMPLE, from)]).catch(() => undefined);
      const isSame = both !== undefined && Buffer.compare(...both) === 0;
      /* Reading may be over meanwhile: then there is no first one either. */
      if (isSame && lanes[0] === first) lanes.push(lane);
      else channel.close(lane.handle);
    };
    await Promise.all((await this.#others).flatMap((channel) => channel ?? []).map(join));
  }

  async #piece(lane: Lane | undefined, size: number, position: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(size);
    return buffer.subarray(0, await this.#fill(lane, buffer, position));
  }

  /** Answers how many bytes there are. A server may give less than was asked for before the end of the file. */
  async #fill(lane: Lane | undefined, buffer: Buffer, position: number): Promise<number> {
    if (lane === undefined) throw new Error('Broken assumption: reading without an open file');
    let done = 0;
    while (done < buffer.length) {
      const place = { at: done, size: buffer.length - done, position: position + done };
      const read = await this.#readOnce(lane, buffer, place);
      if (read === 0) break;
      done += read;
    }
    return done;
  }

  #readOnce(
    { channel, path, handle }: Lane,
    buffer: Buffer,
    { at, size, position }: { readonly at: number; readonly size: number; readonly position: number },
  ): Promise<number> {
    return channel.ask<number>(path, (sftp, done) => {
      sftp.read(handle, buffer, at, size, position, (error, read) => {
        if (isEnd(error)) done(undefined, 0);
        else done(error ?? undefined, read);
      });
    });
  }

  async #behindLink(folder: string, name: string): Promise<readonly FolderEntry[]> {
    try {
      const { kind, size } = await this.stat(`${folder}/${name}`);
      return kind === 'other' ? [] : [{ name, kind, size }];
    } catch {
      return [];
    }
  }
}
