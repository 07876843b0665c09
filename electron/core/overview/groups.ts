/** Different texts sorted into groups once each, and the messages counted that have a text of a group. */
import { STRETCH, type Steps } from '#core/base/steps.ts';
import { ABSENT, type TextDictionary } from '#core/records/message-columns.ts';

/** Numbers of messages; undefined: all of them. */
export type Rows = Uint32Array | undefined;

/** What of a text is counted; undefined when it is not. */
type Value = (text: string) => string | undefined;

/** Numbers for what different texts have in common. */
export class Groups {
  readonly names: string[] = [];
  readonly #value: Value;
  readonly #key: (name: string) => string;
  readonly #numbers = new Map<string, number>();

  /** Names with the same key are one group, which goes by the first of them. */
  constructor(value: Value, key = (name: string): string => name) {
    this.#value = value;
    this.#key = key;
  }

  /** The group of each text of a dictionary; -1 for none. New groups only with `grow`. */
  *of({ strings }: TextDictionary, grow: boolean): Steps<Int32Array> {
    const groups = new Int32Array(strings.length).fill(-1);
    for (let id = ABSENT + 1; id < strings.length; id++) {
      groups[id] = this.number(strings.at(id) ?? '', grow);
      if (id % STRETCH === 0) yield;
    }
    return groups;
  }

  /** -1 for none. */
  number(text: string, grow: boolean): number {
    const name = this.#value(text);
    if (name === undefined) return -1;
    const key = this.#key(name);
    const known = this.#numbers.get(key);
    if (known !== undefined || !grow) return known ?? -1;
    this.#numbers.set(key, this.names.length);
    return this.names.push(name) - 1;
  }
}

export interface Grouped {
  readonly names: readonly string[];
  readonly parts: readonly (TextDictionary & { readonly of: Int32Array })[];
}

const known = new WeakMap<TextDictionary['strings'], Map<string, Grouped>>();

/** Made when first asked for, and kept under its name as long as the texts of the dictionary are. */
export function* groupsOnce(
  { strings }: TextDictionary,
  name: string,
  make: () => Steps<Grouped>,
): Steps<Grouped> {
  const byName = known.get(strings) ?? new Map<string, Grouped>();
  known.set(strings, byName);
  const made = byName.get(name) ?? (yield* make());
  byName.set(name, made);
  return made;
}

/** Messages among the rows with at least one value of each group. */
export function* countOf(
  parts: Grouped['parts'],
  rows: Rows,
  count: number,
  groups: number,
): Steps<Uint32Array> {
  const counts = new Uint32Array(groups);
  /* The last message that was counted in a group, plus one: a message counts once. */
  const last = new Uint32Array(groups);
  const total = rows?.length ?? count;
  for (let i = 0; i < total; i++) {
    if (i % STRETCH === 0) yield;
    const row = rows === undefined ? i : (rows[i] ?? 0);
    for (const { ids, starts, of } of parts) {
      const first = starts === undefined ? row : (starts[row] ?? 0);
      const end = starts === undefined ? row + 1 : (starts[row + 1] ?? 0);
      for (let at = first; at < end; at++) {
        const group = of[ids[at] ?? 0] ?? -1;
        if (group < 0 || last[group] === row + 1) continue;
        last[group] = row + 1;
        counts[group] = (counts[group] ?? 0) + 1;
      }
    }
  }
  return counts;
}
