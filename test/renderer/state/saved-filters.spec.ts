import { beforeEach, expect, test } from 'vitest';
import { SavedFilters } from '#renderer/state/saved-filters.svelte.ts';

beforeEach(() => {
  localStorage.clear();
});

const names = (filters: SavedFilters): readonly string[] => filters.all.map(({ name }) => name);

test('a filter is kept under its name over a restart, in the order of names', () => {
  const filters = new SavedFilters();
  filters.save(' Waiting ', ' status:deferred ');
  filters.save('Big', 'size>1m');
  const again = new SavedFilters();
  expect(names(again)).toEqual(['Big', 'Waiting']);
  expect(again.of('status:deferred')?.name).toBe('Waiting');
  expect(again.of('')).toBeUndefined();
});

test('a name stands once: saving again replaces, renaming to it is refused', () => {
  const filters = new SavedFilters();
  filters.save('a', 'x');
  filters.save('b', 'y');
  filters.save('a', 'z');
  filters.rename('b', 'a');
  expect(filters.all).toEqual([
    { name: 'a', filter: 'z' },
    { name: 'b', filter: 'y' },
  ]);
});

test('what was deleted, renamed or replaced comes back, one change after the other', () => {
  const filters = new SavedFilters();
  filters.save('a', 'x');
  filters.rename('a', 'c');
  filters.remove('c');
  expect(names(filters)).toEqual([]);
  filters.undo();
  expect(names(filters)).toEqual(['c']);
  filters.undo();
  expect(names(filters)).toEqual(['a']);
  filters.undo();
  expect([names(filters), filters.canUndo]).toEqual([[], false]);
});

test('nothing without a name or without a filter is kept, and damage in the store is no list', () => {
  const filters = new SavedFilters();
  filters.save(' ', 'x');
  filters.save('a', ' ');
  expect([names(filters), filters.canUndo]).toEqual([[], false]);
  localStorage.setItem('filters-saved', '[{"name":1,"filter":"x"}]');
  expect(names(new SavedFilters())).toEqual([]);
});
