/** Copies of logs on servers in the data folder, so that they can be looked at offline. One folder a log. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LastBlock } from '#core/contract/server-protocol.ts';
import { copyPath } from '#ingest/ssh/remote-source.ts';

const BLOCK = 4096;

export class Copies {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  path(logId: string, source: number): string {
    return copyPath(join(this.#folder, logId), source);
  }

  async bytes(): Promise<number> {
    const logs = await this.#logs();
    return logs.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async bytesOf(logId: string): Promise<number> {
    return (await sizeOf(join(this.#folder, logId), logId)).bytes;
  }

  /** Of one log; ids are hexadecimal, so none leads elsewhere. */
  drop(logId: string): void {
    void rm(join(this.#folder, logId), { recursive: true, force: true });
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Makes room for a log of so many bytes by dropping the copies of those not fetched for longest. */
  async makeRoom(logId: string, bytes: number, limit: number): Promise<boolean> {
    if (bytes > limit) return false;
    const others = (await this.#logs()).filter(({ name }) => name !== logId);
    let used = others.reduce((sum, other) => sum + other.bytes, 0);
    for (const oldest of others.toSorted((a, b) => a.used - b.used)) {
      if (used + bytes <= limit) break;
      await rm(join(this.#folder, oldest.name), { recursive: true, force: true });
      used -= oldest.bytes;
    }
    return true;
  }

  async #logs(): Promise<readonly { name: string; bytes: number; used: number }[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return Promise.all(names.map((name) => sizeOf(join(this.#folder, name), name)));
  }
}

async function sizeOf(folder: string, name: string): Promise<{ name: string; bytes: number; used: number }> {
  let bytes = 0;
  let used = 0;
  for (const file of await readdir(folder).catch(() => [])) {
    const stats = await stat(join(folder, file)).catch(() => undefined);
    bytes += stats?.size ?? 0;
    /* Its time of change; that of its content is the server's. */
    used = Math.max(used, stats?.ctimeMs ?? 0);
  }
  return { name, bytes, used };
}

/** How much of a file is here, and its last block; undefined when nothing is. */
export function copyState(path: string): { readonly size: number; readonly block: LastBlock } | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(BLOCK, size));
    const length = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    const sha256 = createHash('sha256').update(bytes.subarray(0, length)).digest('hex');
    return { size, block: { length, sha256 } };
  } finally {
    closeSync(file);
  }
}
