/** What the command line needs of the world; tests hand in their own. */
import type { Problem } from '#core/base/problem.ts';
import type { Result } from '#core/base/result.ts';
import type { Language } from '#core/contract/channels.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import type { Told } from '#core/relay-graph/told.ts';
import type { Family } from '#core/relay-graph/family.ts';
import type { Ground } from '#core/relay-graph/ground.ts';
import type { MapTally } from '#core/relay-graph/map/map-model.ts';
import type { Extras } from './extras.ts';

export interface ReadPart {
  readonly batch: RecordBatch;
  /** Number of the line after the last one read. */
  readonly endLine: number;
}

/** What a picture shows beside the messages. */
export interface MapWanted extends Extras {
  readonly language: Language;
  readonly theme?: Ground;
}

export interface DiagramWanted extends MapWanted {
  readonly told: Told;
  readonly family: Family;
  /** Networks and host names that count as internal beside the private ranges. */
  readonly internal?: readonly string[];
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
  readonly readText: (path: string) => Promise<Result<string, Problem>>;
  readonly writeFile: (path: string, text: string) => Promise<Problem | undefined>;
  readonly renderDiagram: (wanted: DiagramWanted) => Promise<string> | string;
  readonly renderMap: (tally: MapTally, wanted: MapWanted) => Promise<string> | string;
}
