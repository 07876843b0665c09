import type { Messages } from './en.ts';

/** What is wrong with the filter and where, whatever code the parser gives. */
export function filterErrorText(
  error: { readonly at: number; readonly code: string },
  messages: Messages,
): string {
  const known: Readonly<Record<string, string>> = messages.filter.errors;
  const text = Object.hasOwn(known, error.code) ? known[error.code] : undefined;
  return messages.filter.errorAt(error.at, text ?? messages.filter.errorOther);
}
