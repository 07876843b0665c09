/**
 * An answer of the store, or the news that there is none. On a full disk Chromium may leave a write without any answer: seen
 * where one with large values came right after another that had failed.
 */

/** So long may the largest part of what is joined take on a slow disk, milliseconds. */
const LONGEST = 20_000;

/** Rejects with a TimeoutError after 20 seconds; whether it was written is then not known. */
export async function answered<T>(write: PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('The store does not answer', 'TimeoutError')), LONGEST);
  });
  try {
    return await Promise.race([write, silence]);
  } finally {
    clearTimeout(timer);
  }
}
