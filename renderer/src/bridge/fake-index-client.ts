/** The index worker as tests of state and components see it: real messages of a text, held in memory, no database. */
import { toEnd } from '#core/base/steps.ts';
import { isEmpty, type Annotation } from '#core/annotations/annotation.ts';
import { withAnnotations } from '#core/annotations/find.ts';
import type { IndexCall, IndexCalls, LinesFound, LogState } from '#core/contract/index-protocol.ts';
import type { MapQuestion } from '#core/contract/map-protocol.ts';
import type { SourceFacts } from '#core/contract/ingest-protocol.ts';
import { columnsOf } from '#core/correlate/columns-of.ts';
import { Correlator } from '#core/correlate/correlator.ts';
import { recipientRow, rowOf, type RecipientRow } from '#core/correlate/abridged.ts';
import type { Message } from '#core/correlate/message.ts';
import { peerClocks } from '#core/correlate/peer-clocks.ts';
import type { GivenTimes } from '#core/correlate/timing.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { guessNetwork } from '#core/networks/guess.ts';
import { FACETS, facetOf } from '#core/overview/facets.ts';
import { timelineOf } from '#core/overview/timeline.ts';
import { timeIn } from '#core/query/terms.ts';
import { Networks } from '#core/correlate/networks.ts';
import { toldOf } from '#core/relay-graph/digest.ts';
import type { Told } from '#core/relay-graph/told.ts';
import { layoutMap } from '#core/relay-graph/map/map-layout.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import { seenValues } from '#core/overview/seen-values.ts';
import { findMessages } from '#core/query/find.ts';
import { parseFilter } from '#core/query/filter.ts';
import type { Kind, LogRecord } from '#core/records/log-record.ts';
import { EntrySearch } from '../worker/entry-search.ts';
import { LineQuery } from '../worker/line-query.ts';
import type { Index, News } from './index-client.ts';

type Sources = LogState['sources'];

export class FakeIndex implements Index {
  readonly calls: (readonly [call: IndexCall, ...args: unknown[]])[] = [];
  readonly records: readonly LogRecord[];
  messages: readonly Message[];
  /** What `open` finds: undefined for a log that was never read. */
  stored: Sources | undefined;
  /** Logs of which something is stored. */
  indexed: readonly string[] = [];
  /** Its files are still the same. */
  goesOn = true;
  readonly #correlator = new Correlator();
  readonly #listeners = new Set<(news: News) => void>();
  readonly annotations = new Map<string, Annotation>();
  #shown: boolean;
  #ended = 0;
  #given: GivenTimes = {};

  constructor(text: string, stored?: Sources) {
    const reader = new EntryReader({ source: 0 });
    this.records = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
    for (const [index, record] of this.records.entries()) this.#correlator.add(record, index);
    this.messages = this.#correlator.result().messages;
    this.stored = stored;
    this.#shown = stored !== undefined;
  }

  /** The import has come to its end, or is under way. */
  grow(change: Partial<LogState> = {}, bytes = 0, total = 0): void {
    this.#shown = true;
    if (change.partial !== true) this.#ended++;
    const state = { ...this.state(this.stored ?? []), ...change };
    for (const listener of this.#listeners) listener({ type: 'changed', state, bytes, total });
  }

  state(sources: Sources): LogState {
    const count = this.#shown ? this.records.length : 0;
    const messages = this.#shown ? this.messages.length : 0;
    const { timing } = this.#correlator.result();
    return {
      sources,
      lines: count,
      entries: count,
      messages,
      byKind: {},
      alerts: [],
      timing,
      given: this.#given,
      partial: false,
      following: false,
      ended: this.#ended,
    };
  }

  async call<C extends IndexCall>(call: C, ...args: IndexCalls[C]['args']): Promise<IndexCalls[C]['answer']> {
    this.calls.push([call, ...args]);
    await Promise.resolve();
    return this.#answer(call, args) as IndexCalls[C]['answer'];
  }

  attach(ports: readonly MessagePort[]): void {
    for (const port of ports) port.close();
  }

  onChanged(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #answer(call: IndexCall, args: readonly unknown[]): unknown {
    if (call === 'open') return this.#open(args[1] as readonly SourceFacts[]);
    if (call === 'go-on') return this.#goOn(args[1] as readonly SourceFacts[]);
    if (call === 'query') return inRows(this.#query(...(args as IndexCalls['query']['args'])));
    if (call === 'overview') return this.#overview(...(args as IndexCalls['overview']['args']));
    if (call === 'holds') return this.#holds(...(args as IndexCalls['holds']['args']));
    if (call === 'lines') return this.#lines(...(args as IndexCalls['lines']['args']));
    if (call === 'lines-of') return this.#linesOf(args[0] as readonly string[]);
    if (call === 'place-of') return this.#placeOf(...(args as IndexCalls['place-of']['args']));
    if (call === 'values') return this.#values(...(args as IndexCalls['values']['args']));
    if (call === 'message') return this.#message(args[0] as string);
    if (call === 'indexed') return this.indexed;
    if (call === 'map') return this.#map(...(args as IndexCalls['map']['args']));
    if (call === 'clocks') return peerClocks(this.messages);
    if (call === 'overrule') this.#overrule(...(args as IndexCalls['overrule']['args']));
    if (call === 'guess-network') return guessNetwork(this.messages);
    return this.#answerParts(call, args);
  }

  #answerParts(call: IndexCall, args: readonly unknown[]): unknown {
    if (call === 'recipients') return this.#recipients(...(args as IndexCalls['recipients']['args']));
    if (call === 'entries') return this.#entries(args[0] as readonly number[]);
    if (call === 'records') return this.#records(...(args as IndexCalls['records']['args']));
    return this.#answerNotes(call, args);
  }

  #answerNotes(call: IndexCall, args: readonly unknown[]): unknown {
    if (call === 'annotations') return [...this.annotations.values()];
    if (call === 'notes-here') return [...this.annotations.values()].map((annotation) => ({ annotation }));
    if (call === 'annotate') this.#annotate(args[0] as readonly Annotation[]);
    return undefined;
  }

  #values(...question: IndexCalls['values']['args']): IndexCalls['values']['answer'] {
    return toEnd(seenValues(columnsOf(this.messages), ...question));
  }

  #annotate(changes: readonly Annotation[]): void {
    for (const change of changes) {
      if (isEmpty(change)) this.annotations.delete(change.key);
      else this.annotations.set(change.key, change);
    }
  }

  #noted(message: Message): Message {
    const raws = message.records.flatMap((index) => this.records[index]?.raw ?? []);
    return withAnnotations(message, raws, (key) => this.annotations.get(key));
  }

  #overrule(given: GivenTimes): void {
    this.#given = given;
    this.#correlator.overrule(given);
    this.messages = this.#correlator.result().messages;
    this.grow();
  }

  #open(facts: readonly SourceFacts[]): LogState {
    this.stored ??= facts.map((f) => ({ ...f, nextOffset: 0, nextLine: 1, complete: false }));
    return this.state(this.stored);
  }

  /** What of a file was read stays. */
  #goOn(facts: readonly SourceFacts[]): LogState | undefined {
    if (!this.goesOn) return undefined;
    this.stored = facts.map((fact, i) => {
      const { nextOffset = 0, nextLine = 1 } = this.stored?.[i] ?? {};
      return { ...fact, nextOffset, nextLine, complete: nextOffset >= fact.size };
    });
    return this.state(this.stored);
  }

  #query(
    ...[text, , offset, limit, besides = '']: IndexCalls['query']['args']
  ): IndexCalls['query']['answer'] {
    let found: readonly Message[] = this.#shown ? this.messages.map((message) => this.#noted(message)) : [];
    for (const part of [besides, text]) {
      const filter = parseFilter(part);
      if (!filter.ok)
        return { total: 0, rows: [], partial: false, searching: false, filterError: filter.error };
      found = findMessages(filter.value, found, this.records);
    }
    const rows = found.slice(offset, offset + limit).map((message, i) => ({ index: offset + i, message }));
    return { total: found.length, rows, partial: false, searching: false };
  }

  #overview(
    ...[filter, sort, besides, { bars, values }]: IndexCalls['overview']['args']
  ): IndexCalls['overview']['answer'] {
    const { total, rows } = this.#query(filter, sort, 0, Infinity, besides);
    const columns = columnsOf(rows.map(({ message }) => message));
    const timeline = timelineOf(columns, { rows: undefined, zone: 0, span: timeIn(filter), most: bars });
    return {
      total,
      ...(bars === 0 || timeline === undefined ? {} : { timeline }),
      ...(values === 0 ? {} : { facets: FACETS.map((name) => facetOf(columns, undefined, name, values)) }),
    };
  }

  #map(question: MapQuestion): IndexCalls['map']['answer'] {
    const { filter, besides, sort, range } = question;
    const { rows, filterError } = this.#query(filter, sort, 0, Infinity, besides);
    if (filterError !== undefined) return undefined;
    const tally = new Tally(new Networks(), range);
    for (const { message } of rows) tally.add(message);
    const result = tally.result();
    return { ...result, picture: layoutMap(result, question), partial: false };
  }

  #holds(...[filter, sort, besides, id]: IndexCalls['holds']['args']): boolean {
    const { rows, filterError } = this.#query(filter, sort, 0, Infinity, besides);
    return filterError !== undefined || rows.some(({ message }) => message.id === id);
  }

  #lines(...[text, context, offset, limit]: IndexCalls['lines']['args']): Promise<LinesFound> {
    const batch = encodeBatch(this.records, { source: 0, nextOffset: 0, nextLine: 0, alerts: [] });
    const owner = (entry: number) => this.messages.find(({ records }) => records.includes(entry))?.id;
    const blocks = [{ id: 0, first: 0, kinds: batch.kind }];
    return new LineQuery({
      entries: () => batch.count,
      revision: () => 0,
      search: new EntrySearch({
        blocks,
        entries: batch.count,
        batch: () => Promise.resolve(batch),
        ahead: () => undefined,
      }),
      columns: () => Promise.resolve(columnsOf(this.messages)),
      timeOf: (entry) => this.#correlator.timeOf(entry),
      batch: () => Promise.resolve(batch),
      blockAt: () => ({ id: 0, first: 0 }),
      messageOf: owner,
    }).find(text, context, offset, limit);
  }

  #linesOf(ids: readonly string[]): string {
    const own = this.messages.filter(({ id }) => ids.includes(id)).flatMap(({ records }) => records);
    return this.records
      .filter((_, entry) => own.includes(entry))
      .map(({ raw }) => raw)
      .join('\n');
  }

  #placeOf(...[filter, sort, besides, time]: IndexCalls['place-of']['args']): number {
    const { rows } = this.#query(filter, sort, 0, Infinity, besides);
    return rows.findIndex(({ message }) => (message.arrived ?? 0) + (message.zone ?? 0) * 60_000 >= time);
  }

  #message(id: string): Promise<Told> | undefined {
    const message = this.messages.find((m) => m.id === id);
    if (message === undefined) return undefined;
    const entries = {
      kindOf: (entry: number) => this.records[entry]?.kind ?? 'unparsed',
      read: (wanted: readonly number[]) => Promise.resolve(this.#entries(wanted)),
    };
    return toldOf(this.#noted(message), entries, {});
  }

  #recipients(...[id, offset, limit]: IndexCalls['recipients']['args']): readonly RecipientRow[] {
    const recipients = this.messages.find((m) => m.id === id)?.recipients ?? [];
    return recipients.slice(offset, offset + limit).map(recipientRow);
  }

  #entries(wanted: readonly number[]): readonly LogRecord[] {
    return wanted.flatMap((entry) => this.records[entry] ?? []);
  }

  #records(kinds: readonly Kind[], offset: number, limit: number): IndexCalls['records']['answer'] {
    const found = this.records.filter(({ kind }) => kinds.includes(kind));
    return { total: found.length, records: found.slice(offset, offset + limit) };
  }
}

function inRows(found: IndexCalls['query']['answer']): IndexCalls['query']['answer'] {
  return { ...found, rows: found.rows.map((row) => ({ ...row, message: rowOf(row.message) })) };
}
