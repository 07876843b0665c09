/**
 * The font inside a picture that leaves Relayscope: which characters it needs, and where it goes. Only what is drawn is
 * taken, so that the file stays small. What the font does not have is drawn with the fonts of the reader's computer.
 */

/** The characters that are drawn in each weight, each once, in the order of their numbers. */
export interface DrawnText {
  readonly regular: string;
  readonly bold: string;
}

/** TrueType in base64; a weight in which nothing is drawn has none. */
export interface EmbeddedFonts {
  readonly regular: string | undefined;
  readonly bold: string | undefined;
}

/** Its name within the file; the fonts behind it stand in for what it lacks. */
export const EMBEDDED_FONT = 'Relayscope';

/** What is drawn as text in a picture, and in a printed page around one. */
const TEXTS = /<(text|h1|h2|p|pre)\b([^>]*)>(.*?)<\/\1>/gs;
const BOLD = /^h[12]$| font-weight="600"/;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
};

/** `markup` is what Svelte or a serialiser wrote: a `<` in a text or an attribute is escaped. */
export function drawnText(markup: string): DrawnText {
  const found = { regular: new Set<string>(), bold: new Set<string>() };
  for (const [, tag = '', attributes = '', inside = ''] of markup.matchAll(TEXTS)) {
    const into = BOLD.test(tag) || BOLD.test(attributes) ? found.bold : found.regular;
    const text = plainText(inside);
    /* A letter and its mark are drawn as one where the font has both in one. */
    for (const character of text + text.normalize('NFC')) into.add(character);
  }
  return { regular: inOrder(found.regular), bold: inOrder(found.bold) };
}

function plainText(inside: string): string {
  return inside
    .replace(/<title>.*?<\/title>|<[^>]*>/gs, '')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function inOrder(characters: ReadonlySet<string>): string {
  return [...characters]
    .filter((character) => character >= ' ')
    .sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
    .join('');
}

/** The picture or page with the fonts in a style behind its title, which asks for nothing from outside. */
export function withFonts(markup: string, { regular, bold }: EmbeddedFonts): string {
  const style = face(400, regular) + face(600, bold);
  return style === '' ? markup : markup.replace('</title>', () => `</title><style>${style}</style>`);
}

function face(weight: number, data: string | undefined): string {
  if (data === undefined) return '';
  return `@font-face{font-family:${EMBEDDED_FONT};font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
}
