/**
 * What crosses the port between ingest (utility process) and the index worker. Ingest sends; the worker grants
 * credits. Without credit nothing is read, so the file waits: backpressure is the consumer's.
 */
import type { Problem } from '#core/base/problem.ts';
import type { Encoding } from '#core/lines/encoding.ts';
import type { EntryRows } from '#core/correlate/entry-rows.ts';
import type { RecordBatch } from '#core/records/batch.ts';

/** Batches that may be under way, not yet committed. */
export const CREDITS = 4;

export interface SourceFacts {
  /** Number of the source within its log, from 0. */
  readonly source: number;
  /** Opaque name under which main knows the file; the renderer never sees a path. */
  readonly sourceId: string;
  /** File name for display, without folders. */
  readonly name: string;
  /** Bytes on disk; 0 for pasted text. */
  readonly size: number;
  /** Modification time, milliseconds UTC: evidence for the year. */
  readonly modified: number;
  /**
   * `LENGTH-SHA256` of the file's first bytes on disk, 4 KiB at most: is it still the same file? A shorter file that
   * has only grown since it was last opened keeps its old one. Of pasted text the hash alone.
   */
  readonly fingerprint: string;
}

export const PACKINGS = ['gzip', 'bzip2', 'xz', 'zstd'] as const;
export type Packing = (typeof PACKINGS)[number];

/** What a source turned out to be while it was read. */
export interface SourceForm {
  readonly encoding: Encoding;
  /** Absent for plain text. */
  readonly packing?: Packing;
}

export type FromIngest =
  | {
      readonly type: 'batch';
      readonly seq: number;
      readonly batch: RecordBatch;
      /** What its entries say: for the index, not stored. */
      readonly rows: EntryRows;
    }
  | {
      readonly type: 'progress';
      readonly source: number;
      /** Bytes read from disk, of `total`: both of the whole job. */
      readonly bytes: number;
      readonly total: number;
      readonly records: number;
    }
  | {
      readonly type: 'source-done';
      readonly source: number;
      readonly problem?: Problem;
      readonly form?: SourceForm;
    }
  /** Of a source that is followed: all that is there has been sent. */
  | { readonly type: 'caught-up'; readonly source: number }
  /** Another file has taken the place of one that is followed: it goes on as a source of its own. */
  | { readonly type: 'source-added'; readonly facts: SourceFacts }
  | { readonly type: 'done'; readonly cancelled: boolean };

export type ToIngest = { readonly type: 'credit'; readonly count: number } | { readonly type: 'cancel' };

/** Of a journal: how many of its bytes were here, and the cursor of the last entry among them. */
export interface CursorMark {
  readonly at: number;
  readonly cursor: string;
}

/** Where a source lies on a server. */
export interface RemoteSource {
  readonly server: string;
  readonly path: string;
  /** Last part of the path. */
  readonly name: string;
  readonly inode?: number;
  /** Bytes over there when it was looked at: so much is read. */
  readonly size: number;
  /** It was read plain and is packed now: bytes of the archive that holds its rest. */
  readonly packed?: number;
  /** Of a journal, in their order. */
  readonly cursors?: readonly CursorMark[];
}

/** What main hands ingest with the port. */
export interface IngestJob {
  readonly sources: readonly {
    readonly facts: SourceFacts;
    /** A path; or the text itself when pasted. */
    readonly path?: string;
    readonly text?: string;
    /** It lies on a server: `path` is then the copy here, where one is kept. */
    readonly remote?: RemoteSource;
    /** Where to go on: bytes of the decompressed stream, and the next line's number. */
    readonly fromOffset: number;
    readonly fromLine: number;
    /** It is still being written: what comes is read as it comes, until somebody cancels. */
    readonly follow?: true;
  }[];
  /** Number for a source that is added while others are followed. */
  readonly nextSource?: number;
}

/** What ingest tells main while it follows: the file that was `replaced`, and what stands under its name now. */
export interface SourceReplaced {
  readonly type: 'source-replaced';
  readonly replaced: number;
  readonly facts: SourceFacts;
  /** Where it lies on a server, and the copy of it here. */
  readonly remote?: RemoteSource;
  readonly path?: string;
}
