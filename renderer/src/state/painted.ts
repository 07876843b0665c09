/** So long at most does anything wait for a picture: a window that is out of sight gets none. Milliseconds. */
const LONGEST = 100;

/** When what has changed is on screen. What comes after it runs in a task of its own and holds up nobody's picture. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });
}
