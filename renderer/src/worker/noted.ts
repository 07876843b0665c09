/**
 * Which messages of a log have notes and labels. Texts lie in blocks, so only the messages that an annotation names are
 * looked at; without annotations nothing is looked at at all. What is found lies over the messages and their columns.
 */
import { plainHost, type Annotated, type Annotation } from '#core/annotations/annotation.ts';
import { annotatedOf, hostAnnotations, ownAnnotations, type Find } from '#core/annotations/find.ts';
import type { NoteHere } from '#core/contract/annotation-calls.ts';
import type { Message } from '#core/correlate/message.ts';
import { ABSENT, type MessageColumns, type TextColumn } from '#core/records/message-columns.ts';
import { NotedColumns } from './noted-columns.ts';

type RawsOf = (message: Message) => Promise<readonly string[]>;

/** The messages of a log as it stands: another object after every change. */
interface Messages {
  readonly columns: MessageColumns;
  numberOf(id: string): number | undefined;
  message(number: number): Message;
}

interface Entry {
  readonly annotated: Annotated;
  readonly own: readonly Annotation[];
  readonly hosts: readonly Annotation[];
}

const HOST_COLUMNS: readonly TextColumn[] = [
  'host',
  'clientName',
  'clientAddress',
  'relayName',
  'relayAddress',
];

export class Noted {
  readonly #rawsOf: RawsOf;
  #byKey: ReadonlyMap<string, Annotation> = new Map();
  #settled: Messages | undefined;
  #entries: ReadonlyMap<number, Entry> = new Map();
  #columns: { readonly of: MessageColumns; readonly columns: MessageColumns } | undefined;

  constructor(rawsOf: RawsOf) {
    this.#rawsOf = rawsOf;
  }

  set(annotations: readonly Annotation[]): void {
    this.#byKey = new Map(annotations.map((a) => [a.key, a]));
    this.#settled = undefined;
  }

  /** After new annotations or new messages; until then what was known before is shown. */
  async settle(messages: Messages): Promise<void> {
    if (this.#settled === messages) return;
    const byKey = this.#byKey;
    const entries = new Map<number, Entry>();
    for (const number of byKey.size === 0 ? [] : this.#candidates(messages)) {
      const entry = await this.#entryOf(messages.message(number));
      if (entry !== undefined) entries.set(number, entry);
    }
    if (byKey !== this.#byKey) return;
    this.#entries = entries;
    this.#settled = messages;
    this.#columns = undefined;
  }

  onOne(message: Message, number: number): Message {
    const annotated = this.#entries.get(number)?.annotated;
    return annotated === undefined ? message : { ...message, annotated };
  }

  over(columns: MessageColumns): MessageColumns {
    if (this.#entries.size === 0) return columns;
    if (this.#columns?.of !== columns) {
      const annotated = new Map([...this.#entries].map(([number, entry]) => [number, entry.annotated]));
      this.#columns = { of: columns, columns: new NotedColumns(columns, annotated) };
    }
    return this.#columns.columns;
  }

  /** Each with the first message it is found on; a host's stands for all that passed it. */
  here(messages: Messages): readonly NoteHere[] {
    const found = new Map<string, NoteHere>();
    for (const [number, { own, hosts }] of [...this.#entries].sort(([a], [b]) => a - b)) {
      const { id } = messages.message(number);
      for (const annotation of [...own, ...hosts]) {
        if (!found.has(annotation.key)) found.set(annotation.key, { annotation, message: id });
      }
    }
    return [...found.values()];
  }

  /** Lines that were noted outside any message. */
  get loose(): readonly Annotation[] {
    return [...this.#byKey.values()].filter((a) => a.subject === 'line' && a.anchor === undefined);
  }

  async #entryOf(message: Message): Promise<Entry | undefined> {
    const find: Find = (key) => this.#byKey.get(key);
    const own = ownAnnotations(message, await this.#rawsOf(message), find);
    const hosts = hostAnnotations(message, find);
    const annotated = annotatedOf(own, hosts);
    return annotated === undefined ? undefined : { annotated, own, hosts };
  }

  /** Numbers of the messages that may have any. */
  #candidates(messages: Messages): ReadonlySet<number> {
    const anchors = new Set([...this.#byKey.values()].flatMap(({ anchor }) => anchor ?? []));
    const named = [...anchors].flatMap((anchor) => messages.numberOf(anchor) ?? []);
    const hosts = [...this.#byKey.values()].filter(({ subject }) => subject === 'host');
    const names = new Set(hosts.map(({ about }) => plainHost(about)));
    const passed =
      names.size === 0
        ? []
        : HOST_COLUMNS.flatMap((column) =>
            holders(messages.columns, column, (text) => names.has(plainHost(text))),
          );
    const refused = [...anchors].some((anchor) => anchor.endsWith('/')) ? withoutId(messages.columns) : [];
    return new Set([...named, ...passed, ...refused]);
  }
}

/** Numbers of the messages of which a text of the column passes; each text is tested once. */
function holders(
  columns: MessageColumns,
  column: TextColumn,
  test: (text: string) => boolean,
): readonly number[] {
  const { ids, starts, strings } = columns.dictionary(column);
  const hit = Array.from(strings, (text, id) => id !== ABSENT && test(text));
  if (!hit.includes(true)) return [];
  const found: number[] = [];
  for (let m = 0; m < columns.count; m++) {
    const [from, to] = starts === undefined ? [m, m + 1] : [starts[m] ?? 0, starts[m + 1] ?? 0];
    for (let i = from; i < to; i++) {
      if (hit[ids[i] ?? ABSENT] !== true) continue;
      found.push(m);
      break;
    }
  }
  return found;
}

/** Connections that were refused before there was a queue id. */
function withoutId(columns: MessageColumns): readonly number[] {
  const { ids, starts } = columns.dictionary('queueId');
  const found: number[] = [];
  for (let m = 0; m < columns.count; m++) {
    const own = starts === undefined ? ids.subarray(m, m + 1) : ids.subarray(starts[m], starts[m + 1]);
    if (own.every((id) => id === ABSENT)) found.push(m);
  }
  return found;
}
