import type { Field } from '#core/records/log-record.ts';

/** Index in `keys`, from `first` on, of the key that stands at `at` with its `=`; -1 for none. */
function keyIndex(text: string, at: number, keys: readonly string[], first: number): number {
  for (let i = first; i < keys.length; i++) {
    const key = keys[i] ?? '';
    if (text.startsWith(key, at) && text.charCodeAt(at + key.length) === 61) return i;
  }
  return -1;
}

/**
 * `key=value, key=value` from `start`, the keys in the given order, any of them missing. A value ends at a
 * comma+blank before a later key; pieces that are no pair belong to the value before them, or to none at the beginning.
 */
export function knownPairs(text: string, start: number, keys: readonly string[]): Field[] {
  const fields: Field[] = [];
  let next = 0;
  let open = -1;
  for (let at = start; ;) {
    const index = keyIndex(text, at, keys, next);
    const key = keys[index];
    if (key !== undefined) {
      if (open >= 0) fields.push([keys[next - 1] ?? '', text.slice(open, at - 2)]);
      open = at + key.length + 1;
      next = index + 1;
    }
    const comma = text.indexOf(', ', at);
    if (comma < 0) break;
    at = comma + 2;
  }
  if (open >= 0) fields.push([keys[next - 1] ?? '', text.slice(open)]);
  return fields;
}
