/**
 * Address lists of `to=` are joined by a bare comma; a comma followed by a blank ends the value, except inside
 * double quotes (`"odd, name"@x`, `"|IFS=' ' && exec procmail"`).
 */
const MORE = ', [more]';
const QUOTE = 34;
const COMMA = 44;
const OPEN = 60;
const CLOSE = 62;

/** Without surrounding blanks and the outer `<>`. */
export function bareAddress(address: string): string {
  const text = address.trim();
  return text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
}

/** Position after the quoted string that opens at `at`; the text's end if it is never closed. */
function quoteEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i + 1;
    if (code === 92) i++;
  }
  return text.length;
}

/** Where the quoted string that opens at `at` ends, or just after the quote where it is never closed. */
function afterQuote(text: string, at: number): number {
  const end = quoteEnd(text, at);
  return end - 1 > at && text.charCodeAt(end - 1) === QUOTE ? end : at + 1;
}

/** The first `code` from `at` that stands in no quotes, or the text's end. */
function outsideQuotes(text: string, code: number, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) !== code)
    i = text.charCodeAt(i) === QUOTE ? afterQuote(text, i) : i + 1;
  return i;
}

/** What can stand in a list without `<>`: nothing of the fields around it, were a comma lost or one too many. */
function isBare(item: string): boolean {
  if (item === '') return false;
  if (item.startsWith('|')) return !item.includes(' to=');
  const quoted = /^"(?:[^"\\]|\\.)*"/.exec(item)?.[0] ?? '';
  const rest = item.slice(quoted.length);
  return !/[\s<>()"]|^\[/.test(rest) && (!rest.includes('=') || rest.includes('@'));
}

/**
 * The recipients of a `to=` value, each bare. The mark of a list that goes on in the next line is left out. `whole`: what
 * follows a list follows it, so its last address was not cut. What a damaged line has made of an address is no recipient:
 * `<a@b> delay=1` names one, `<c@d` none.
 */
export function splitRecipients(value: string, whole = true): string[] {
  /* One, as most are. */
  if (value.indexOf('>') === value.length - 1 && value.lastIndexOf('<') === 0 && !value.includes('"'))
    return [value.slice(1, -1)];
  const list = withoutMore(value);
  const found: string[] = [];
  for (let at = 0; at < list.length;) {
    if (list.charCodeAt(at) === OPEN) {
      const close = outsideQuotes(list, CLOSE, at + 1);
      const open = list.lastIndexOf('<', close);
      const inside = list.slice((isQuotedAt(list, at, open) ? at : open) + 1, close);
      if (close < list.length) found.push(inside);
      at = outsideQuotes(list, COMMA, Math.min(close + 1, list.length)) + 1;
    } else {
      const comma = outsideQuotes(list, COMMA, at);
      const item = list.slice(at, comma).trim();
      if (isBare(item) && (whole || comma < list.length)) found.push(item);
      at = comma + 1;
    }
  }
  return found;
}

/** Does the `<` at `open` stand in a quoted local part of the address that begins at `at`? */
function isQuotedAt(list: string, at: number, open: number): boolean {
  return open > at && outsideQuotes(list, OPEN, at + 1) > open;
}

function withoutMore(value: string): string {
  if (value.endsWith(MORE)) return value.slice(0, -MORE.length);
  return value.endsWith(' [more]') ? value.slice(0, -' [more]'.length) : value;
}

/** Does a closing quote for the one at `at` stand before `limit`? */
function closedQuote(text: string, at: number, limit: number): number {
  const end = quoteEnd(text, at);
  return end <= limit && text.charCodeAt(end - 1) === 34 && end - 1 > at ? end : 0;
}

/**
 * Where an address value that begins at `start` ends: the first comma+blank outside quotes (the `[more]` mark
 * belongs to the value), or `limit`. A quote that is never closed is an ordinary character.
 */
export function addressEnd(text: string, start: number, limit: number): number {
  const comma = text.indexOf(', ', start);
  if (comma < 0 || comma >= limit) return limit;
  const quote = text.indexOf('"', start);
  if ((quote < 0 || quote > comma) && !text.startsWith(MORE, comma)) return comma;
  for (let i = start; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      const end = closedQuote(text, i, limit);
      if (end > 0) i = end - 1;
    } else if (code === 44 && text.charCodeAt(i + 1) === 32) {
      if (!text.startsWith(MORE, i)) return i;
      i += MORE.length - 1;
    }
  }
  return limit;
}
