/**
 * sendmail writes every byte that is no printable ASCII as `\ooo` (conf.c:str2prt()); rsyslog escapes control
 * characters as `#ooo`. For display only: fields keep the text as logged.
 */
import { decodeUtf8 } from '#core/lines/utf8.ts';

const RUN = /(?:\\[0-3][0-7]{2})+/g;
const LETTERS: Readonly<Record<string, string>> = { '\\t': '\t', '\\n': '\n', '\\r': '\r', '\\\\': '\\' };

/** A run of escapes is a run of bytes: UTF-8 if it is, else Latin-1. */
function decodeRun(run: string): string {
  const bytes = Uint8Array.from(run.match(/[0-7]{3}/g) ?? [], (octal) => Number.parseInt(octal, 8));
  const text = decodeUtf8(bytes);
  return text.includes('\uFFFD') ? String.fromCharCode(...bytes) : text;
}

/** The text as it was before it was escaped. */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .split(/(\\\\|\\[tnr])/)
    .map((part) => LETTERS[part] ?? part.replace(RUN, decodeRun))
    .join('');
}
