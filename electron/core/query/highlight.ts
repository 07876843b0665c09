/** Where the words of a filter stand in a line: each word keeps its own colour from line to line. */
export interface Segment {
  readonly text: string;
  /** Number of the word; undefined for what is between. */
  readonly word?: number;
}

/** `words` in lower case. Where two begin at the same place the longer one counts. Joined, the segments are the text. */
export function segmentsOf(text: string, words: readonly string[]): readonly Segment[] {
  const lower = text.toLowerCase();
  /* Positions agree only while no letter has changed its length with its case. */
  if (lower.length !== text.length || words.length === 0) return [{ text }];
  const segments: Segment[] = [];
  let done = 0;
  for (;;) {
    const next = nextWord(lower, words, done);
    if (next === undefined) break;
    if (next.at > done) segments.push({ text: text.slice(done, next.at) });
    const end = next.at + (words[next.word]?.length ?? 0);
    segments.push({ text: text.slice(next.at, end), word: next.word });
    done = end;
  }
  if (done < text.length || segments.length === 0) segments.push({ text: text.slice(done) });
  return segments;
}

function nextWord(
  lower: string,
  words: readonly string[],
  from: number,
): { readonly at: number; readonly word: number } | undefined {
  let best: { readonly at: number; readonly word: number } | undefined;
  for (const [word, sought] of words.entries()) {
    const at = sought === '' ? -1 : lower.indexOf(sought, from);
    if (at < 0) continue;
    const longer = at === best?.at && sought.length > (words[best.word]?.length ?? 0);
    if (best === undefined || at < best.at || longer) best = { at, word };
  }
  return best;
}
