/** Filters that have a name. Kept over restarts, like the other habits of the window; every change can be taken back. */
import { Remembered } from './remembered.svelte.ts';

export interface SavedFilter {
  readonly name: string;
  readonly filter: string;
}

export class SavedFilters {
  /** The last ones that were of use, whatever they were written for. */
  readonly used = new Remembered<readonly string[]>('filters-used', [], isTexts);
  readonly #kept = new Remembered<readonly SavedFilter[]>('filters-saved', [], areSaved);
  /** The lists before each change, the last at the end. */
  #before = $state.raw<readonly (readonly SavedFilter[])[]>([]);

  /** By name. */
  get all(): readonly SavedFilter[] {
    return this.#kept.value;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  of(filter: string): SavedFilter | undefined {
    const text = filter.trim();
    return text === '' ? undefined : this.all.find((saved) => saved.filter === text);
  }

  named(name: string): SavedFilter | undefined {
    return this.all.find((saved) => saved.name === name.trim());
  }

  /** Takes the place of one of the same name. */
  save(name: string, filter: string): void {
    const saved = { name: name.trim(), filter: filter.trim() };
    if (saved.name === '' || saved.filter === '') return;
    this.#change([...this.all.filter((other) => other.name !== saved.name), saved]);
  }

  /** Nothing when another one has that name. */
  rename(name: string, next: string): void {
    const saved = this.named(name);
    const wanted = next.trim();
    if (saved === undefined || wanted === '' || this.named(wanted) !== undefined) return;
    this.#change(this.all.map((other) => (other === saved ? { ...saved, name: wanted } : other)));
  }

  remove(name: string): void {
    this.#change(this.all.filter((other) => other.name !== name));
  }

  undo(): void {
    const last = this.#before.at(-1);
    if (last === undefined) return;
    this.#before = this.#before.slice(0, -1);
    this.#kept.value = last;
  }

  #change(next: readonly SavedFilter[]): void {
    this.#before = [...this.#before, this.all];
    this.#kept.value = next.toSorted((a, b) => a.name.localeCompare(b.name));
  }
}

function areSaved(kept: unknown): kept is readonly SavedFilter[] {
  return Array.isArray(kept) && kept.every(isSaved);
}

function isSaved(kept: unknown): boolean {
  if (typeof kept !== 'object' || kept === null || !('name' in kept) || !('filter' in kept)) return false;
  return typeof kept.name === 'string' && typeof kept.filter === 'string';
}

function isTexts(kept: unknown): kept is readonly string[] {
  return Array.isArray(kept) && kept.every((text) => typeof text === 'string');
}
