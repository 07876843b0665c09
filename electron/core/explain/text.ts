import type { Language } from '#core/contract/channels.ts';

/** The same sentence in every language: the compiler refuses a text that lacks one. */
export type Text = Readonly<Record<Language, string>>;

/** How sure an explanation is: written in the log, worked out from it, or what is usual. */
export type Certainty = 'logged' | 'computed' | 'suggested';

/** One sentence or two about a value, with how sure they are. */
export interface Finding {
  readonly text: Text;
  readonly certainty: Certainty;
}

export function finding(certainty: Certainty, en: string, ja: string): Finding {
  return { certainty, text: { en, ja } };
}

/** Joins findings into one; the least sure part decides how sure the whole is. */
export function joinFindings(parts: readonly Finding[]): Finding | undefined {
  const first = parts[0];
  if (first === undefined) return undefined;
  return {
    text: { en: parts.map((p) => p.text.en).join(' '), ja: parts.map((p) => p.text.ja).join('') },
    certainty: parts.map((p) => p.certainty).reduce(lessSure),
  };
}

const ORDER: readonly Certainty[] = ['logged', 'computed', 'suggested'];

function lessSure(a: Certainty, b: Certainty): Certainty {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}
