/**
 * What a field is, and what its value means at this place. The words are in the files beside this one:
 * seed-terms and other-terms (what a field is), the here-* files (what this value says).
 * Nothing here throws, whatever stands in the log.
 */
import type { Language } from '#core/contract/channels.ts';
import type { Message } from '#core/correlate/message.ts';
import type { Field, Kind } from '#core/records/log-record.ts';
import { HERE } from './here.ts';
import { isNextHost } from './next-host.ts';
import { OTHER_TERMS } from './other-terms.ts';
import { isSeedTerm, RECIPIENT_NAMED, RELAY_OF_DELIVERY, SEED_TERM_TEXTS } from './seed-terms.ts';
import type { Term } from './seed-terms.ts';
import type { Certainty } from './text.ts';
import { joinFindings } from './text.ts';

export { SEED_TERMS } from './seed-terms.ts';
export type { SeedTerm } from './seed-terms.ts';
export type { Certainty } from './text.ts';

/** Where the field stands. */
export interface ExplainContext {
  readonly kind: Kind;
  /** All fields of the same line. */
  readonly fields: readonly Field[];
  readonly queueId?: string;
  readonly message?: Message;
}

export interface Explanation {
  /** The field's key as logged. */
  readonly term: string;
  readonly title: string;
  readonly meaning: string;
  /** What this value says; absent when there is nothing beyond the value itself. */
  readonly here?: string;
  /** How sure the least sure part of `here` is (`logged` when it is absent). */
  readonly certainty: Certainty;
  /** `here` in its parts, each with its own certainty. */
  readonly findings: readonly { readonly text: string; readonly certainty: Certainty }[];
}

export function explainField(
  key: string,
  value: string,
  context: ExplainContext,
  language: Language,
): Explanation {
  const term = termOf(key, context);
  const explain = Object.hasOwn(HERE, key) ? HERE[key] : undefined;
  const findings = explain?.(value.trim(), context) ?? [];
  const here = joinFindings(findings);
  return {
    term: key,
    title: term?.title[language] ?? key,
    meaning: (term ?? UNKNOWN_TERM).meaning[language],
    ...(here === undefined ? {} : { here: here.text[language] }),
    certainty: here?.certainty ?? 'logged',
    findings: findings.map((f) => ({ text: f.text[language], certainty: f.certainty })),
  };
}

function termOf(key: string, context: ExplainContext): Term | undefined {
  if (key === 'relay' && isNextHost(context)) return RELAY_OF_DELIVERY;
  if (key === 'to' && context.kind !== 'to') return RECIPIENT_NAMED;
  if (isSeedTerm(key)) return SEED_TERM_TEXTS[key];
  return Object.hasOwn(OTHER_TERMS, key) ? OTHER_TERMS[key] : undefined;
}

const UNKNOWN_TERM: Pick<Term, 'meaning'> = {
  meaning: {
    en: 'A field that has no explanation here yet. Its value is shown as logged.',
    ja: 'まだ説明を用意していない項目です。値はログのとおりに表示しています。',
  },
};
