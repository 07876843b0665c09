/** What tells one log file from another, and whether it is still the same one. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';

const HEAD = 4096;

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** `known`: the facts of an earlier time. A short file that has only grown since keeps its fingerprint. */
export async function fileFacts(path: string, source: number, known?: SourceFacts): Promise<SourceFacts> {
  const stats = await stat(path);
  const head = stats.isFile() ? await readHead(path) : new Uint8Array();
  return {
    source,
    sourceId: sha256(path).slice(0, 32),
    name: basename(path),
    size: stats.size,
    modified: Math.floor(stats.mtimeMs),
    fingerprint: fingerprintOf(head, known?.fingerprint),
  };
}

/** Of a file's first bytes. One that has only grown since keeps the fingerprint it is `known` by. */
export function fingerprintOf(head: Uint8Array, known?: string): string {
  return known !== undefined && begins(head, known) ? known : plainFingerprint(head.subarray(0, HEAD));
}

/** How many bytes it covers stands in front, so that a longer file can be held against it, however often it grew. */
function plainFingerprint(bytes: Uint8Array): string {
  return `${bytes.length}-${sha256(bytes)}`;
}

function begins(head: Uint8Array, fingerprint: string): boolean {
  const covered = Number.parseInt(fingerprint, 10);
  return covered <= head.length && plainFingerprint(head.subarray(0, covered)) === fingerprint;
}

export function textFacts(text: string, name: string, now: number): SourceFacts {
  const fingerprint = sha256(text);
  return { source: 0, sourceId: fingerprint.slice(0, 32), name, size: 0, modified: now, fingerprint };
}

async function readHead(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const head = new Uint8Array(HEAD);
    const { bytesRead } = await handle.read(head, 0, HEAD, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
