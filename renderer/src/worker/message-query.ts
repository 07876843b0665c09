/**
 * One question after the other: filter, then sort, with pauses in which newer calls are taken. A question with another
 * filter or order ends the one that is being worked out; the same one again waits for it, so a list that grows is not
 * starved. The last result stays until the log changes: scrolling asks for other windows of it.
 *
 * Reading lines for a word may take longer than a reader waits: then what has been found so far is the answer, marked as
 * `searching`, and the same question asked again waits for more.
 */
import type { Sort, SortColumn } from '#core/contract/index-protocol.ts';
import { ok, type Result } from '#core/base/result.ts';
import { toEnd } from '#core/base/steps.ts';
import { countOf } from '#core/query/bits.ts';
import { evaluate } from '#core/query/evaluate.ts';
import { parseFilter, type Filter, type FilterError } from '#core/query/filter.ts';
import type { MessageColumns } from '#core/records/message-columns.ts';
import type { EntrySearch, Looked } from './entry-search.ts';
import { inStretches } from './giving-way.ts';
import { canOnlyGrow, withinPatience } from './so-far.ts';
import { inOrder, orderOf, type Order } from './sorting.ts';

export interface Found {
  /** Numbers of the messages that were found, in the order asked for. */
  readonly numbers: Uint32Array;
  /** There may be more: lines are still being searched. */
  readonly searching: boolean;
  readonly error?: FilterError;
}

/** What is searched. `revision` rises with every change. */
export interface Searched {
  readonly revision: number;
  readonly columns: MessageColumns;
  readonly search: EntrySearch;
  /** Texts are all found in lines (core/query/evaluate.ts). */
  readonly plain: boolean;
}

/** A question, and the log at one revision. */
interface Asked {
  readonly filter: Filter;
  readonly sort: Sort;
  readonly signal: AbortSignal;
  readonly revision: number;
  readonly columns: MessageColumns;
  readonly looked: Looked;
}

interface Running {
  readonly key: string;
  readonly abort: AbortController;
  readonly found: Promise<Found>;
  /** What is there so far; none where more lines could only take away. */
  readonly soFar: (() => Promise<Found>) | undefined;
}

/** Messages that are gone through in less time than a picture takes. */
const MANY = 500_000;

const NOTHING: Omit<Found, 'error'> = { numbers: new Uint32Array(0), searching: false };

export class MessageQuery {
  readonly #log: Searched;
  #last: { readonly key: string; readonly revision: number; readonly found: Found } | undefined;
  #running: Running | undefined;
  /** Of which a part may have been given. */
  #partial: Promise<Found> | undefined;
  #orders: { readonly revision: number; readonly known: Map<SortColumn, Order> } = {
    revision: -1,
    known: new Map(),
  };

  constructor(log: Searched) {
    this.#log = log;
  }

  /** What there is so far, when it takes long. Rejects with a problem 'cancelled' when a newer question came. */
  async find(filter: string, sort: Sort, besides: string): Promise<Found> {
    const running = this.#asked(filter, sort, besides);
    if (running.soFar === undefined) return running.found;
    const again = this.#partial === running.found;
    this.#partial = running.found;
    return (await withinPatience(running.found, again)) ?? running.soFar();
  }

  /** Waits for the whole of it. */
  findAll(filter: string, sort: Sort, besides: string): Promise<Found> {
    return this.#asked(filter, sort, besides).found;
  }

  #asked(filter: string, sort: Sort, besides: string): Pick<Running, 'found' | 'soFar'> {
    const key = JSON.stringify([filter, besides, sort]);
    const last = this.#last;
    if (last?.key === key && last.revision === this.#log.revision)
      return { found: Promise.resolve(last.found), soFar: undefined };
    return this.#running?.key === key ? this.#running : this.#begin(key, [besides, filter], sort);
  }

  #begin(key: string, parts: readonly string[], sort: Sort): Running {
    this.#running?.abort.abort();
    const abort = new AbortController();
    const parsed = parseAll(parts);
    const running: Running = parsed.ok
      ? { key, abort, ...this.#work(parsed.value, sort, abort.signal) }
      : { key, abort, found: Promise.resolve({ ...NOTHING, error: parsed.error }), soFar: undefined };
    this.#running = running;
    const { revision } = this.#log;
    const over = (): void => {
      if (this.#running === running) this.#running = undefined;
    };
    running.found.then((found) => {
      if (!abort.signal.aborted) this.#last = { key, revision, found };
      over();
    }, over);
    return running;
  }

  #work(filter: Filter, sort: Sort, signal: AbortSignal): Pick<Running, 'found' | 'soFar'> {
    const { columns, revision } = this.#log;
    const looked = this.#log.search.look(filter.entryNodes);
    const asked: Asked = { filter, sort, signal, columns, revision, looked };
    return {
      found: this.#whole(asked),
      soFar: canOnlyGrow(filter.node, filter.entryNodes) ? () => this.#evaluated(asked, true) : undefined,
    };
  }

  async #whole(asked: Asked): Promise<Found> {
    await asked.looked.run(asked.signal);
    return this.#evaluated(asked, false);
  }

  async #evaluated(asked: Asked, searching: boolean): Promise<Found> {
    const { filter, sort, signal, columns, looked } = asked;
    const { plain } = this.#log;
    const steps = evaluate(filter.node, { columns, held: looked.held(), linesOnly: searching, plain });
    /* A first part in one go: lines are being searched in every pause. */
    const bits = searching && columns.count < MANY ? toEnd(steps) : await inStretches(steps, signal);
    const order = await this.#order(asked);
    return { searching, numbers: inOrder(order, bits, countOf(bits), sort.descending) };
  }

  /** Of all messages, once a column: whatever is filtered then is a walk along it. */
  async #order({ revision, columns, sort: { column }, signal }: Asked): Promise<Order> {
    if (this.#orders.revision !== revision) this.#orders = { revision, known: new Map() };
    const { known } = this.#orders;
    const order = known.get(column) ?? (await inStretches(orderOf(columns, column), signal));
    known.set(column, order);
    return order;
  }
}

/** All must hold. */
function parseAll(texts: readonly string[]): Result<Filter, FilterError> {
  const filters: Filter[] = [];
  for (const text of texts) {
    const parsed = parseFilter(text);
    if (!parsed.ok) return parsed;
    filters.push(parsed.value);
  }
  return ok({
    node: { type: 'and', parts: filters.map(({ node }) => node) },
    entryNodes: filters.flatMap(({ entryNodes }) => entryNodes),
  });
}
