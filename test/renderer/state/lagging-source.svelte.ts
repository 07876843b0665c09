/** A value that changes, and effects outside of any component. */
export class Source {
  value = $state('');

  constructor(value: string) {
    this.value = value;
  }

  within(make: () => void): () => void {
    return $effect.root(make);
  }

  watch(see: () => void): void {
    $effect(see);
  }
}
