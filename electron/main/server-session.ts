/**
 * One reading process that talks to servers: it is told of them, its questions go to the page or are answered from the
 * kept secrets, and what it found comes back. The process is then handed on for reading.
 */
import type { Problem } from '#core/base/problem.ts';
import type { BrowsedFolder, ServerNews } from '#core/contract/server-channels.ts';
import type {
  FromServers,
  ServerListing,
  ServerQuestion,
  ServerSetting,
  ServerTask,
  ToServers,
} from '#core/contract/server-protocol.ts';
import type { ServerStore } from './server-store.ts';

/** What of a utility process is used. */
export interface ServerProcess {
  postMessage(message: ToServers): void;
  on(event: 'message', listener: (message: FromServers) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export type Outcome = { readonly listing: ServerListing } | { readonly problem: Problem };
/** What the page may answer. */
export type PageAnswer =
  { readonly accept: true } | { readonly secrets: readonly string[]; readonly keep: boolean } | undefined;

const NEWS: readonly string[] = [
  'step',
  'question',
  'fetching',
  'failed',
  'listed',
] satisfies ServerNews['type'][];

interface Open {
  /** The process's own number. */
  readonly ask: number;
  readonly server: string;
  readonly question: ServerQuestion;
}

export interface SessionRoom {
  readonly store: ServerStore;
  readonly setting: ServerSetting;
  readonly tell: (news: ServerNews) => void;
  /** Questions of all sessions are numbered together. */
  readonly nextAsk: () => number;
  /** So much of a source is here now. */
  readonly fetched: (message: Extract<FromServers, { type: 'fetched' }>) => void;
}

export class ServerSession<P extends ServerProcess> {
  readonly process: P;
  readonly #room: SessionRoom;
  readonly #outcomes = new Map<string, (outcome: Outcome) => void>();
  #browsed: ((folder: BrowsedFolder) => void) | undefined;
  readonly #open = new Map<number, Open>();
  /** Kept when the login was right. */
  readonly #toKeep: {
    readonly server: string;
    readonly slot: string;
    readonly secrets: readonly string[];
  }[] = [];
  /** Kept secrets that were offered already: wrong ones are not offered again. */
  readonly #offered = new Set<string>();

  constructor(process: P, room: SessionRoom) {
    this.process = process;
    this.#room = room;
    process.on('message', (message) => this.#receive(message));
    process.once('exit', () => this.#settleAll({ code: 'cancelled', where: '' }));
  }

  async connect(tasks: readonly ServerTask[]): Promise<ReadonlyMap<string, Outcome>> {
    const found = tasks.map(
      ({ server }) =>
        new Promise<readonly [string, Outcome]>((resolve) => {
          this.#outcomes.set(server, (outcome) => resolve([server, outcome]));
        }),
    );
    this.process.postMessage({ type: 'servers', tasks, setting: this.#room.setting });
    return new Map(await Promise.all(found));
  }

  browse(task: ServerTask, folder: string): Promise<BrowsedFolder> {
    this.process.postMessage({ type: 'browse', task, folder, setting: this.#room.setting });
    return new Promise((resolve) => {
      this.#browsed = resolve;
    });
  }

  /** False when the question is not of this session. */
  answer(number: number, answer: PageAnswer): boolean {
    const open = this.#open.get(number);
    if (open === undefined) return false;
    this.#open.delete(number);
    const { ask, question, server } = open;
    if (answer !== undefined && 'secrets' in answer && question.kind === 'secret') {
      const { secrets, keep } = answer;
      if (keep) this.#toKeep.push({ server, slot: question.slot, secrets });
      this.process.postMessage({ type: 'answer', ask, answer: { secrets } });
    } else
      this.process.postMessage({
        type: 'answer',
        ask,
        answer: answer && 'accept' in answer ? answer : undefined,
      });
    return true;
  }

  end(): void {
    this.process.kill();
    this.#settleAll({ code: 'cancelled', where: '' });
  }

  #receive(message: FromServers): void {
    if (message.type === 'question') this.#question(message);
    else if (message.type === 'fetched') this.#room.fetched(message);
    else if (message.type === 'browsed') {
      const { folder, entries, problem } = message;
      this.#browsed?.({ folder, entries, ...(problem === undefined ? {} : { problem }) });
    } else {
      if (message.type === 'listed') {
        this.#keep(message.server);
        this.#settle(message.server, { listing: message.listing });
      } else if (message.type === 'failed') this.#settle(message.server, { problem: message.problem });
      /* The same process speaks of sources too, with paths that are none of the page's business. */
      if (NEWS.includes(message.type)) this.#room.tell(message);
    }
  }

  #question(message: Extract<FromServers, { type: 'question' }>): void {
    const { ask, server, question } = message;
    if (question.kind === 'secret') {
      const key = `${server} ${question.slot}`;
      const kept = this.#offered.has(key) ? undefined : this.#room.store.secrets(server, question.slot);
      this.#offered.add(key);
      if (kept !== undefined) {
        this.process.postMessage({ type: 'answer', ask, answer: { secrets: kept } });
        return;
      }
      if (question.again) this.#room.store.forgetSecrets(server, question.slot);
    }
    const number = this.#room.nextAsk();
    this.#open.set(number, { ask, server, question });
    this.#room.tell({ ...message, ask: number });
  }

  #keep(server: string): void {
    for (const entry of this.#toKeep.splice(0))
      if (entry.server === server) this.#room.store.keepSecrets(server, entry.slot, entry.secrets);
      else this.#toKeep.push(entry);
  }

  #settle(server: string, outcome: Outcome): void {
    this.#outcomes.get(server)?.(outcome);
    this.#outcomes.delete(server);
  }

  #settleAll(problem: Problem): void {
    for (const server of [...this.#outcomes.keys()]) this.#settle(server, { problem });
    this.#browsed?.({ folder: '', entries: [], problem });
  }
}
