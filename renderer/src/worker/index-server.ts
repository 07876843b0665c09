/**
 * Answers the page's calls. One log is open at a time; what opens, closes or deletes runs one after the other, while
 * questions are answered at any time, even of a log that is still being read back.
 */
import type { Problem } from '#core/base/problem.ts';
import type {
  FromIndex,
  IndexCall,
  IndexCalls,
  LogState,
  Row,
  ToIndex,
} from '#core/contract/index-protocol.ts';
import type { FromIngest, SourceFacts, ToIngest } from '#core/contract/ingest-protocol.ts';
import { peerClocks } from '#core/correlate/peer-clocks.ts';
import type { Port } from '#core/ports/port.ts';
import { guessNetwork } from '#core/networks/guess.ts';
import { NO_NETWORK, networksOf, type NetworkFacts } from '#core/networks/network-facts.ts';
import { seenValues } from '#core/overview/seen-values.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import { AnswerCost } from './answer-cost.ts';
import { AnnotationStore } from './annotations.ts';
import { deleteLog, removeLostFiles, storedLogs } from './database.ts';
import { answerOf, stateOf, type FirstView } from './first-view.ts';
import { inStretches } from './giving-way.ts';
import { garbageSoon } from './idle-garbage.ts';
import { storeProblem } from './import-session.ts';
import { overviewOf } from './overview.ts';
import { MapCount } from './map-count.ts';
import { placeOf } from './place-of.ts';
import { OpenLog, type Progress } from './open-log.ts';
import { storedLog, type StoredLog } from './stored-log.ts';
import { TimeLeft } from './time-left.ts';

/** At most one piece of news in this time, milliseconds. */
const NEWS_EVERY = 100;
/**
 * So many times as long as answering what is on screen takes is left to reading before it is asked for again. What is
 * written to a log that is followed is to show within two seconds.
 */
const SHARE = { reading: 19, following: 3 };
/** So long at least, milliseconds: a log that grows all the time would keep the page drawing all the time. */
const SOONEST = { reading: NEWS_EVERY, following: 400 };
/** And so long at most, whatever it takes on a busy machine. */
const LONGEST = { reading: 60_000, following: 1200 };
/**
 * When reading will be over so soon, milliseconds, the list waits for it: to ask for it once more in the middle of a million
 * lines took a fifth of the time in which these are read.
 */
const SOON_OVER = 3000;

type Question = IndexCalls['query']['args'];

/** Calls that wait their turn by themselves, or are about no log in particular. */
const AT_ANY_TIME: ReadonlySet<IndexCall> = new Set([
  'open',
  'close',
  'cancel',
  'forget',
  'indexed',
  'network',
  'annotations',
]);

type Handlers = {
  readonly [C in IndexCall]: (
    ...args: IndexCalls[C]['args']
  ) => Promise<IndexCalls[C]['answer']> | IndexCalls[C]['answer'];
};

export class IndexServer {
  readonly #send: (message: FromIndex) => void;
  readonly #annotations = new AnnotationStore();
  #log: OpenLog | undefined;
  /** A log of which only the first view is there: other questions wait. */
  #opening: { readonly first: FirstView; readonly there: Promise<OpenLog> } | undefined;
  #network: NetworkFacts = NO_NETWORK;
  readonly #map = new MapCount();
  #turn: Promise<unknown> = Promise.resolve();
  #newsLast = 0;
  #changedLast = 0;
  /** News that came too soon after other news. */
  #later: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #wasBusy = false;
  /** Of the question for values that is being worked out: a newer one ends it. */
  #values = new AbortController();
  /** Of the values and bars that are being counted: another filter ends them, for its rows come first. */
  #overview = { about: '', abort: new AbortController() };
  readonly #cost = new AnswerCost();
  readonly #left = new TimeLeft();

  constructor(send: (message: FromIndex) => void) {
    this.#send = send;
  }

  async receive(message: ToIndex, port?: Port<FromIngest, ToIngest>): Promise<void> {
    const opening = this.#opening;
    if (message.type === 'ingest-port') {
      await opening?.there.catch(() => undefined);
      this.#attach(message.logId, port);
      return;
    }
    const handler = this.#handlers[message.call] as (...args: readonly unknown[]) => unknown;
    try {
      const first =
        opening && message.call === 'query' ? answerOf(opening.first, message.args as Question) : undefined;
      if (first === undefined && !AT_ANY_TIME.has(message.call)) await opening?.there;
      this.#send({ type: 'answer', id: message.id, value: first ?? (await handler(...message.args)) });
    } catch (error) {
      this.#send({ type: 'failed', id: message.id, problem: failure(error) });
    }
    /* Reading leaves new garbage all the time; it is collected when that is over. */
    if (this.#log?.busy !== true && this.#log?.following !== true) garbageSoon();
  }

  readonly #handlers: Handlers = {
    open: (logId, sources) => {
      this.#log?.stop();
      return new Promise((resolve, reject) => {
        this.#alone(() => this.#open(logId, sources, resolve)).catch(reject);
      });
    },
    'go-on': (logId, sources) =>
      this.#alone(async () => {
        const log = this.#log;
        return log?.logId === logId && (await log.goOn(sources)) ? log.state : undefined;
      }),
    query: async (...question) => {
      const [filter, sort, offset, limit, besides = ''] = question;
      const log = this.#log;
      if (log === undefined) return { total: 0, rows: [], partial: false, searching: false };
      const began = performance.now();
      if (this.#overview.about !== aboutOf(filter, besides)) this.#overview.abort.abort();
      await log.index.settleNotes();
      const { numbers, searching, error } = await log.index.query.find(filter, sort, besides);
      this.#cost.took('query', performance.now() - began);
      const answer = {
        total: numbers.length,
        rows: rowsOf(log, numbers, offset, limit),
        partial: log.busy,
        searching,
        ...(error === undefined ? {} : { filterError: error }),
      };
      log.answered(question, answer);
      return answer;
    },
    holds: async (filter, sort, besides, id) => {
      const log = this.#log;
      if (log === undefined) return false;
      const { numbers, error } = await log.index.query.findAll(filter, sort, besides);
      const number = log.index.numberOf(id);
      return error !== undefined || (number !== undefined && numbers.includes(number));
    },
    overview: async (...question) => {
      const log = this.#log;
      if (log === undefined) return { total: 0 };
      const signal = this.#overviewOf(question);
      const began = performance.now();
      const answer = await overviewOf(log.index, signal, ...question);
      this.#cost.took('overview', performance.now() - began);
      return answer;
    },
    lines: (...question) =>
      this.#log?.index.lineQuery.find(...question) ?? { total: 0, hits: 0, rows: [], searching: false },
    'lines-of': async (ids) => (await this.#log?.index.linesOf(ids)) ?? '',
    'place-of': (...question) => (this.#log === undefined ? 0 : placeOf(this.#log.index, ...question)),
    values: async (...question) => {
      this.#values.abort();
      this.#values = new AbortController();
      const { signal } = this.#values;
      const index = this.#log?.index;
      if (index === undefined) return [];
      const [field, begun, most] = question;
      const inLines = await index.values.seen(index.columns, field, begun, most, signal);
      return inLines ?? inStretches(seenValues(index.columns, ...question), signal);
    },
    message: async (id) => {
      const began = performance.now();
      const told = await this.#log?.index.message(id, this.#network);
      this.#cost.took('message', performance.now() - began);
      return told;
    },
    recipients: (id, offset, limit) => this.#log?.index.recipients(id, offset, limit) ?? [],
    entries: (entries) => this.#log?.index.recordsOf(entries) ?? [],
    records: (kinds, offset, limit) =>
      this.#log?.index.ofKinds(kinds, offset, limit) ?? { total: 0, records: [] },
    map: (question) => this.#map.ask(question, this.#log, this.#network),
    indexed: async () => {
      const stored = await storedLogs();
      void this.#alone(removeLostFiles);
      return stored;
    },
    overrule: async (given) => {
      await this.#log?.overrule(given);
      return undefined;
    },
    clocks: () => peerClocks(this.#log?.index.everyMessage() ?? []),
    network: (facts) => {
      this.#network = facts;
      this.#log?.setNetworks(networksOf(facts));
      if (this.#log !== undefined) this.#changed(this.#log, this.#log.progress);
      return undefined;
    },
    'guess-network': () => guessNetwork(this.#log?.index.everyMessage() ?? []),
    annotations: () => this.#annotations.all(),
    annotate: async (changes) => {
      await this.#annotations.put(changes);
      this.#log?.setAnnotations(await this.#annotations.all());
      return undefined;
    },
    'notes-here': () => this.#log?.index.notesHere() ?? [],
    pause: async () => {
      await this.#log?.pause();
      return undefined;
    },
    cancel: () =>
      this.#alone(async () => {
        const log = this.#log;
        if (log === undefined) return undefined;
        if (await log.cancel()) this.#log = undefined;
        else this.#changed(log, log.progress);
        return undefined;
      }),
    forget: (logId) => {
      if (this.#log?.logId === logId) this.#log.stop();
      return this.#alone(async () => {
        if (this.#log?.logId === logId) await this.#close();
        await deleteLog(logId);
        return undefined;
      });
    },
    close: () => {
      this.#log?.stop();
      return this.#alone(async () => {
        await this.#close();
        return undefined;
      });
    },
  };

  /** `answer` is told as soon as there is something to be seen. */
  async #open(
    logId: string,
    facts: readonly SourceFacts[],
    answer: (state: LogState) => void,
  ): Promise<void> {
    await this.#close();
    const stored = await storedLog(logId, facts);
    const { first, sources } = stored;
    const there = this.#readBack(stored);
    if (first !== undefined) {
      this.#opening = { first, there };
      answer(stateOf(first, sources));
    }
    const log = await there.finally(() => (this.#opening = undefined));
    await log.replay();
    answer(log.state);
    if (first !== undefined) this.#changed(log, log.progress);
  }

  async #readBack(stored: StoredLog): Promise<OpenLog> {
    const log = await OpenLog.open(stored, (from, progress) => this.#changed(from, progress));
    log.setAnnotations(await this.#annotations.all());
    log.setNetworks(networksOf(this.#network));
    this.#log = log;
    return log;
  }

  /** A mere count is of no view and ends nothing. */
  #overviewOf([filter, , besides, { bars, values }]: IndexCalls['overview']['args']): AbortSignal {
    const abort = new AbortController();
    if (bars + values === 0) return abort.signal;
    this.#overview.abort.abort();
    this.#overview = { about: aboutOf(filter, besides), abort };
    return abort.signal;
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #close(): Promise<void> {
    const log = this.#log;
    this.#log = undefined;
    await log?.close();
  }

  /** A port for a log that is no longer open is closed: ingest stops. */
  #attach(logId: string | undefined, port: Port<FromIngest, ToIngest> | undefined): void {
    if (port === undefined) throw new Error('Broken assumption: an ingest port came without the port');
    const log = this.#log;
    if (log !== undefined && (logId === undefined || log.logId === logId)) log.attach(port);
    else port.close();
  }

  #changed(log: OpenLog, progress: Progress): void {
    if (log !== this.#log) return;
    const now = performance.now();
    /* That all there is has been read is told at once. */
    const turned = log.busy !== this.#wasBusy;
    this.#wasBusy = log.busy;
    if (turned) this.#left.begin(progress, now);
    const goesOn = !turned && (log.busy || log.following);
    const how = log.busy ? 'reading' : 'following';
    const rest = Math.max(SOONEST[how], Math.min(LONGEST[how], SHARE[how] * this.#cost.milliseconds));
    const longer = log.busy && this.#left.of(progress, now) < SOON_OVER ? SOON_OVER : 0;
    const changed = goesOn ? this.#changedLast + rest + longer - now : 0;
    const news = Math.min(changed, this.#newsLast + NEWS_EVERY - now);
    if (goesOn && news > 0) {
      this.#tellIn(news);
      return;
    }
    this.#newsLast = now;
    if (changed > 0) {
      this.#send({ type: 'progress', entries: log.index.entries, ...progress });
      this.#tellIn(changed);
      return;
    }
    this.#cost.again();
    const { state } = log;
    this.#cost.took('state', performance.now() - now);
    this.#changedLast = performance.now();
    this.#send({ type: 'changed', state, ...progress });
  }

  #tellIn(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (this.#later !== undefined && this.#later.at <= at) return;
    clearTimeout(this.#later?.timer);
    this.#later = { at, timer: setTimeout(() => this.#tellLater(), milliseconds) };
  }

  /** Of the log that is open then: another one may have been when it was put off. */
  #tellLater(): void {
    this.#later = undefined;
    if (this.#log !== undefined) this.#changed(this.#log, this.#log.progress);
  }
}

function aboutOf(filter: string, besides: string): string {
  return JSON.stringify([filter, besides]);
}

/** The log may have changed while it was searched; then it is asked again soon, and until then no number is beyond it. */
function rowsOf(log: OpenLog, numbers: Uint32Array, offset: number, limit: number): readonly Row[] {
  const { index } = log;
  const { count } = index.columns;
  const window = numbers.subarray(offset, offset + limit).filter((number) => number < count);
  return index.rowsAt(window).map((message, i) => ({ index: offset + i, message }));
}

function failure(error: unknown): Problem {
  if (error instanceof RequestFailed) return error.problem;
  const dexie =
    error instanceof Error && /(Quota|Database|Dexie|Abort|Version|Constraint|Unknown)/.test(error.name);
  if (dexie) return storeProblem(error);
  return { code: 'internal', where: '', detail: error instanceof Error ? error.message : String(error) };
}
