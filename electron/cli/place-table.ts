/**
 * Where each entry stands, in columns: 18 bytes an entry, so that a million entries cost little. Entries of several
 * lines may have other lines between theirs, so those alone keep their text.
 */
import type { RecordIndex } from '#core/base/units.ts';
import type { LogRecord } from '#core/records/log-record.ts';

export interface Spot {
  readonly source: number;
  readonly line: number;
  readonly lineCount: number;
  readonly offset: number;
  /** The entry's own lines, where there are several. */
  readonly lines?: readonly string[];
}

export class PlaceTable {
  #count = 0;
  #line = new Uint32Array(4096);
  #lineCount = new Uint32Array(4096);
  #source = new Uint16Array(4096);
  #offset = new Float64Array(4096);
  readonly #folded = new Map<RecordIndex, string>();

  add(record: LogRecord): void {
    if (this.#count === this.#line.length) this.#grow();
    this.#line[this.#count] = record.line;
    this.#lineCount[this.#count] = record.lineCount;
    this.#source[this.#count] = record.source;
    this.#offset[this.#count] = record.offset;
    if (record.lineCount > 1) this.#folded.set(this.#count, record.raw);
    this.#count++;
  }

  at(index: RecordIndex): Spot {
    const folded = this.#folded.get(index);
    return {
      source: this.#source[index] ?? 0,
      line: this.#line[index] ?? 0,
      lineCount: this.#lineCount[index] ?? 1,
      offset: this.#offset[index] ?? 0,
      ...(folded === undefined ? {} : { lines: folded.split('\n') }),
    };
  }

  #grow(): void {
    const size = this.#line.length * 2;
    const line = new Uint32Array(size);
    const lineCount = new Uint32Array(size);
    const source = new Uint16Array(size);
    const offset = new Float64Array(size);
    line.set(this.#line);
    lineCount.set(this.#lineCount);
    source.set(this.#source);
    offset.set(this.#offset);
    this.#line = line;
    this.#lineCount = lineCount;
    this.#source = source;
    this.#offset = offset;
  }
}
