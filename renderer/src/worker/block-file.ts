/**
 * The blocks of a large log, one behind the other in one file of the browser's own. To write there takes a fifth of what the
 * database takes for the same bytes, to read a hundredth. The database holds a row a block: where it lies, and how far its
 * source was read. A block is written first and its row after it, so a row that is there has its block; what a crash
 * left behind the last row is never looked at.
 *
 * One worker has the file open at a time. Another one reads it as a copy of the moment, and stores blocks in the database.
 */
import { packBatch, unpackBatch, unpackLines } from '#core/records/packed-batch.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import type { Lines } from './text-search.ts';

/** What is used of a FileSystemSyncAccessHandle. */
export interface OpenFile {
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  getSize(): number;
  truncate(size: number): void;
  close(): void;
}

/** Where the file is. */
export interface FilePlace {
  /** Rejects where there can be none: another worker has it, no room, no such files. */
  open(): Promise<OpenFile>;
  /** What is there now, also of a file that another worker has. */
  read(at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes of the file. */
export interface BlockPlace {
  readonly at: number;
  readonly length: number;
  /** From `at` to where its lines begin (packed-batch.ts). */
  readonly lines: number;
}

/** What Chromium's write() answers where the disk is full: base::File::FILE_ERROR_NO_SPACE, -8, as an unsigned number. */
const NO_SPACE = 2 ** 32 - 8;

export class BlockFile {
  readonly #place: FilePlace;
  #file: OpenFile | undefined;
  #end = 0;
  #closed = false;
  #opening: Promise<void> | undefined;
  /** For the block that is written, and for lines that are searched. */
  #packing = new ArrayBuffer(1024 * 1024);
  #searched = new Uint8Array(1024 * 1024);

  constructor(place: FilePlace) {
    this.#place = place;
  }

  /** Resolves when it is open, or is known to be had by nobody or by another worker; then the next call tries again. */
  opened(): Promise<void> {
    if (this.#file !== undefined || this.#closed) return Promise.resolve();
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /**
   * As many as there is room for. Undefined where they cannot be written; throws a QuotaExceededError where there is no room
   * for the first.
   */
  async append(batches: readonly RecordBatch[]): Promise<readonly BlockPlace[] | undefined> {
    await this.opened();
    const file = this.#file;
    if (file === undefined) return undefined;
    const places: BlockPlace[] = [];
    for (const batch of batches) {
      const { bytes, lines } = packBatch(batch, this.#packing);
      if (bytes.buffer.byteLength > this.#packing.byteLength) this.#packing = bytes.buffer;
      const { length } = bytes;
      const at = this.#end;
      const written = file.write(bytes, { at });
      if (written !== length) {
        /* A block that has not found room takes none. */
        file.truncate(at);
        if (places.length > 0) break;
        if (written < length || written === NO_SPACE)
          throw new DOMException('No room for a block', 'QuotaExceededError');
        return undefined;
      }
      places.push({ at, length, lines });
      this.#end += length;
    }
    return places;
  }

  /** Undefined where it is not there, or not whole. */
  async batch({ at, length }: BlockPlace): Promise<RecordBatch | undefined> {
    await this.opened();
    if (this.#file === undefined) return unpackBatch(await this.#place.read(at, length));
    const bytes = new Uint8Array(length);
    return this.#file.read(bytes, { at }) === length ? unpackBatch(bytes) : undefined;
  }

  /** At once, where the file is open; valid until the next call. `odd`: has it texts that are no part of its lines? */
  lines({ at, length, lines }: BlockPlace, count: number, odd: boolean): Lines | undefined {
    if (this.#file === undefined) return undefined;
    const wanted = length - lines;
    if (this.#searched.length < wanted) this.#searched = new Uint8Array(2 * wanted);
    const bytes = this.#searched.subarray(0, wanted);
    if (this.#file.read(bytes, { at: at + lines }) !== wanted) return undefined;
    const found = unpackLines(bytes, count);
    return found && { ...found, odd };
  }

  close(): void {
    this.#closed = true;
    this.#file?.close();
    this.#file = undefined;
  }

  async #open(): Promise<void> {
    const file = await this.#place.open().catch(() => undefined);
    if (file === undefined) return;
    if (this.#closed) {
      file.close();
      return;
    }
    this.#end = Math.ceil(file.getSize() / 8) * 8;
    this.#file = file;
  }
}
