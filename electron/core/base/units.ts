/** Milliseconds since 1970-01-01T00:00:00Z, or a difference of two such instants. */
export type Milliseconds = number;
/** Whole or fractional seconds. */
export type Seconds = number;
/** Octets of the decompressed stream. */
export type Bytes = number;
/** Minutes east of UTC, as in ISO 8601 offsets (+09:00 is 540). */
export type OffsetMinutes = number;
/** Number of an entry within one log (all sources opened together), from 0. */
export type RecordIndex = number;
