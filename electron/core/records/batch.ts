/**
 * The columnar shape of parsed entries: what crosses the port from ingest to the index worker, and what is stored.
 * One element a record in every column; names that repeat (hosts, programs) stand once in `strings`. The lines
 * themselves stand joined in `text` as UTF-8, so that most of a log is copied and never made into strings.
 *
 * Not stored: queue ids, which are the beginning of an entry's own text, and fields, which are read from the text when
 * somebody asks (record-at.ts). Entries of several lines may have a text that is no part of their lines: see `odd`.
 */
import type { Alert } from '#core/base/problem.ts';

/** Version of this stored shape; see renderer/src/worker/README.md for a paragraph per version. */
export const BATCH_VERSION = 2;

/** A batch closes at whichever comes first. Four batches may be unacknowledged (core/ports). */
export const BATCH_LIMITS = { records: 4000, bytes: 512 * 1024, milliseconds: 50 } as const;

/** Bits of `flags`. */
export const HAS_YEAR = 1;
export const HAS_ZONE = 2;
export const IS_SENDMAIL = 4;

/** An entry whose own text, or whose queue id, is no part of its lines (folded, split, JSON). */
export interface OddEntry {
  readonly text: string;
  readonly queueId?: string;
}

export interface BatchPosition {
  readonly source: number;
  /** Byte offset in the decompressed stream from which reading goes on after this batch. */
  readonly nextOffset: number;
  readonly nextLine: number;
  readonly alerts: readonly Alert[];
  /**
   * The entries at the end of a source that is not finished: a last line without newline, a folded entry that may go on.
   * `nextOffset` stands before them; when the source grows they are dropped and read again, whole.
   */
  readonly provisional?: true;
}

export interface BatchColumns {
  readonly line: Uint32Array;
  readonly lineCount: Uint16Array;
  readonly offset: Float64Array;
  /** Wall time as in Stamp; NaN without a stamp. */
  readonly wall: Float64Array;
  /** HAS_YEAR, HAS_ZONE, IS_SENDMAIL. */
  readonly flags: Uint8Array;
  /** Minutes east of UTC where HAS_ZONE is set. */
  readonly zone: Int16Array;
  /** Numbers in `strings`. */
  readonly host: Uint32Array;
  readonly program: Uint32Array;
  readonly childId: Uint32Array;
  /** -1 without pid. */
  readonly pid: Int32Array;
  /** Index in KINDS. */
  readonly kind: Uint8Array;
  /** Length of the queue id that the entry's own text begins with; 0 for none. */
  readonly idLength: Uint8Array;
  /** Bytes from the entry's first byte to its own text, which goes on to the entry's end less blanks there. */
  readonly textStart: Uint32Array;
  /** Where the entry ends in `text`; one newline stands between two entries. */
  readonly rawEnd: Uint32Array;
}

export interface RecordBatch extends BatchPosition, BatchColumns {
  readonly version: typeof BATCH_VERSION;
  readonly count: number;
  /** Number 0 is "absent". */
  readonly strings: readonly string[];
  /** The lines of all entries in UTF-8, each with its newline. */
  readonly text: Uint8Array;
  readonly odd: Readonly<Record<number, OddEntry>>;
}

/** Where the entry at `i` begins in `text`. */
export function rawStart(batch: Pick<RecordBatch, 'rawEnd'>, i: number): number {
  return i === 0 ? 0 : (batch.rawEnd[i - 1] ?? 0) + 1;
}
