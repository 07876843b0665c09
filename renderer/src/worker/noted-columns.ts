/** The columns of a log with what the reader wrote: three of them are made here, the others are the log's own. */
import type { Annotated } from '#core/annotations/annotation.ts';
import type {
  MessageColumns,
  MessageEntries,
  NumberColumn,
  TextColumn,
  TextDictionary,
} from '#core/records/message-columns.ts';

export class NotedColumns implements MessageColumns {
  readonly #columns: MessageColumns;
  readonly #annotated: ReadonlyMap<number, Annotated>;
  readonly #made = new Map<TextColumn, TextDictionary>();

  constructor(columns: MessageColumns, annotated: ReadonlyMap<number, Annotated>) {
    this.#columns = columns;
    this.#annotated = annotated;
  }

  get count(): number {
    return this.#columns.count;
  }

  numbers(column: NumberColumn): Float64Array {
    return this.#columns.numbers(column);
  }

  dictionary(column: TextColumn): TextDictionary {
    if (column === 'note') return this.#kept(column, ({ notes }) => notes);
    if (column === 'label') return this.#kept(column, ({ labels }) => labels);
    return column === 'marks' ? this.#marks() : this.#columns.dictionary(column);
  }

  entries(): MessageEntries {
    return this.#columns.entries();
  }

  #kept(column: TextColumn, texts: (annotated: Annotated) => readonly string[]): TextDictionary {
    const known =
      this.#made.get(column) ?? this.#make((annotated) => (annotated === undefined ? [] : texts(annotated)));
    this.#made.set(column, known);
    return known;
  }

  /** The log's own, and `noted`. */
  #marks(): TextDictionary {
    const known = this.#made.get('marks');
    if (known !== undefined) return known;
    const { ids, starts, strings } = this.#columns.dictionary('marks');
    const made = this.#make((annotated, m) => [
      ...Array.from(ids.subarray(starts?.[m] ?? m, starts?.[m + 1] ?? m + 1), (id) => strings.at(id) ?? ''),
      ...(annotated?.noted === true ? ['noted'] : []),
    ]);
    this.#made.set('marks', made);
    return made;
  }

  #make(texts: (annotated: Annotated | undefined, message: number) => readonly string[]): TextDictionary {
    const strings = [''];
    const known = new Map<string, number>();
    const idOf = (text: string): number => {
      const id = known.get(text) ?? strings.push(text) - 1;
      known.set(text, id);
      return id;
    };
    const ids: number[] = [];
    const starts = new Uint32Array(this.count + 1);
    for (let m = 0; m < this.count; m++) {
      for (const text of texts(this.#annotated.get(m), m)) ids.push(idOf(text));
      starts[m + 1] = ids.length;
    }
    return { ids: Uint32Array.from(ids), starts, strings };
  }
}
