/** Columns while they are filled message by message. */
import { MARKS, NUMBER_COLUMNS, type Mark, type NumberColumn } from '#core/records/message-columns.ts';
import { Gathered } from './gathered.ts';

export const SINGLE = [
  'host',
  'from',
  'messageId',
  'daemon',
  'protocol',
  'client',
  'direction',
  'verdict',
] as const;
export const SEVERAL = ['to', 'relay', 'status', 'dsn', 'mailer', 'stat', 'reply', 'marks'] as const;

export type Single = (typeof SINGLE)[number];
export type Several = (typeof SEVERAL)[number];

export interface Filling {
  readonly single: Readonly<Record<Single, Uint32Array>>;
  readonly several: Readonly<Record<Several, Gathered>>;
  /** NaN where the log does not say. */
  readonly numbers: Readonly<Record<NumberColumn, Float64Array>>;
}

export function emptyFilling(messages: number): Filling {
  return {
    single: recordOf(SINGLE, () => new Uint32Array(messages)),
    several: recordOf(SEVERAL, () => new Gathered(messages)),
    numbers: recordOf(NUMBER_COLUMNS, () => new Float64Array(messages).fill(NaN)),
  };
}

/** What the column `marks` has for a mark. */
export function markCode(mark: Mark): number {
  return MARKS.indexOf(mark) + 1;
}

export function recordOf<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>;
}
