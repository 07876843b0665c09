/** Tells the width of an element now and whenever it changes; without an observer (tests) never. Returns the end of it. */
export function watchWidth(element: HTMLElement, onwidth: (width: number) => void): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(() => onwidth(element.clientWidth));
  observer.observe(element);
  return () => observer.disconnect();
}
