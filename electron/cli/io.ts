/** What the command line needs of the world; tests hand in their own. */
import type { Problem } from '#core/base/problem.ts';
import type { Result } from '#core/base/result.ts';
import type { Language } from '#core/contract/channels.ts';
import type { Message } from '#core/correlate/message.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { MapTally } from '#core/relay-graph/map/map-model.ts';

export interface ReadPart {
  readonly batch: RecordBatch;
  /** Number of the line after the last one read. */
  readonly endLine: number;
}

export interface Io {
  /** False when the reader has gone (a closed pipe): then stop. */
  readonly out: (text: string | Uint8Array) => Promise<boolean>;
  readonly error: (text: string) => Promise<void>;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly terminal: boolean;
  readonly language: Language;
  readonly version: string;
  readonly expandPath: (path: string) => Promise<Result<readonly string[], Problem>>;
  /** The rotated set that a file belongs to, oldest first. */
  readonly rotatedSetOf: (path: string) => Promise<readonly string[]>;
  readonly readEntries: (path: string, options: { readonly source: number }) => AsyncIterable<ReadPart>;
  /** The decompressed bytes of a file. */
  readonly readBytes: (path: string) => AsyncIterable<Uint8Array>;
  /** Milliseconds UTC of the file's last change. */
  readonly modified: (path: string) => Promise<number | undefined>;
  readonly writeFile: (path: string, text: string) => Promise<Problem | undefined>;
  readonly renderDiagram: (
    message: Message,
    records: readonly LogRecord[],
    language: Language,
    options: { readonly internal: readonly string[] },
  ) => Promise<string> | string;
  readonly renderMap: (tally: MapTally, language: Language) => Promise<string> | string;
}
