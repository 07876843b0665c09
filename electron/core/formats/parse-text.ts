/** From an entry's own text to its kind and fields, in whichever dialect it is written. */
import { parseText as parseSendmail } from './sendmail/parse-text.ts';
import type { ParsedText } from './format.ts';

/** Never throws; a text nothing understands is `unparsed`. */
export function parseText(text: string, program: string | undefined, pid: number | undefined): ParsedText {
  return parseSendmail(text, program, pid);
}

export { fieldsBehindId } from './sendmail/parse-text.ts';
