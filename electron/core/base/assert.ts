/** Throws when something the code relies on does not hold: a bug here, never bad input. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!(condition as boolean)) throw new Error(`Broken assumption: ${what}`);
}

/** For the end of an exhaustive switch: the compiler proves it unreachable. */
export function assertNever(value: never): never {
  throw new Error(`Broken assumption: unexpected ${JSON.stringify(value)}`);
}
