/** The browser's own files, for tests: one folder, one holder of a file at a time, so much room: as Chromium answers where there is no more. */
import { vi } from 'vitest';
import type { OpenFile } from '#renderer/worker/block-file.ts';

export class BrowserFiles {
  readonly there = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #held = new Set<string>();
  /** Bytes that a file may have. */
  room = Infinity;

  /** In place of those of the browser. */
  install(): this {
    const folder = {
      keys: () => this.#keys(),
      getFileHandle: (name: string, options?: { readonly create?: boolean }) =>
        settled(() => this.#handle(name, options?.create === true)),
      removeEntry: (name: string) => settled(() => this.#remove(name)),
    };
    const root = { getDirectoryHandle: () => Promise.resolve(folder) };
    vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(root) } });
    return this;
  }

  /** What a worker had open when it was killed. */
  release(): void {
    this.#held.clear();
  }

  #bytes(name: string): Uint8Array<ArrayBuffer> {
    const bytes = this.there.get(name);
    if (bytes === undefined) throw new DOMException(name, 'NotFoundError');
    return bytes;
  }

  async *#keys(): AsyncGenerator<string> {
    for (const name of [...this.there.keys()]) yield await Promise.resolve(name);
  }

  #remove(name: string): void {
    if (this.#held.has(name)) throw new DOMException(name, 'NoModificationAllowedError');
    this.there.delete(name);
  }

  #handle(name: string, create: boolean): unknown {
    if (create && !this.there.has(name)) this.there.set(name, new Uint8Array(0));
    this.#bytes(name);
    return {
      createSyncAccessHandle: () => settled(() => this.#open(name)),
      getFile: () => settled(() => new Blob([this.#bytes(name)])),
    };
  }

  #open(name: string): OpenFile {
    if (this.#held.has(name)) throw new DOMException(name, 'NoModificationAllowedError');
    this.#held.add(name);
    return {
      read: (into, { at }) => {
        const found = this.#bytes(name).subarray(at, at + into.length);
        into.set(found);
        return found.length;
      },
      write: (bytes, { at }) => this.#write(name, bytes, at),
      getSize: () => this.#bytes(name).length,
      truncate: (size) => this.there.set(name, this.#bytes(name).slice(0, size)),
      close: () => this.#held.delete(name),
    };
  }

  #write(name: string, bytes: Uint8Array, at: number): number {
    const old = this.#bytes(name);
    const larger = new Uint8Array(Math.max(old.length, at + bytes.length));
    larger.set(old);
    larger.set(bytes, at);
    this.there.set(name, larger.slice(0, this.room));
    if (at >= this.room) return 2 ** 32 - 8;
    return Math.min(bytes.length, this.room - at);
  }
}

function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
