/** Work that stops where its caller may pause or give up. */
export type Steps<T> = Generator<undefined, T>;

/** Texts looked at between two stops: some milliseconds. */
export const STRETCH = 20_000;

/** Tests between two stops where one may be of an expression that takes a tenth of a millisecond for a short text. */
export const STRETCH_OF_TESTS = 16;

/** To the end at once. */
export function toEnd<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
