/**
 * A log on a server that is still being written: first what is there, then, look by look, what has come. Each look asks
 * for the file's size; what is new is read together with the last block that is known, in one go, so that another file
 * that took the name in between is never mistaken for the old one. Where that has happened, the rest of the old file is
 * read under its rotated name, and the source ends. A broken line is mended by the reader, however often.
 */
import type { Chunk } from '../bytes.ts';
import { sha256 } from '../facts.ts';
import { ReadFailure } from '../failure.ts';
import type { FollowEnd } from '../follow.ts';
import { findRest } from './find-rest.ts';
import { BLOCK_LENGTH, type LastBytes } from './last-block.ts';
import { packedRest } from './packed-rest.ts';
import { fetched, keeping, remoteBytes, type Kept, type RemoteBytesOptions } from './remote-bytes.ts';
import { readBlock, type RemoteStat } from './remote-files.ts';
import { passOn, pause, type ServerReader, type Waiting } from './server-reader.ts';
import { sshFailure } from './ssh-failure.ts';

/** A rotated file is read until it was silent for so many looks: the writer may not yet know. */
const SILENT_LOOKS = 2;
/** An archive may still be under way when it is first looked for. */
const LOOKS_FOR_REST = 4;
/** Milliseconds. Times over there are whole seconds: after a change, another one may not be seen by them for so long. */
const UNSURE = 2000;
const NOTHING = new Uint8Array();

export interface FollowRemoteOptions {
  readonly reader: ServerReader;
  readonly bytes: RemoteBytesOptions & { readonly signal: AbortSignal };
  readonly path: string;
  readonly fingerprint: string;
  /** Kept up by `bytes.onFetched`. */
  readonly last: LastBytes;
  readonly onRetry: Waiting['onRetry'];
}

export async function* followRemote(options: FollowRemoteOptions): AsyncGenerator<Chunk, FollowEnd> {
  const following = new RemoteFollow(options);
  if (options.bytes.size > 0)
    for await (const chunk of remoteBytes(options.bytes)) {
      yield chunk;
      if (chunk.packing !== undefined) following.isPacked = true;
    }
  if (following.isPacked) return 'replaced';
  return yield* following.run();
}

class RemoteFollow {
  isPacked = false;
  readonly #o: FollowRemoteOptions;
  readonly #waiting: Waiting;
  #at: number;
  /** Of the last look that found nothing new, or whose news were read. */
  #modified = Number.NaN;
  /** When the time of the file was last seen to be another one. */
  #changed = -Infinity;

  constructor(options: FollowRemoteOptions) {
    this.#o = options;
    const { bytes, onRetry } = options;
    this.#at = Math.max(bytes.size, bytes.fromOffset);
    this.#waiting = { signal: bytes.signal, onRetry, endless: true };
  }

  #aborted(): boolean {
    return this.#o.bytes.signal.aborted;
  }

  async *run(): AsyncGenerator<Chunk, FollowEnd> {
    if (!(await this.#knowsEnd())) {
      this.#lost();
      return this.#aborted() ? 'aborted' : 'replaced';
    }
    yield this.#caughtUp();
    for (;;) {
      await this.#pause();
      if (this.#aborted()) return 'aborted';
      const now = await this.#look();
      if (now === undefined || this.#isSame(now)) continue;
      const before = this.#at;
      const isOther = now.size < this.#at ? true : yield* this.#grown(now);
      if (this.#aborted()) return 'aborted';
      if (isOther) {
        yield* this.#rest();
        return this.#aborted() ? 'aborted' : 'replaced';
      }
      if (this.#at > before) yield this.#caughtUp();
    }
  }

  /** The last block is the file's own, also where nothing was fetched in this session. */
  async #knowsEnd(): Promise<boolean> {
    const { reader, path, last } = this.#o;
    const length = Math.min(BLOCK_LENGTH, this.#at);
    if (last.length >= length) return true;
    const block = await reader.lasting(
      (files) => readBlock(files, path, this.#at - length, this.#at).catch(passOn),
      this.#waiting,
    );
    if (block === false || block.length < length) return false;
    last.set(block);
    return true;
  }

  /** undefined: the name stands for nothing at the moment. */
  #look(path = this.#o.path): Promise<RemoteStat | undefined> {
    return this.#o.reader.lasting(async (files) => {
      try {
        return await files.stat(path);
      } catch (error) {
        if (codeOf(error) === 'ssh-missing') return undefined;
        throw error;
      }
    }, this.#waiting);
  }

  #isSame({ size, modified }: RemoteStat): boolean {
    if (modified !== this.#modified) this.#changed = performance.now();
    return size === this.#at && modified === this.#modified && performance.now() - this.#changed > UNSURE;
  }

  /** True when it is another file. */
  async *#grown(now: RemoteStat): AsyncGenerator<Chunk, boolean> {
    try {
      if (now.size === this.#at) for await (const _ of this.#verified(this.#o.path, this.#at)) break;
      else yield* this.#read(this.#o.path, now);
      this.#modified = now.modified;
      return false;
    } catch (error) {
      if (codeOf(error) === 'ssh-replaced') return true;
      /* It changed between the look and the reading: the next look tells how. */
      if (codeOf(error) === 'ssh-shrunk' || codeOf(error) === 'ssh-missing') return false;
      throw error;
    }
  }

  async *#read(path: string, { size, modified }: RemoteStat): AsyncGenerator<Chunk> {
    const bytes = { ...this.#o.bytes, size, modified, fetch: () => this.#verified(path, size) };
    yield* this.#given(fetched(bytes, this.#at));
  }

  async *#given(pieces: AsyncIterable<Kept>): AsyncGenerator<Chunk> {
    for await (const { data, at } of pieces) {
      this.#at = at;
      yield { data, bytes: at };
    }
  }

  /** From where reading stopped up to `to`; throws `ssh-replaced` when what stands before that is not what was read. */
  async *#verified(path: string, to: number): AsyncGenerator<Uint8Array> {
    const { reader, last, bytes } = this.#o;
    const { length, sha256: sum } = last.block;
    const head: Uint8Array[] = [];
    let left = length;
    for await (const piece of reader.read({ path, from: this.#at - length, to, ...this.#waiting })) {
      const known = Math.min(left, piece.length);
      if (known > 0) head.push(piece.subarray(0, known));
      left -= known;
      if (known > 0 && left === 0 && sha256(Buffer.concat(head)) !== sum)
        throw sshFailure('ssh-replaced', bytes.where);
      if (known < piece.length) yield piece.subarray(known);
    }
    if (left > 0 && !this.#aborted()) throw sshFailure('ssh-replaced', bytes.where);
  }

  /** What was still written to the old file, under the name it has now. */
  async *#rest(): AsyncGenerator<Chunk> {
    const { reader, path, fingerprint, last } = this.#o;
    for (let looks = 0; looks < LOOKS_FOR_REST && !this.#aborted(); looks++) {
      const followed = { path, fingerprint, at: this.#at, last };
      const found = await reader.lasting((files) => findRest(files, followed), this.#waiting);
      if (found === 'none') break;
      try {
        if (found !== undefined) {
          yield* found.isPacked ? this.#packedRest(found.path) : this.#plainRest(found.path);
          return;
        }
      } catch (error) {
        /* Renamed once more, or packed and gone, while it was read. */
        if (!/^ssh-(?:missing|replaced|shrunk)$/.test(codeOf(error))) throw error;
      }
      await this.#pause();
    }
    this.#lost();
  }

  /** What was written between the last look and the end of the old file is not to be had. */
  #lost(): void {
    const { alert, where } = this.#o.bytes;
    if (!this.#aborted()) alert({ code: 'became-shorter', count: 1, where });
  }

  async *#plainRest(path: string): AsyncGenerator<Chunk> {
    for (let silent = 0; silent < SILENT_LOOKS && !this.#aborted(); silent++) {
      const now = await this.#look(path);
      if (now === undefined) throw sshFailure('ssh-missing', this.#o.bytes.where);
      if (now.size > this.#at) {
        yield* this.#read(path, now);
        yield this.#caughtUp();
        silent = 0;
      }
      await this.#pause();
    }
  }

  async *#packedRest(path: string): AsyncGenerator<Chunk> {
    const { reader, bytes, last } = this.#o;
    const now = await this.#look(path);
    if (now === undefined) throw sshFailure('ssh-missing', bytes.where);
    const rest = packedRest({
      where: bytes.where,
      at: this.#at,
      block: last.block,
      packed: reader.read({ path, from: 0, to: now.size, ...this.#waiting }),
      alert: bytes.alert,
    });
    yield* this.#given(keeping(bytes, rest, this.#at));
  }

  #caughtUp(): Chunk {
    return { data: NOTHING, bytes: this.#at, caughtUp: true };
  }

  #pause(): Promise<void> {
    return pause(this.#o.reader.lookEvery, this.#o.bytes.signal);
  }
}

function codeOf(error: unknown): string {
  return error instanceof ReadFailure ? error.problem.code : '';
}
