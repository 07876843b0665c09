/** The home network between page and main: main keeps it, the page edits it. */
import * as v from 'valibot';
import type { Problem } from '#core/base/problem.ts';
import { networkSchema, type NetworkFacts } from '#core/networks/network-facts.ts';

export const NETWORK_CHANNELS = {
  'network:get': v.tuple([]),
  'network:set': v.tuple([networkSchema]),
  /** Asks for a small JSON file and reads it; what is in it the page checks, by the schema of its kind. */
  'import:text': v.tuple([]),
} as const;

export interface NetworkAnswers {
  'network:get': NetworkFacts;
  'network:set': undefined;
  /** undefined when the dialog was left. */
  'import:text':
    | { readonly name: string; readonly text: string }
    | { readonly name: string; readonly problem: Problem }
    | undefined;
}
