/**
 * The text of a queue id, the same string for the lines of one message. Not a slice: ids are kept for long (a set of
 * all ids of a log), and a slice would keep alive the whole stretch of log it was cut from.
 */
const SLOTS = 2048;
const known: string[] = Array.from({ length: SLOTS }, () => '');

/** `text[at..at + length)`. */
export function idText(text: string, at: number, length: number): string {
  const hash =
    text.charCodeAt(at + 4) * 7 +
    text.charCodeAt(at + 5) * 31 +
    text.charCodeAt(at + 7) * 131 +
    text.charCodeAt(at + length - 1) * 17;
  const slot = hash & (SLOTS - 1);
  const found = known[slot] ?? '';
  if (found.length === length && text.startsWith(found, at)) return found;
  // Two short copies joined: no part of the original text stays referenced.
  const made = text.slice(at, at + 7) + text.slice(at + 7, at + length);
  known[slot] = made;
  return made;
}
