export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Tells the size of an element now and whenever it changes; without an observer (tests) never. Returns the end of it. */
export function watchSize(element: Element, onsize: (size: Size) => void): () => void {
  if (typeof ResizeObserver === 'undefined') return () => undefined;
  const observer = new ResizeObserver(() =>
    onsize({ width: element.clientWidth, height: element.clientHeight }),
  );
  observer.observe(element);
  return () => observer.disconnect();
}

export function watchWidth(element: Element, onwidth: (width: number) => void): () => void {
  return watchSize(element, ({ width }) => onwidth(width));
}
