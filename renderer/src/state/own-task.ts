/** What comes after it runs in a task of its own: what is painted and typed meanwhile does not wait for both. */
export function ownTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
