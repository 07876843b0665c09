/**
 * What the failures of a log have in common. The same reply is logged with other hosts, ids and addresses each time;
 * the words between those are the reason, and a filter for them finds all of it.
 */

/** Successes are no reasons, nor is what only says that a message waits. */
const NO_REASON = /^(?:sent\b|queued\b|ok\b|2\d\d[ -])/i;
/** Hosts, addresses, ids, numbers. */
const VARIABLE = /[@<>[\]\d=]|\w\.\w/;
const TAIL = /(?:[\s.,:;(-]|\b(?:by|with|from|for|to|of|at|in|is))+$/i;

/** A piece of `text` as it stands there, or undefined when nothing in it is a reason. */
export function reasonOf(text: string): string | undefined {
  if (NO_REASON.test(text)) return undefined;
  const pieces = constantPieces(text).map((piece) => piece.replace(TAIL, '').trim());
  const phrase = pieces.find((piece) => /\S\s+\S/.test(piece));
  const best = phrase ?? pieces.reduce((a, b) => (b.length > a.length ? b : a), '');
  return best.length >= 4 ? best : undefined;
}

function constantPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = -1;
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const variable = VARIABLE.test(word);
    if (from >= 0 && (variable || word.startsWith('('))) {
      pieces.push(text.slice(from, end));
      from = -1;
    }
    if (!variable && from < 0) from = word.startsWith('(') ? index + 1 : index;
    end = index + word.length;
  }
  if (from >= 0) pieces.push(text.slice(from, end));
  return pieces;
}
