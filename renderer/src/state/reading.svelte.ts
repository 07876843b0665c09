/**
 * Reading the open log: tells ingest where to begin, and goes on when ingest was lost before the end. It goes on by
 * itself as long as it gets any further now and then; where it does not, or no room is left, the reader is asked.
 */
import type { LogState } from '#core/contract/index-protocol.ts';
import type { Bridge, OpenedLog } from '#core/contract/channels.ts';
import { Remembered, isSwitch } from './remembered.svelte.ts';

const MOST_IN_VAIN = 3;

export class Reading {
  /** Broke off before the end and does not go on by itself. */
  interrupted = $state(false);
  readonly #bridge: Bridge;
  readonly #reconnect: () => Promise<void>;
  /** The log lies on servers. */
  #remote = false;
  /** And a connection stands, which serves for one session. */
  #connected = false;
  #logId = '';
  #gone: readonly number[] = [];
  /** Ingest was told to read, and has not come to its end. */
  #under = false;
  /** How many sessions had ended when it was told so: news from before are not of this one. */
  #endedBefore = 0;
  /** How far all sources were read when it was told so. */
  #from = 0;
  /** It was told to follow. */
  #followed = false;
  #follow = $state.raw(new Remembered('follow', false, isSwitch));
  /** How often it was lost without having read anything. */
  #inVain = 0;

  /** `reconnect`: opens a log on servers once more, with a connection. */
  constructor(bridge: Bridge, reconnect: () => Promise<void>) {
    this.#bridge = bridge;
    this.#reconnect = reconnect;
  }

  /** What is written to the files is wanted as it comes. */
  get follow(): boolean {
    return this.#follow.value;
  }

  set follow(wanted: boolean) {
    this.#follow.value = wanted;
  }

  /** Following needs a connection that is not there. */
  get offline(): boolean {
    return this.#remote && !this.#connected;
  }

  /** Another log, or none. `gone`: sources without a file. */
  reset(
    logId: string,
    gone: readonly number[],
    { remote, connected }: Pick<OpenedLog, 'remote' | 'connected'> = {},
  ): void {
    this.#logId = logId;
    this.#remote = remote === true;
    this.#connected = connected === true;
    this.#follow = new Remembered(`follow ${logId}`, false, isSwitch);
    this.#gone = gone;
    this.#under = this.interrupted = false;
    this.#inVain = 0;
  }

  /** What of the log is not read yet. A source with a problem of its own is at its end. */
  unread({ sources }: LogState): LogState['sources'] {
    return sources.filter(
      ({ source, complete, problem }) => !complete && problem === undefined && !this.#gone.includes(source),
    );
  }

  async begin(state: LogState): Promise<void> {
    this.#under = true;
    this.#endedBefore = state.ended;
    this.#from = readSoFar(state);
    this.interrupted = false;
    this.#followed = this.follow && !this.offline;
    this.#connected = false;
    const unread = this.unread(state);
    const plain = state.sources.filter(
      (source) =>
        source.form?.packing === undefined &&
        source.problem === undefined &&
        !this.#gone.includes(source.source),
    );
    await this.#bridge.invoke(
      'ingest:start',
      this.#logId,
      unread.map(placeOf),
      this.#followed ? plain.map(placeOf) : [],
    );
  }

  /** Is there anything to be read: what is not read yet, or what may come? */
  wanted(state: LogState): boolean {
    return this.unread(state).length > 0 || (this.follow && !this.offline && !state.following);
  }

  /** Following a log on servers ends only with a problem; where it was not yet followed, it is now. */
  async #endedRemote(state: LogState): Promise<void> {
    const wanted = this.#under && !state.following;
    this.#under = state.following;
    if (!wanted) return;
    const troubled =
      state.problem !== undefined || state.sources.some(({ problem }) => problem !== undefined);
    if (this.#followed || troubled) this.interrupted = true;
    else await this.#reconnect();
  }

  /** Whoever cancels does not want it to go on. */
  stop(): void {
    this.#under = false;
  }

  /** The index takes no more from ingest. */
  async ended(state: LogState): Promise<void> {
    if (state.ended <= this.#endedBefore) return;
    if (this.#remote && this.follow) {
      await this.#endedRemote(state);
      return;
    }
    const broke = this.#under && !state.following && this.wanted(state);
    this.#under = state.following;
    if (!broke) return;
    this.#inVain = readSoFar(state) > this.#from ? 0 : this.#inVain + 1;
    if (state.problem === undefined && this.#inVain < MOST_IN_VAIN) await this.begin(state);
    else this.interrupted = true;
  }
}

function placeOf({ source, nextOffset, nextLine }: LogState['sources'][number]) {
  return { source, fromOffset: nextOffset, fromLine: nextLine };
}

function readSoFar({ sources }: LogState): number {
  return sources.reduce((sum, { nextOffset }) => sum + nextOffset, 0);
}
