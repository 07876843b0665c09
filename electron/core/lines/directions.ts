/**
 * Marks that turn the direction of the text after them (U+202A to U+202E, U+2066 to U+2069 and the like), as their codes:
 * in a log they come from whoever wrote the mail, and could make a line read as something it does not say.
 */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function withoutTurns(text: string): string {
  return text.replace(
    TURNING,
    (mark) => `<U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
