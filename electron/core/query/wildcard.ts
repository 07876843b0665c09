/** `*` any text, `?` any one character. Two pointers and one place to go back to: no pattern can make it hang. */
export function isWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** The whole of `text`, in at most text times pattern steps. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let t = 0; t < text.length;) {
    const c = pattern.charAt(p);
    if (c === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (c === '?' || c === text.charAt(t))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern.charAt(p) === '*') p++;
  return p === pattern.length;
}
