/** The page's state: which log is open, how far it is read, what is selected, and how it is to look. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Alert, Problem } from '#core/base/problem.ts';
import type { Bridge, Language, OpenedLog, Settings, Theme, TimesIn } from '#core/contract/channels.ts';
import type { LogState } from '#core/contract/index-protocol.ts';
import type { Index, News } from '../bridge/index-client.ts';
import type { GivenTimes } from '#core/correlate/timing.ts';
import { alertKey, foldedAlerts, problemIn, sameMessage, sizeOf, type Detail } from './shown.ts';
import { Tour } from './tour.svelte.ts';
import { MapState } from './map.svelte.ts';
import { FamilyState } from './family.svelte.ts';
import { NotesState } from './notes.svelte.ts';
import { zonedIndex } from './zoned-index.ts';
import { NetworkState } from './network.svelte.ts';
import { Choice } from './choice.svelte.ts';
import { ColumnsState } from './columns.svelte.ts';
import { Copier } from './copier.svelte.ts';
import { exporterOf } from './exporter.ts';
import { Looks } from './looks.ts';
import { ToldProblems } from './told-problems.svelte.ts';
import { InParts } from './in-parts.ts';
import { LinesState } from './lines.svelte.ts';
import { OverviewState } from './overview.svelte.ts';
import { painted } from './painted.ts';
import { Reading } from './reading.svelte.ts';
import { MessageList } from './message-list.svelte.ts';
import { momentPlace } from './moment-place.ts';
import { OnceMore } from './once-more.ts';
import { Recents } from './recents.svelte.ts';
import { SavedFilters } from './saved-filters.svelte.ts';
import { Servers } from './servers.svelte.ts';

export type { Detail } from './shown.ts';
export type View = 'messages' | 'lines' | 'not-understood' | 'sources' | 'map';

export class AppState {
  language = $state<Language>('en');
  theme = $state<Theme>('system');
  timesIn = $state<TimesIn>('log');
  toured = $state(true);
  readonly tour = new Tour(this);
  view = $state<View>('messages');
  title = $state('');
  log = $state.raw<LogState | undefined>();
  progress = $state<{ bytes: number; total: number; records: number } | undefined>();
  cancelling = $state(false);
  /** All is read, and what is on screen is still what was there before. */
  unasked = $state(false);
  readonly recents: Recents;
  /** The first question of what to open is answered. */
  started = $state(false);
  /** Files of the same rotated set that stand beside the one that is open; 0 when there are none or they are not wanted. */
  beside = $state(0);
  #dismissed = $state.raw<ReadonlySet<string>>(new Set());
  selectedId = $state<string | undefined>();
  detail = $state.raw<Detail | undefined>();
  readonly list: MessageList;
  readonly reading: Reading;
  readonly network: NetworkState;
  readonly servers: Servers;
  /** The log lies on servers. */
  remote = $state(false);
  readonly overview: OverviewState;
  readonly map: MapState;
  readonly notes: NotesState;
  readonly family: FamilyState;
  readonly lines: LinesState;
  readonly inParts: InParts;
  readonly columns = new ColumnsState();
  readonly filters = new SavedFilters();
  readonly choice: Choice;
  readonly copier = new Copier(this);
  readonly exporter: ReturnType<typeof exporterOf>;
  readonly #bridge: Bridge;
  readonly #index: Index;
  #logId: string | undefined;
  /** The index is being read back: there is no whole of it to go back to yet. */
  #opening = false;
  /** Entries that were there before this import: a cancel keeps them. */
  #entriesBefore = 0;
  readonly #refreshing = new OnceMore(() => this.#refreshOnce());
  /** How each log of this run was last looked at. */
  readonly #looks = new Looks();
  readonly #told = new ToldProblems();

  constructor(bridge: Bridge, index: Index) {
    this.#bridge = bridge;
    this.exporter = exporterOf(bridge);
    this.#index = zonedIndex(index, () => this.timesIn === 'reader');
    this.list = new MessageList(this.#index);
    this.choice = new Choice(this.#index, this.list);
    this.lines = new LinesState(this.#index);
    this.inParts = new InParts(this.#index);
    this.overview = new OverviewState(this.#index, this.list);
    this.reading = new Reading(bridge, () => this.fetchNew());
    this.network = new NetworkState(bridge, index);
    this.map = new MapState(this.#index, this.list);
    this.family = new FamilyState(this.#index);
    this.notes = new NotesState(bridge, index, {
      changed: () => this.#refreshing.run(),
      failed: this.failed,
    });
    this.servers = new Servers(bridge);
    this.recents = new Recents(bridge, index);
    index.onChanged((news) => void this.#heard(news));
    bridge.on('event:opened', (opened) => void this.#show(opened));
    bridge.on('event:settings', (settings) => this.#useSettings(settings));
    bridge.on('event:problem', (problem) => this.#broken(problem));
  }

  async start(): Promise<void> {
    const loaded = [this.network.load(), this.notes.load()];
    this.#useSettings(await this.#bridge.invoke('settings:get'));
    void this.recents.load();
    await Promise.all(loaded);
    await this.#show(await this.#bridge.invoke('app:ready'));
    this.started = true;
  }

  get problems(): readonly Problem[] {
    return this.#told.all;
  }

  failed = (error: unknown): void => this.#told.tell([problemIn(error)]);
  dismiss = (problem: Problem): void => this.#told.dismiss(problem);

  /** One a code and file, with their counts added up, without those that were dismissed. */
  readonly alerts = $derived(foldedAlerts(this.log?.alerts ?? [], this.#dismissed));
  dismissAlert = (alert: Alert): void => {
    this.#dismissed = new Set([...this.#dismissed, alertKey(alert)]);
  };

  openFiles = () => this.#open(() => this.#bridge.invoke('open:dialog', 'files'));
  openFolder = () => this.#open(() => this.#bridge.invoke('open:dialog', 'folder'));
  openServers = (ids: readonly string[]) => this.#open(() => this.servers.open(ids));
  fetchNew = () =>
    this.#open(
      () => this.servers.fetch(this.#logId ?? ''),
      (opened) => this.#goOn(opened),
    );
  openSample = () => this.#open(() => this.#bridge.invoke('open:sample'));
  openClipboard = () => this.#open(() => this.#bridge.invoke('open:clipboard'));
  openText = (text: string) => this.#open(() => this.#bridge.invoke('open:text', text));
  /** The whole rotated set instead of the one file that is open. */
  openSet = () => this.#open(() => this.#bridge.invoke('open:set', this.#logId ?? ''));
  /** A log on servers shows what is here at once; one that is followed is then connected. */
  openRecent = async (logId: string): Promise<void> => {
    await this.#open(() => this.#bridge.invoke('open:recent', logId));
    if (this.#logId === logId && this.reading.follow && this.reading.offline) await this.fetchNew();
  };
  forgetRecent = (logId: string) => this.recents.forget(logId).catch(this.failed);
  openDropped = (files: readonly unknown[]) => this.#open(() => this.#bridge.openDropped(files));

  /** A first import that is cancelled leaves nothing; a continued one keeps what was there. */
  async cancel(): Promise<void> {
    if (this.progress === undefined || this.cancelling) return;
    if (this.#opening) {
      await this.closeLog();
      return;
    }
    this.cancelling = true;
    this.reading.stop();
    try {
      await this.#index.call('cancel');
    } finally {
      this.cancelling = false;
      this.progress = undefined;
    }
    if (this.#entriesBefore > 0) await this.#refreshing.run();
    else await this.closeLog();
  }

  async closeLog(): Promise<void> {
    await this.#index.call('close');
    this.#reset();
    void this.recents.load();
  }

  setLanguage = (language: Language) => this.#set({ language });
  setTheme = (theme: Theme) => this.#set({ theme });
  setToured = () => this.#set({ toured: true });

  async setTimesIn(timesIn: TimesIn): Promise<void> {
    await this.#set({ timesIn });
    if (this.log !== undefined) await this.#refreshing.run();
  }

  async #set(change: Partial<Settings>): Promise<void> {
    this.#useSettings(await this.#bridge.invoke('settings:set', change));
  }

  /** Year and offset by hand, or back to the evidence. */
  overrule = (given: GivenTimes) => this.#index.call('overrule', given);
  clocks = () => this.#index.call('clocks');
  valuesOf = (field: string, begun: string, most: number) => this.#index.call('values', field, begun, most);

  async select(id: string | undefined): Promise<void> {
    this.selectedId = id;
    if (id === undefined) {
      this.detail = undefined;
      return;
    }
    const found = await this.#index.call('message', id);
    if (this.selectedId !== id || sameMessage(this.detail, found)) return;
    this.detail = found;
  }

  /** That view, or the messages when it is there already. */
  toggleView(view: View): void {
    this.view = this.view === view ? 'messages' : view;
  }

  /** The place in the list, then sorted by time, of a moment on the clock that is shown; undefined for what is no time. */
  placeOf = (typed: string) => momentPlace(this, this.#index, typed);

  /** From a message to one of its lines, among all lines. */
  async showLine(entry: RecordIndex): Promise<void> {
    await this.lines.goTo(entry);
    this.view = 'lines';
  }

  /** And back. */
  async showMessage(id: string): Promise<void> {
    this.view = 'messages';
    await this.select(id);
  }

  async setFilter(filter: string): Promise<void> {
    await this.list.setFilter(filter);
  }

  /** A filter that was chosen by its name, where its messages are to be seen. */
  async useFilter(filter: string): Promise<void> {
    if (this.view !== 'map') this.view = 'messages';
    await this.setFilter(filter);
  }

  /** How many messages of the whole log a filter finds. */
  async count(filter: string): Promise<number> {
    return (await this.#index.call('overview', filter, this.list.sort, '', { bars: 0, values: 0 })).total;
  }

  copy = (text: string) => this.#bridge.invoke('clipboard:write', text);
  drawn = () => this.#bridge.invoke('app:drawn');

  async #open(
    ask: () => Promise<OpenedLog | undefined>,
    show = (opened: OpenedLog | undefined) => this.#show(opened),
  ): Promise<void> {
    try {
      await show(await ask());
    } catch (error) {
      this.failed(error);
    }
  }

  async #show(opened: OpenedLog | undefined): Promise<void> {
    if (opened === undefined) return;
    this.#told.tellAnew(opened.problems);
    if (opened.sources.length === 0) return;
    this.#reset();
    this.overview.fitWindow();
    this.#logId = opened.logId;
    this.title = opened.title;
    this.beside = opened.beside;
    this.remote = opened.remote === true;
    this.progress = { bytes: 0, total: sizeOf(opened), records: 0 };
    try {
      await this.#fill(opened);
    } catch (error) {
      if (this.#logId !== opened.logId) return;
      this.progress = undefined;
      this.failed(error);
    }
  }

  /** What is new of the log that is open joins what is there: nothing that is on screen goes away for it. */
  async #goOn(opened: OpenedLog | undefined): Promise<void> {
    if (opened === undefined) return;
    const { logId, sources } = opened;
    const isOpen = this.log !== undefined && logId === this.#logId;
    const state = isOpen ? await this.#index.call('go-on', logId, sources) : undefined;
    if (state === undefined || logId !== this.#logId) {
      await this.#show(opened);
      return;
    }
    this.#told.tellAnew(opened.problems);
    this.#entriesBefore = state.entries;
    this.log = state;
    this.reading.reset(logId, opened.gone, opened);
    if (!this.reading.wanted(state)) return;
    this.progress = {
      bytes: 0,
      total: sizeOf(opened),
      records: state.entries,
    };
    await this.reading.begin(state);
  }

  async #fill(opened: OpenedLog): Promise<void> {
    this.#lookAsBefore(opened.logId);
    this.#opening = true;
    const state = await this.#index.call('open', opened.logId, opened.sources);
    if (this.#logId !== opened.logId) return;
    this.#opening = false;
    this.#entriesBefore = state.entries;
    this.log = state;
    this.reading.reset(opened.logId, opened.gone, opened);
    const wanted = this.reading.wanted(state);
    if (!wanted) this.progress = undefined;
    if (!wanted || state.entries > 0) await this.#refreshing.run();
    if (wanted) await this.reading.begin(state);
    void this.recents.load();
  }

  /** Keeps the log current from now on, or no longer; the answer is kept with the log. */
  follow = async (wanted: boolean): Promise<void> => {
    this.reading.follow = wanted;
    if (this.log === undefined) return;
    if (!wanted) {
      this.reading.stop();
      await this.#index.call('pause');
    } else if (!this.log.partial) await this.#readOn(this.log);
  };

  /** Of a log on servers only with a new connection. */
  #readOn = (state: LogState): Promise<void> => (this.remote ? this.fetchNew() : this.reading.begin(state));

  /** Reads on where reading broke off. */
  resume = async (): Promise<void> => {
    if (this.log === undefined) return;
    this.#told.tryAgain('store-full');
    await this.#readOn(this.log);
  };

  async #heard(news: News): Promise<void> {
    if (this.#logId === undefined) return;
    if (news.type === 'progress') {
      const { bytes, total, entries } = news;
      if (this.progress !== undefined) this.progress = { bytes, total, records: entries };
      return;
    }
    const { state, bytes, total } = news;
    this.log = state;
    if (this.cancelling) return;
    /* That all is read is painted before the index has all processors at work on the answers. */
    const isOver = this.progress !== undefined && !state.partial;
    this.progress = state.partial ? { bytes, total, records: state.entries } : undefined;
    const refreshed = isOver ? this.#askWhenPainted() : this.#refreshing.run();
    /* Of several files one may fail while the others go on for long. */
    this.#told.tell([
      ...state.sources.flatMap(({ problem }) => (problem === undefined ? [] : [problem])),
      ...(state.problem === undefined ? [] : [state.problem]),
    ]);
    /* A store that has no room left may not answer any more. */
    if (state.problem === undefined) await refreshed;
    if (!state.partial) await this.reading.ended(state);
    await refreshed;
  }

  async #askWhenPainted(): Promise<void> {
    this.unasked = true;
    await painted();
    this.unasked = false;
    await this.#refreshing.run();
  }

  async #refreshOnce(): Promise<void> {
    const logId = this.#logId;
    await this.list.refresh();
    /* What is drawn of one message takes longer than all rows. */
    await painted();
    if (logId !== undefined && logId === this.#logId)
      await this.select(this.selectedId ?? this.list.rows[0]?.message.id);
  }

  /** Ingest is gone or never began: what has been read stays. */
  #broken(problem: Problem): void {
    this.progress = undefined;
    this.#told.tell([problem]);
  }

  #lookAsBefore(logId: string): void {
    const selectedId = this.#looks.bring(logId, this.list);
    if (selectedId !== undefined) this.selectedId = selectedId;
  }

  #useSettings({ language, theme, timesIn, toured }: Settings): void {
    this.timesIn = timesIn;
    this.toured = toured;
    this.language = language;
    this.theme = theme;
  }

  #reset(): void {
    if (this.#logId !== undefined) this.#looks.keep(this.#logId, this.list, this.selectedId);
    this.#logId = undefined;
    this.#opening = false;
    this.reading.reset('', []);
    this.#entriesBefore = 0;
    this.#dismissed = new Set();
    this.log = undefined;
    this.title = '';
    this.beside = 0;
    this.remote = false;
    this.view = 'messages';
    this.progress = undefined;
    this.selectedId = undefined;
    this.detail = undefined;
    this.list.clear();
    this.map.clear();
    this.family.clear();
    this.lines.clear();
  }
}
