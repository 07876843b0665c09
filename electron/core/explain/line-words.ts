/** The shape of the tables that explain whole lines by their text. */
import type { Text } from './text.ts';

export interface LineWords {
  /** Tried on the line's text without its queue ids; the first that fits counts. */
  readonly form: RegExp;
  readonly title: Text;
  readonly meaning: Text;
  /** What is usual to do, or what usually lies behind it. */
  readonly next?: Text;
}

export function words(form: RegExp, title: Text, meaning: Text, next?: Text): LineWords {
  return { form, title, meaning, ...(next === undefined ? {} : { next }) };
}
