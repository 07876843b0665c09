/** Questions the page asks the index worker, and the answers. One request id each; a newer query cancels the older. */
import type { AnnotationCalls } from './annotation-calls.ts';
import type { Alert, Problem } from '#core/base/problem.ts';
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { RecipientRow } from '#core/correlate/abridged.ts';
import type { Message } from '#core/correlate/message.ts';
import type { PeerClock } from '#core/correlate/peer-clocks.ts';
import type { GivenTimes, LogTiming } from '#core/correlate/timing.ts';
import type { Facet } from '#core/overview/facets.ts';
import type { Timeline } from '#core/overview/timeline.ts';
import type { NetworkFacts } from '#core/networks/network-facts.ts';
import type { SeenValue } from '#core/overview/seen-values.ts';
import type { Mark } from '#core/query/highlight.ts';
import type { FilterError } from '#core/query/tokens.ts';
import type { LogRecord, Kind } from '#core/records/log-record.ts';
import type { Told } from '#core/relay-graph/told.ts';
import type { SourceFacts, SourceForm } from './ingest-protocol.ts';
import type { MapIndexCalls } from './map-protocol.ts';

export const SORT_COLUMNS = [
  'time',
  'direction',
  'from',
  'to',
  'size',
  'status',
  'delay',
  'client',
  'next',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** A message as the list needs it (abridged.ts), with its number. */
export interface Row {
  readonly index: number;
  readonly message: Message;
}

export interface LogState {
  readonly sources: readonly (SourceFacts & {
    readonly nextOffset: number;
    readonly nextLine: number;
    readonly complete: boolean;
    readonly problem?: Problem;
    readonly form?: SourceForm;
  })[];
  readonly lines: number;
  readonly entries: number;
  readonly messages: number;
  readonly byKind: Readonly<Partial<Record<Kind, number>>>;
  readonly alerts: readonly Alert[];
  readonly timing: readonly LogTiming[];
  /** What the reader said about the log's clock; kept with the log. */
  readonly given: GivenTimes;
  /** An import is running: lists are partial. */
  readonly partial: boolean;
  /** All that is there has been read, and what is written to the files is read as it comes. */
  readonly following: boolean;
  /** How many reading sessions of this log have come to an end since it was opened, whatever ended them. */
  readonly ended: number;
  /** The last import ended with it: what came before is there. */
  readonly problem?: Problem;
}

/** 0: not wanted. */
export interface OverviewWanted {
  readonly bars: number;
  readonly values: number;
}

export interface Overview {
  /** Of what it was made. */
  readonly total: number;
  readonly timeline?: Timeline;
  readonly facets?: readonly Facet[];
}

/** An entry as the view of all lines shows it. */
export interface LineRow {
  readonly entry: RecordIndex;
  readonly source: number;
  /** In its file, from 1. */
  readonly line: number;
  readonly kind: Kind;
  readonly raw: string;
  /** Found itself, not only near to what was. */
  readonly hit: boolean;
  /** The id of its message. */
  readonly message?: string;
  /** What of it is worth a colour. */
  readonly marks?: readonly Mark[];
}

export interface LinesFound {
  /** With the lines around. */
  readonly total: number;
  readonly hits: number;
  readonly rows: readonly LineRow[];
  /** Lines are still being searched: ask again for more. */
  readonly searching: boolean;
  readonly filterError?: FilterError;
}

export interface IndexCalls extends MapIndexCalls, AnnotationCalls {
  /** Opens (or makes) the log's database; `indexed` says how far each source was read. */
  open: {
    args: [logId: string, sources: readonly SourceFacts[]];
    answer: LogState;
  };
  /** Of the log that is open: its files may have grown, and others come behind. undefined: it is to be opened anew. */
  'go-on': {
    args: [logId: string, sources: readonly SourceFacts[]];
    answer: LogState | undefined;
  };
  query: {
    /** `besides` is a filter that must hold as well: what the view itself leaves out. */
    args: [filter: string, sort: Sort, offset: number, limit: number, besides?: string];
    answer: {
      readonly total: number;
      readonly rows: readonly Row[];
      readonly partial: boolean;
      /** Lines are still being searched: ask again for more. */
      readonly searching: boolean;
      readonly filterError?: FilterError;
    };
  };
  /** Whether the list of this question has the message; also while a filter cannot be read. */
  holds: { args: [filter: string, sort: Sort, besides: string, id: string]; answer: boolean };
  /** What is found as a whole: bars over time, frequent values. Shares the work of the same `query`. */
  overview: {
    args: [filter: string, sort: Sort, besides: string, wanted: OverviewWanted];
    answer: Overview;
  };
  /** All lines in the order of the files, or those found with `context` lines before and after each. */
  lines: {
    args: [filter: string, context: number, offset: number, limit: number];
    answer: LinesFound;
  };
  /** The lines of these messages as logged, in the order of the files. */
  'lines-of': { args: [ids: readonly string[]]; answer: string };
  /** Where in the list, sorted by time, the first row is that is not before `time` (on the log's own clock). */
  'place-of': {
    args: [filter: string, sort: Sort, besides: string, time: Milliseconds];
    answer: number;
  };
  /** Values of a field that this log has, for who is writing a filter. */
  values: {
    args: [field: string, begun: string, most: number];
    answer: readonly SeenValue[];
  };
  /** A large message is abridged, with what its pictures are drawn from. */
  message: { args: [id: string]; answer: Told | undefined };
  /** Of a message, windowed; for those that `message` does not name. */
  recipients: { args: [id: string, offset: number, limit: number]; answer: readonly RecipientRow[] };
  /** Entries by their numbers; the caller asks for few at once. */
  entries: { args: [entries: readonly RecordIndex[]]; answer: readonly LogRecord[] };
  /** Entries of the given kinds, windowed: the "Not understood" view. */
  records: {
    args: [kinds: readonly Kind[], offset: number, limit: number];
    answer: { readonly total: number; readonly records: readonly LogRecord[] };
  };
  /** Ids of the logs of which something is stored. */
  indexed: { args: []; answer: readonly string[] };
  /** The reader knows year or offset better than the evidence; nothing in it: back to the evidence. */
  overrule: { args: [given: GivenTimes]; answer: undefined };
  /** The clocks of other servers, as their replies tell them. */
  clocks: { args: []; answer: readonly PeerClock[] };
  /** What is inside, from now on: directions of the open log follow at once. */
  network: { args: [facts: NetworkFacts]; answer: undefined };
  /** A first guess from the open log. */
  'guess-network': { args: []; answer: NetworkFacts };
  cancel: { args: []; answer: undefined };
  /** Follows no more; what was read stays. */
  pause: { args: []; answer: undefined };
  /** Deletes what was read since the import began (a cancelled first import), or the whole database. */
  forget: { args: [logId: string]; answer: undefined };
  close: { args: []; answer: undefined };
}
export type IndexCall = keyof IndexCalls;

export type ToIndex =
  | {
      readonly type: 'call';
      readonly id: number;
      readonly call: IndexCall;
      readonly args: readonly unknown[];
    }
  /** Comes with the ports of a reading session in the transfer list, one a process. */
  | { readonly type: 'ingest-port'; readonly logId?: string };

export type FromIndex =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly problem: Problem }
  /** The log has grown or finished: ask again for what is on screen. */
  | { readonly type: 'changed'; readonly state: LogState; readonly bytes: number; readonly total: number }
  /** Reading goes on. What is on screen is asked for again less often, for that takes the time of reading. */
  | { readonly type: 'progress'; readonly entries: number; readonly bytes: number; readonly total: number };
