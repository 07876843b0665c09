import type { Dialect, Field, Kind } from '#core/records/log-record.ts';

/** What a format makes of an entry's own text (the part after the head). */
export interface ParsedText {
  readonly kind: Kind;
  readonly dialect: Dialect;
  readonly fields: readonly Field[];
  readonly queueId?: string;
  readonly childId?: string;
}

export const NO_FIELDS: readonly Field[] = [];
