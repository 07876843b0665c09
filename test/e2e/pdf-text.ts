/**
 * The text of a PDF as Chromium writes it, as somebody would copy it out: the glyphs of each page, looked up in the table
 * that its font has for that. White space is left out, because lines break where they like.
 */
import { inflateSync } from 'node:zlib';

type Glyphs = ReadonlyMap<string, string>;

export function pdfText(pdf: Buffer): string {
  const whole = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of whole.matchAll(/\b(\d+) 0 obj\b(.*?)\bendobj\b/gs))
    objects.set(id, body);
  const fonts = new Map<string, Glyphs>();
  for (const [, name = '', id = ''] of whole.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
    if (table !== undefined) fonts.set(name, glyphsOf(streamOf(objects.get(table))));
  }
  return [...objects.values()]
    .map(streamOf)
    .filter((stream) => /\bBT\b/.test(stream))
    .map((stream) => shown(stream, fonts))
    .join('')
    .replace(/\s/g, '');
}

function streamOf(object = ''): string {
  const [, head = '', body = ''] = /^(.*?)\bstream\r?\n(.*?)\r?\nendstream/s.exec(object) ?? [];
  if (!head.includes('/FlateDecode')) return body;
  return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
}

function glyphsOf(table: string): Glyphs {
  const glyphs = new Map<string, string>();
  for (const [, part = ''] of table.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, glyph = '', text = ''] of part.matchAll(/<(\w+)> <(\w+)>/g))
      glyphs.set(wide(glyph), units(text));
  for (const [, part = ''] of table.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = '', to = '', text = ''] of part.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let at = parseInt(from, 16); at <= parseInt(to, 16); at++)
        glyphs.set(hex(at), String.fromCharCode(parseInt(text, 16) + at - parseInt(from, 16)));
  return glyphs;
}

function shown(stream: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let font: Glyphs | undefined;
  let text = '';
  for (const [part, name, glyphs] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (part.startsWith('/')) font = fonts.get(name ?? '');
    else for (const [glyph] of (glyphs ?? '').matchAll(/.{4}/g)) text += font?.get(glyph.toUpperCase()) ?? '';
  }
  return text;
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
const wide = (glyph: string): string => hex(parseInt(glyph, 16));

function units(text: string): string {
  return (text.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}
