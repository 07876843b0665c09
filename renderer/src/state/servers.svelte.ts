/** Servers on the page: which there are, how far each has come, and what they ask. A typed secret is handed on at once. */
import type { Bridge, OpenedLog } from '#core/contract/channels.ts';
import type {
  BrowsedFolder,
  ServerDraft,
  ServerNews,
  ServersState,
  ServerTest,
} from '#core/contract/server-channels.ts';
import type { ServerQuestion, ServerStep } from '#core/contract/server-protocol.ts';
import type { Problem } from '#core/base/problem.ts';

export interface AskedQuestion {
  readonly ask: number;
  readonly question: ServerQuestion;
}

export interface Fetching {
  readonly bytes: number;
  readonly size: number;
}

/** A line that broke while files were read, and is mended by itself. `until`: on the page's own clock, milliseconds. */
export type BrokenLine =
  | { readonly is: 'waiting'; readonly until: number }
  | { readonly is: 'connecting' }
  | { readonly is: 'mended' };

/** So long it is told that a line holds again, milliseconds. */
const MENDED_SHOWN = 10_000;

const NONE: ServersState = {
  servers: [],
  hosts: [],
  canKeep: false,
  copies: { keep: true, limit: 0, bytes: 0 },
};

export class Servers {
  /** The sheet is open. */
  shown = $state(false);
  all = $state.raw<ServersState>(NONE);
  questions = $state.raw<readonly AskedQuestion[]>([]);
  steps = $state.raw<Readonly<Record<string, { readonly step: ServerStep; readonly host: string }>>>({});
  results = $state.raw<Readonly<Record<string, ServerTest>>>({});
  /** By server, then by source. */
  #fetching = $state.raw<Readonly<Record<string, Readonly<Record<number, Fetching>>>>>({});
  /** By server; whoever is not named here has a line that holds. */
  lines = $state.raw<Readonly<Record<string, BrokenLine>>>({});
  busy = $state(false);
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    bridge.on('event:server', (news) => this.#take(news));
  }

  async show(): Promise<void> {
    this.results = {};
    this.steps = {};
    await this.#load(this.#bridge.invoke('servers:list'));
    this.shown = true;
  }

  save = (draft: ServerDraft): Promise<void> => this.#load(this.#bridge.invoke('servers:save', draft));
  remove = (id: string): Promise<void> => this.#load(this.#bridge.invoke('servers:remove', id));
  forgetSecrets = (id: string): Promise<void> =>
    this.#load(this.#bridge.invoke('servers:forget-secrets', id));
  chooseKey = (): Promise<string | undefined> => this.#bridge.invoke('servers:choose-key');
  setCopies = (keep: boolean, limit: number): Promise<void> =>
    this.#load(this.#bridge.invoke('copies:set', { keep, limit }));
  clearCopies = (): Promise<void> => this.#load(this.#bridge.invoke('copies:clear'));
  stop = (): Promise<undefined> => this.#bridge.invoke('servers:stop');

  async test(id: string): Promise<void> {
    this.#begin([id]);
    try {
      this.#result(id, await this.#bridge.invoke('servers:test', id));
    } finally {
      this.#done();
    }
  }

  async browse(draft: ServerDraft, folder: string): Promise<BrowsedFolder> {
    this.#begin([]);
    try {
      return await this.#bridge.invoke('servers:browse', draft, folder);
    } finally {
      this.#done();
    }
  }

  async open(ids: readonly string[]): Promise<OpenedLog> {
    this.#begin(ids);
    try {
      const opened = await this.#bridge.invoke('servers:open', [...ids]);
      if (opened.sources.length > 0) {
        this.shown = false;
        this.forgetProgress();
      }
      return opened;
    } finally {
      this.#done();
    }
  }

  async fetch(logId: string): Promise<OpenedLog | undefined> {
    this.#begin([]);
    this.forgetProgress();
    try {
      await this.#load(this.#bridge.invoke('servers:list'));
      return await this.#bridge.invoke('servers:fetch', logId);
    } finally {
      this.#done();
    }
  }

  async answer(ask: number, secrets: readonly string[] | 'accept' | undefined, keep = false): Promise<void> {
    this.questions = this.questions.filter((asked) => asked.ask !== ask);
    const answer =
      secrets === undefined
        ? undefined
        : secrets === 'accept'
          ? { accept: true as const }
          : { secrets: [...secrets], keep };
    await this.#bridge.invoke('servers:answer', ask, answer);
  }

  nameOf(id: string): string {
    return this.all.servers.find((server) => server.id === id)?.name ?? '';
  }

  /** How far each server has come, all its files together. */
  get fetching(): readonly (Fetching & { readonly server: string; readonly sources: readonly number[] })[] {
    return Object.entries(this.#fetching).map(([server, sources]) => {
      const all = Object.values(sources);
      return {
        server,
        sources: Object.keys(sources).map(Number),
        bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        size: all.reduce((sum, { size }) => sum + size, 0),
      };
    });
  }

  /** Lines that are broken now. */
  get broken(): readonly string[] {
    return Object.keys(this.lines).filter((server) => this.lines[server]?.is !== 'mended');
  }

  /** Reading is over, or another begins. */
  forgetProgress(): void {
    if (Object.keys(this.#fetching).length > 0) this.#fetching = {};
    if (Object.keys(this.lines).length > 0) this.lines = {};
  }

  #begin(ids: readonly string[]): void {
    this.busy = true;
    this.steps = {};
    this.results = Object.fromEntries(Object.entries(this.results).filter(([id]) => !ids.includes(id)));
  }

  #done(): void {
    this.busy = false;
    this.steps = {};
    this.questions = [];
  }

  #take(news: ServerNews): void {
    if (news.type === 'step') this.#step(news.server, news);
    else if (news.type === 'question')
      this.questions = [...this.questions, { ask: news.ask, question: news.question }];
    else if (news.type === 'failed') this.#failed(news.server, news.problem);
    else if (news.type === 'fetching') {
      const { server, source, bytes, size, retry } = news;
      this.#fetching = {
        ...this.#fetching,
        [server]: { ...this.#fetching[server], [source]: { bytes, size } },
      };
      if (retry !== undefined) this.#line(server, { is: 'waiting', until: performance.now() + retry * 1000 });
      else if (this.broken.includes(server)) this.#mended(server);
    }
  }

  /** Of a line that broke, or of a connection that is waited for. */
  #step(server: string, { step, host }: { readonly step: ServerStep; readonly host: string }): void {
    if (this.broken.includes(server)) this.#line(server, { is: 'connecting' });
    else if (this.busy) this.steps = { ...this.steps, [server]: { step, host } };
  }

  #line(server: string, line: BrokenLine): void {
    this.lines = { ...this.lines, [server]: line };
  }

  #mended(server: string): void {
    const line: BrokenLine = { is: 'mended' };
    this.#line(server, line);
    setTimeout(() => {
      if (this.lines[server] !== line) return;
      const { [server]: _, ...others } = this.lines;
      this.lines = others;
    }, MENDED_SHOWN);
  }

  #failed(server: string, problem: Problem): void {
    this.#result(server, { ok: false, problem });
    const { [server]: _, ...others } = this.steps;
    this.steps = others;
  }

  #result(id: string, result: ServerTest): void {
    this.results = { ...this.results, [id]: result };
  }

  async #load(asked: Promise<ServersState | undefined>): Promise<void> {
    this.all = (await asked) ?? NONE;
  }
}
