/** Which columns the list shows and how wide they are; as they were left. */
import { SORT_COLUMNS, type SortColumn } from '#core/contract/index-protocol.ts';
import { Remembered } from './remembered.svelte.ts';

type Widths = Readonly<Partial<Record<SortColumn, number>>>;

export const NARROWEST = 48;
const WIDEST = 1200;
/** Of the grid: fixed where texts are of one length, a share of the rest elsewhere. */
const USUAL: Readonly<Record<SortColumn, string>> = {
  time: '180px',
  direction: '104px',
  from: 'minmax(110px, 1.5fr)',
  to: 'minmax(110px, 1.5fr)',
  size: '92px',
  status: '104px',
  delay: '92px',
  client: 'minmax(90px, 1fr)',
  next: 'minmax(90px, 1fr)',
};

export class ColumnsState {
  readonly #shown = new Remembered<readonly SortColumn[]>('columns', SORT_COLUMNS, isColumns);
  readonly #widths = new Remembered<Widths>('column-widths', {}, isWidths);

  get shown(): readonly SortColumn[] {
    return SORT_COLUMNS.filter((column) => this.#shown.value.includes(column));
  }

  /** The last one stays: a list without columns shows nothing at all. */
  toggle(column: SortColumn): void {
    const { shown } = this;
    const next = shown.includes(column) ? shown.filter((c) => c !== column) : [...shown, column];
    if (next.length > 0) this.#shown.value = next;
  }

  setWidth(column: SortColumn, width: number): void {
    const kept = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
    this.#widths.value = { ...this.#widths.value, [column]: kept };
  }

  /** As it is without anybody's doing. */
  resetWidth(column: SortColumn): void {
    const { [column]: _, ...rest } = this.#widths.value;
    this.#widths.value = rest;
  }

  reset(): void {
    this.#shown.value = SORT_COLUMNS;
    this.#widths.value = {};
  }

  /** For the grid. Where there is not room enough, the wide ones give way. */
  get template(): string {
    return this.shown
      .map((column) => {
        const width = this.#widths.value[column];
        return width === undefined ? USUAL[column] : `minmax(${NARROWEST}px, ${width}px)`;
      })
      .join(' ');
  }
}

function isColumns(kept: unknown): kept is readonly SortColumn[] {
  return Array.isArray(kept) && kept.some((column) => SORT_COLUMNS.includes(column as SortColumn));
}

function isWidths(kept: unknown): kept is Widths {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    !Array.isArray(kept) &&
    Object.values(kept).every((width) => typeof width === 'number' && width >= NARROWEST && width <= WIDEST)
  );
}
