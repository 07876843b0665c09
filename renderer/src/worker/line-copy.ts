/**
 * The lines of a large log once more, block after block in one file of the browser's own: reading 200 MB back from there
 * takes a tenth of a second, from the database it takes seconds. Only searches read it. It is a copy that may be missing,
 * short or out of date, and is thrown away at the first doubt: the blocks of the database are what counts.
 *
 * A block here: its id, its number of entries, the length of its text and whether it has odd entries, four bytes each;
 * then the ends of its entries, then its text. A block is taken for that of the log when id and number are the same and
 * a newline stands behind every entry. The name of the file is kept in the log's database: a log that is read anew has
 * another one.
 */
import type { Lines } from './text-search.ts';

/** What is used of a FileSystemSyncAccessHandle. */
export interface CopyFile {
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  getSize(): number;
  truncate(size: number): void;
  close(): void;
}

/** Opens the file, and takes it away. Rejects where there can be none: another window has it, no room, no such files. */
export interface CopyPlace {
  open(): Promise<CopyFile>;
  remove(): Promise<void>;
}

/** What the index knows of a block; `kinds` has one byte an entry. */
export interface CopiedBlock {
  readonly id: number;
  readonly kinds: Uint8Array;
}

const HEAD = 16;
const NEWLINE = 10;

export class LineCopy {
  readonly #place: CopyPlace;
  #file: CopyFile | undefined;
  #ready: Promise<void>;
  #over = false;
  /** Ids of the blocks that are there, and where each begins; one more for the end. */
  readonly #ids: number[] = [];
  readonly #starts: number[] = [0];
  #buffer = new Uint8Array(1024 * 1024);

  constructor(place: CopyPlace) {
    this.#place = place;
    this.#ready = place.open().then(
      (file) => {
        if (this.#over) file.close();
        else this.#file = file;
      },
      () => {
        this.#over = true;
      },
    );
  }

  /** Resolves when it can be asked, or is known to be missing. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  /** Puts the block in, which is the `at`-th of the log; what stood there instead goes, with all behind it. */
  add(at: number, block: CopiedBlock, lines: Lines): void {
    if (this.#file === undefined) {
      if (!this.#over) this.#ready = this.#ready.then(() => this.#add(at, block, lines));
    } else this.#add(at, block, lines);
  }

  /** Valid until the next call; undefined where the block is not here, or not whole: then it is to come again. */
  lines(at: number, block: CopiedBlock): Lines | undefined {
    const lines = this.#found(at, block);
    if (lines === undefined) this.#tried(() => this.#cut(at));
    return lines;
  }

  #found(at: number, block: CopiedBlock): Lines | undefined {
    return this.#tried(() => {
      if (!this.#has(at, block)) return undefined;
      const start = this.#starts[at] ?? 0;
      const length = (this.#starts[at + 1] ?? 0) - start;
      if (this.#buffer.length < length) this.#buffer = new Uint8Array(2 * length);
      const there = this.#read(this.#buffer.subarray(0, length), start);
      const [, entries = 0, size = 0, odd = 0] = new Uint32Array(this.#buffer.buffer, 0, 4);
      const from = HEAD + 4 * entries;
      if (there < from + size) return undefined;
      const rawEnd = new Uint32Array(this.#buffer.buffer, HEAD, entries);
      const text = this.#buffer.subarray(from, from + size);
      for (const end of rawEnd) if (text[end] !== NEWLINE) return undefined;
      return { count: entries, rawEnd, text, odd: odd === 1 };
    });
  }

  /** Gives its room back; false where it had none. */
  async drop(): Promise<boolean> {
    await this.#ready;
    if (this.#over) return false;
    this.close();
    await this.#place.remove().catch(() => undefined);
    return true;
  }

  close(): void {
    this.#over = true;
    this.#file?.close();
    this.#file = undefined;
  }

  #add(at: number, block: CopiedBlock, { count, rawEnd, text, odd }: Lines): void {
    this.#tried(() => {
      if (at > this.#ids.length && !this.#walkTo(at)) return;
      if (this.#has(at, block)) return;
      this.#cut(at);
      const start = this.#starts[at] ?? 0;
      const head = Uint32Array.of(block.id, count, text.length, Number(odd !== false && hasAny(odd)));
      const ends = rawEnd.subarray(0, count);
      const parts = [head, ends].map(
        (numbers) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
      );
      let end = start;
      for (const part of [...parts, text]) {
        if (this.#file?.write(part, { at: end }) !== part.length) throw new Error('The disk is full');
        end += part.length;
      }
      this.#push(block.id, end);
    });
  }

  #push(id: number, end: number): void {
    this.#ids.push(id);
    this.#starts.push(Math.ceil(end / 4) * 4);
  }

  #has(at: number, { id, kinds }: CopiedBlock): boolean {
    if (at >= this.#ids.length && !this.#walkTo(at + 1)) return false;
    if (this.#ids[at] !== id) return false;
    const head = new Uint32Array(4);
    this.#read(new Uint8Array(head.buffer), this.#starts[at] ?? 0);
    return head[1] === kinds.length;
  }

  /** Blocks of an earlier run, as far as they go. */
  #walkTo(count: number): boolean {
    const file = this.#file;
    if (file === undefined) return false;
    const size = file.getSize();
    const head = new Uint32Array(4);
    while (this.#ids.length < count) {
      const start = this.#starts.at(-1) ?? 0;
      if (this.#read(new Uint8Array(head.buffer), start) < HEAD) return false;
      const [id = 0, entries = 0, length = 0] = head;
      const end = start + HEAD + 4 * entries + length;
      if (id === 0 || end > size) return false;
      this.#push(id, end);
    }
    return true;
  }

  #cut(at: number): void {
    this.#ids.length = Math.min(this.#ids.length, at);
    this.#starts.length = this.#ids.length + 1;
    this.#file?.truncate(this.#starts.at(-1) ?? 0);
  }

  #read(into: Uint8Array, at: number): number {
    return this.#file?.read(into, { at }) ?? 0;
  }

  /** Whatever is wrong with it: there is no copy then. */
  #tried<T>(work: () => T): T | undefined {
    if (this.#file === undefined) return undefined;
    try {
      return work();
    } catch {
      void this.drop();
      return undefined;
    }
  }
}

function hasAny(odd: Lines['odd']): boolean {
  return odd === true || Object.keys(odd).length > 0;
}
