/**
 * A value that follows another a moment later, in a task of its own: what is drawn from it does not hold up what is drawn
 * from the other. Where the other changes again at once, the value between is left out. Made while a component begins.
 */
export class Lagging<T> {
  value = $state.raw<T>();

  constructor(source: () => T) {
    $effect(() => {
      const now = source();
      const waiting = setTimeout(() => (this.value = now));
      return () => clearTimeout(waiting);
    });
  }
}
