/**
 * Deals the sources of a log over reading processes, in turn: the first gets sources 0, n, 2n ..., the second 1, n + 1 ...
 * The index takes them in their order again (renderer/src/worker/merged-port.ts).
 */
import type { IngestJob } from '#core/contract/ingest-protocol.ts';
import { isPackedName } from '#ingest/rotation.ts';

type JobSource = IngestJob['sources'][number];

/**
 * Bytes of text that are worth another process: plain, they are read in a quarter of a second. One more process takes a
 * third of a second of a processor, and 35 to 70 MB (test/bench/RESULTS.md).
 */
const WORTH_A_PROCESS = 16 * 1024 * 1024;
/** So many times as long as it is on disk is the text of a packed log. */
const PACKED = 8;

/** One job a process, at least one. One processor is left to the index. */
export function deal(job: IngestJob, processors: number): readonly IngestJob[] {
  const { sources } = job;
  const worth = Math.ceil(sources.reduce((sum, source) => sum + bytesToRead(source), 0) / WORTH_A_PROCESS);
  const count = sources.every(isReadToItsEnd)
    ? Math.max(1, Math.min(sources.length, processors - 1, worth))
    : 1;
  return Array.from({ length: count }, (_, process) => ({
    ...job,
    sources: sources.filter((_source, i) => i % count === process),
  }));
}

/** A file here that has an end. What is followed, lies on a server or was pasted stays together. */
function isReadToItsEnd({ follow, remote, text }: JobSource): boolean {
  return follow === undefined && remote === undefined && text === undefined;
}

/** Of its text, about. */
function bytesToRead({ facts: { name, size }, fromOffset }: JobSource): number {
  return Math.max(0, (isPackedName(name) ? size * PACKED : size) - fromOffset);
}
