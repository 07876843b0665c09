/**
 * What the list of a large log showed first when it was last looked at. It is stored beside what is joined and shown at
 * once when the log is opened again, while all else is being read back.
 */
import type { IndexCalls, LogState, Row } from '#core/contract/index-protocol.ts';
import { JOIN_VERSION } from '#core/correlate/correlator.ts';
import type { StoredSource } from './database.ts';
import { givenIn } from './stored-sources.ts';

/** Raised with every change of what is stored here; a row is a Message as the list needs it. */
const VERSION = `${JOIN_VERSION}.1`;
/** A log of fewer entries is read back in less time than anybody sees. */
const LARGE = 5000;
const MOST_ROWS = 200;

type Question = IndexCalls['query']['args'];
type Answer = IndexCalls['query']['answer'];

export interface FirstView {
  readonly version: string;
  /** Sources as far as they were read, and times as they were set. */
  readonly of: string;
  readonly question: string;
  readonly total: number;
  readonly rows: readonly Row[];
  readonly state: Pick<LogState, 'lines' | 'entries' | 'messages' | 'byKind' | 'alerts' | 'timing'>;
}

/** Undefined where there is nothing worth keeping: another part of the list, a small log, one that is growing. */
export function firstViewOf(
  question: Question,
  { total, rows, partial, searching, filterError }: Answer,
  state: () => LogState,
  sources: readonly StoredSource[],
): FirstView | undefined {
  const [filter, , offset] = question;
  if (filter !== '' || offset !== 0 || partial || searching || filterError !== undefined) return undefined;
  const { lines, entries, messages, byKind, alerts, timing, following } = state();
  if (entries < LARGE || following) return undefined;
  return {
    version: VERSION,
    of: statusOf(sources),
    question: asked(question),
    total,
    rows: rows.slice(0, MOST_ROWS),
    state: { lines, entries, messages, byKind, alerts, timing },
  };
}

/** Does it show the log as it is stored? */
export function holds(view: FirstView | undefined, sources: readonly StoredSource[]): view is FirstView {
  return view?.version === VERSION && view.of === statusOf(sources);
}

/** Undefined for a question that it does not answer. */
export function answerOf(view: FirstView, question: Question): Answer | undefined {
  const [, , offset, limit] = question;
  const { rows, total } = view;
  if (asked(question) !== view.question || rows.length < Math.min(total, offset + limit)) return undefined;
  return { total, rows: rows.slice(offset, offset + limit), partial: false, searching: false };
}

export function stateOf(view: FirstView, sources: readonly StoredSource[]): LogState {
  return {
    ...view.state,
    sources,
    given: givenIn(sources),
    partial: false,
    following: false,
    ended: 0,
  };
}

function asked([filter, sort, , , besides = '']: Question): string {
  return JSON.stringify([filter, sort, besides]);
}

function statusOf(sources: readonly StoredSource[]): string {
  const read = sources.map(({ source, fingerprint, nextOffset }) => [source, fingerprint, nextOffset]);
  return JSON.stringify([read, givenIn(sources)]);
}
