/**
 * What the stamps of a log's entries say, in four bytes an entry: entries that follow each other are mostly of one source,
 * one year and one offset, so these stand once for a stretch of entries, and of each entry its distance from the first
 * reading of its stretch.
 */
import type { Milliseconds, OffsetMinutes } from '#core/base/units.ts';
import { enlarged } from './int-rows.ts';

export interface Reading {
  /** As the line says it, in the year 2000 where it names none. */
  readonly wall: Milliseconds;
  readonly hasYear: boolean;
  /** Where the line gives its own. */
  readonly zone: OffsetMinutes | undefined;
  readonly source: number;
  /** Of the source's years (year-segments.ts). */
  readonly segment: number;
}

interface Stretch extends Reading {
  /** Place of its first entry. */
  readonly first: number;
}

export interface ReadingsState {
  readonly offsets: Int32Array<ArrayBuffer>;
  readonly stretches: readonly Stretch[];
}

/** The entry has no stamp. */
const NONE = -0x8000_0000;
const FURTHEST = 0x7fff_ffff;

export class Readings {
  #offsets = new Int32Array(1024);
  #count = 0;
  #stretches: Stretch[] = [];
  /** Number of the stretch that was asked for last: the next question is mostly about the same. */
  #at = 0;

  state(): ReadingsState {
    return { offsets: this.#offsets.slice(0, this.#count), stretches: this.#stretches.slice() };
  }

  /** Before anything is added. */
  restore({ offsets, stretches }: ReadingsState): void {
    this.#offsets = offsets;
    this.#count = offsets.length;
    this.#stretches = [...stretches];
    this.#at = 0;
  }

  clear(): void {
    this.#count = 0;
    this.#stretches = [];
    this.#at = 0;
  }

  /** Nothing more is coming for now. */
  rest(): void {
    this.#offsets = this.#offsets.slice(0, this.#count);
  }

  addNone(): void {
    this.#put(NONE);
  }

  add(
    wall: Milliseconds,
    hasYear: boolean,
    zone: OffsetMinutes | undefined,
    source: number,
    segment: number,
  ): void {
    const last = this.#stretches.at(-1);
    const offset = last === undefined ? NaN : wall - last.wall;
    const goesOn =
      last !== undefined &&
      last.source === source &&
      last.segment === segment &&
      last.hasYear === hasYear &&
      last.zone === zone &&
      Math.abs(offset) <= FURTHEST;
    if (!goesOn) this.#stretches.push({ first: this.#count, wall, hasYear, zone, source, segment });
    this.#put(goesOn ? offset : 0);
  }

  /** NaN without a stamp. */
  wallAt(place: number): Milliseconds {
    const offset = place < this.#count ? (this.#offsets[place] ?? NONE) : NONE;
    return offset === NONE ? NaN : this.#stretchOf(place).wall + offset;
  }

  /** What it shares with its neighbours, of an entry that has a stamp. */
  sharedAt(place: number): Omit<Reading, 'wall'> {
    return this.#stretchOf(place);
  }

  #put(offset: number): void {
    if (this.#count === this.#offsets.length) this.#offsets = enlarged(this.#offsets, this.#count + 1);
    this.#offsets[this.#count++] = offset;
  }

  #stretchOf(place: number): Stretch {
    const stretches = this.#stretches;
    const known = stretches[this.#at];
    if (known !== undefined && known.first <= place && place < (stretches[this.#at + 1]?.first ?? Infinity))
      return known;
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.first ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    this.#at = low;
    const stretch = stretches[low];
    if (stretch === undefined) throw new RangeError(`No reading ${place}`);
    return stretch;
  }
}
