import { formatCount } from '#core/explain/format.ts';
import type { Language } from '#core/contract/channels.ts';

/** A text of the catalogue, in whatever language. */
export type Text = string;

/** Writes numbers with the language's own separators. */
export function number(language: Language): (value: number) => string {
  return (value) => formatCount(value, language);
}

/** `1 message`, `5 messages`. */
export function many(count: number, one: string, more: string, n: (value: number) => string): string {
  return `${n(count)} ${count === 1 ? one : more}`;
}
