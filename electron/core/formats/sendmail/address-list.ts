/**
 * Address lists of `to=` are joined by a bare comma; a comma followed by a blank ends the value, except inside
 * double quotes (`"odd, name"@x`, `"|IFS=' ' && exec procmail"`).
 */
const MORE = ', [more]';

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

/** The recipients of a `to=` value, each bare. The mark of a list that goes on in the next line is left out. */
export function splitRecipients(value: string): string[] {
  let end = value.length;
  if (value.endsWith(MORE)) end -= MORE.length;
  else if (value.endsWith(' [more]')) end -= ' [more]'.length;
  const list = value.slice(0, end);
  const found: string[] = [];
  let start = 0;
  for (let i = 0; i < list.length;) {
    const code = list.charCodeAt(i);
    if (code === 34) i = quoteEnd(list, i);
    else if (code === 44) {
      found.push(list.slice(start, i));
      start = ++i;
    } else i++;
  }
  found.push(list.slice(start));
  return found.map(bareAddress).filter((address, i) => address !== '' || value.slice(i).includes('<>'));
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
