/**
 * How many messages have each of a few reasons anywhere in their replies. Each text is looked through once a reason and
 * the outcome kept, a bit a reason, as long as the texts are: another filter then only adds up.
 */
import { STRETCH, type Steps } from '#core/base/steps.ts';
import { ABSENT, type TextDictionary } from '#core/records/message-columns.ts';
import type { Rows } from './groups.ts';

/** Bits of a number. */
const MOST = 32;

class Held {
  /** In lower case; its place is its bit. */
  readonly reasons: string[] = [];
  /** By number of a text: the reasons that it holds. */
  readonly masks: readonly Int32Array[];

  constructor(dictionaries: readonly TextDictionary[]) {
    this.masks = dictionaries.map(({ strings }) => new Int32Array(strings.length));
  }

  *look(dictionaries: readonly TextDictionary[], reasons: readonly string[]): Steps<void> {
    const fresh = reasons.filter((reason) => !this.reasons.includes(reason));
    if (fresh.length === 0) return;
    for (const [at, { strings }] of dictionaries.entries()) {
      const masks = this.masks[at] ?? new Int32Array(0);
      for (let id = ABSENT + 1; id < strings.length; id++) {
        const text = (strings.at(id) ?? '').toLowerCase();
        for (let i = 0; i < fresh.length; i++)
          if (text.includes(fresh[i] ?? '')) masks[id] = (masks[id] ?? 0) | (1 << (this.reasons.length + i));
        if (id % STRETCH === 0) yield;
      }
      yield;
    }
    this.reasons.push(...fresh);
  }
}

const known = new WeakMap<TextDictionary['strings'], Held>();

/** In the order of `reasons`, of which there are at most 32. */
export function* countReasons(
  dictionaries: readonly TextDictionary[],
  reasons: readonly string[],
  rows: Rows,
  count: number,
): Steps<readonly number[]> {
  const asked = reasons.map((reason) => reason.toLowerCase());
  const held = yield* heldBy(dictionaries, asked);
  const counts = new Uint32Array(MOST);
  const total = rows?.length ?? count;
  for (let i = 0; i < total; i++) {
    const row = rows === undefined ? i : (rows[i] ?? 0);
    let mask = 0;
    for (let d = 0; d < dictionaries.length; d++) {
      const { ids, starts } = dictionaries[d] ?? { ids: counts, starts: counts };
      const masks = held.masks[d] ?? new Int32Array(0);
      const end = starts === undefined ? row + 1 : (starts[row + 1] ?? 0);
      for (let at = starts === undefined ? row : (starts[row] ?? 0); at < end; at++)
        mask |= masks[ids[at] ?? 0] ?? 0;
    }
    for (; mask !== 0; mask &= mask - 1) {
      const bit = 31 - Math.clz32(mask & -mask);
      counts[bit] = (counts[bit] ?? 0) + 1;
    }
    if (i % STRETCH === 0) yield;
  }
  return asked.map((reason) => counts[held.reasons.indexOf(reason)] ?? 0);
}

function* heldBy(dictionaries: readonly TextDictionary[], asked: readonly string[]): Steps<Held> {
  const key = dictionaries[0]?.strings ?? [];
  const before = known.get(key);
  const fits = before !== undefined && new Set([...before.reasons, ...asked]).size <= MOST;
  const held = fits ? before : new Held(dictionaries);
  yield* held.look(dictionaries, asked);
  known.set(key, held);
  return held;
}
