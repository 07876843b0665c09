/** Once, while nothing else is to be done; without such a thing (tests) not at all, for it must not be needed. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work);
}
