/**
 * What filters, sorting and facets see of a log's messages: one column a value instead of one object a message.
 * Texts stand once in a dictionary, so a test is made once a different text and not once a message.
 */
export const TEXT_COLUMNS = [
  'from',
  'to',
  'clientName',
  'clientAddress',
  'ident',
  'relayName',
  'relayAddress',
  'queueId',
  'messageId',
  'status',
  'dsn',
  'mailer',
  'host',
  'direction',
  'daemon',
  'protocol',
  'stat',
  'reply',
  'verdict',
  'marks',
  'program',
  'note',
  'label',
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** What a message is beside its status: the texts of the column `marks`. */
export const MARKS = ['connection', 'bounce', 'incomplete', 'open', 'retried', 'failed', 'noted'] as const;
export type Mark = (typeof MARKS)[number];

/**
 * Times in milliseconds UTC, size in bytes, delay (the longest of the recipients') in seconds, the offset of the log's
 * own clock in minutes; recipients as the log counts them, or else as many as it shows.
 */
export const NUMBER_COLUMNS = ['time', 'size', 'delay', 'recipients', 'finished', 'zone'] as const;
export type NumberColumn = (typeof NUMBER_COLUMNS)[number];

/** In a column of one value a message: the log does not say. Unlike the empty sender, which has an id of its own. */
export const ABSENT = 0;

/** Whole numbers in the narrowest form that holds them. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** Texts by number, from 0 on: an array, or what cuts them out when they are asked for. */
export interface Texts extends Iterable<string> {
  readonly length: number;
  at(id: number): string | undefined;
}

export interface TextDictionary {
  /**
   * One a message; with `starts`, those of message m stand from `starts[m]` to `starts[m + 1]`, in the message's own
   * order: its own status before those of its recipients, its first recipient first.
   */
  readonly ids: Numbers;
  readonly starts?: Uint32Array;
  /** As logged, by id. Number 0 is ABSENT. */
  readonly strings: Texts;
}

/** Entries of message m stand from `starts[m]` to `starts[m + 1]`, in no promised order; several messages may share one. */
export interface MessageEntries {
  /** A RecordIndex each. */
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
}

/** Messages are numbered from 0 in the order in which their first entries stand in the log. */
export interface MessageColumns {
  readonly count: number;
  dictionary(column: TextColumn): TextDictionary;
  /** NaN where the log does not say. */
  numbers(column: NumberColumn): Float64Array;
  entries(): MessageEntries;
}
