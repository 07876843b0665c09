/** Servers as the page may use them: kept, tested, opened as logs. Main alone knows where keys and copies lie. */
import { createHash } from 'node:crypto';
import type { Problem } from '#core/base/problem.ts';
import type { OpenedLog } from '#core/contract/channels.ts';
import type { BrowsedFolder, ServerDraft, ServersState, ServerTest } from '#core/contract/server-channels.ts';
import type { FetchedSource, FoundFile, FromServers, ServerTask } from '#core/contract/server-protocol.ts';
import { journalName, parseJournal } from '#core/ssh/journal.ts';
import { remoteFacts, remoteSource } from '#ingest/ssh/remote-source.ts';
import { hostNames } from '#ingest/ssh/ssh-config.ts';
import { copyState, type Copies } from './copies.ts';
import { NOTHING, type KnownLog, type Logs } from './logs.ts';
import {
  ServerSession,
  type Outcome,
  type PageAnswer,
  type ServerProcess,
  type SessionRoom,
} from './server-session.ts';
import type { KnownServer } from './server-store.ts';

type KnownSource = KnownLog['sources'][number];

export interface ServersRoom<P extends ServerProcess> extends Omit<SessionRoom, 'fetched' | 'nextAsk'> {
  readonly logs: Logs;
  readonly copies: Copies;
  readonly fork: () => P;
  /** Ends a process that reads a log, without a word about it. */
  readonly endReading: (process: P) => void;
}

export class Servers<P extends ServerProcess> {
  readonly #room: ServersRoom<P>;
  #session: ServerSession<P> | undefined;
  /** The log that the session's process has connected for. */
  #ready: string | undefined;
  /** The session whose process was handed on for reading; others may be tested and looked through meanwhile. */
  #reading: { readonly logId: string; readonly session: ServerSession<P> } | undefined;
  #asked = 0;
  #chosenKey: string | undefined;
  #browsing: { readonly place: string; readonly session: ServerSession<P> } | undefined;

  constructor(room: ServersRoom<P>) {
    this.#room = room;
  }

  async state(): Promise<ServersState> {
    const { store, copies, setting } = this.#room;
    return {
      servers: store.views,
      hosts: hostNames(setting.home),
      canKeep: store.canKeep,
      copies: { ...store.copies, bytes: await copies.bytes() },
    };
  }

  chooseKey(path: string): void {
    this.#chosenKey = path;
  }

  save(draft: ServerDraft): Promise<ServersState> {
    this.#room.store.save(draft, this.#chosenKey);
    this.#chosenKey = undefined;
    return this.state();
  }

  async test(id: string): Promise<ServerTest> {
    const server = this.#room.store.find(id);
    if (server === undefined) return { ok: false, problem: { code: 'not-found', where: '' } };
    const session = this.#begin('');
    const outcome = (await session.connect([taskOf(server, [])])).get(id);
    session.end();
    if (outcome === undefined || 'problem' in outcome)
      return { ok: false, problem: outcome?.problem ?? { code: 'cancelled', where: server.name } };
    const { method, fresh } = outcome.listing;
    return { ok: true, method, files: fresh.map(({ name, size }) => ({ name, size })) };
  }

  /** The connection stays for the next folder, until something else is asked of servers. */
  browse(draft: ServerDraft, folder: string): Promise<BrowsedFolder> {
    const server = this.#room.store.draft(draft, this.#chosenKey);
    const place = JSON.stringify([server.host, server.port, server.user, server.keyFile]);
    const session = (this.#browsing?.place === place ? this.#browsing.session : undefined) ?? this.#begin('');
    this.#browsing = { place, session };
    return session.browse(taskOf(server, []), folder);
  }

  answer(ask: number, answer: PageAnswer): void {
    for (const session of [this.#session, this.#reading?.session]) session?.answer(ask, answer);
  }

  stop(): void {
    if (this.#ready !== undefined) return;
    this.#session?.end();
    this.#browsing = undefined;
  }

  /** The process that has connected for this log: once, for reading. */
  take(logId: string): P | undefined {
    const session = this.#session;
    if (this.#ready !== logId || session === undefined) return undefined;
    this.#reading = { logId, session };
    this.#ready = this.#session = undefined;
    return session.process;
  }

  /** Fetches what is new of a log that came from servers. */
  async fetch(logId: string): Promise<OpenedLog | undefined> {
    const known = this.#room.logs.known(logId);
    const ids = new Set(known?.sources.flatMap(({ remote }) => remote?.server ?? []));
    return ids.size === 0 ? undefined : this.open([...ids]);
  }

  async open(ids: readonly string[]): Promise<OpenedLog> {
    const { store, logs } = this.#room;
    const servers = ids.flatMap((id) => store.find(id) ?? []);
    const logId = logIdOf(servers);
    const known = logs.known(logId);
    if (this.#reading?.logId === logId) this.#endReading(this.#reading.session);
    const session = this.#begin(logId);
    const tasks = servers.map((server) => taskOf(server, fetchedOf(known, server.id)));
    const outcomes = await session.connect(tasks);
    const failures = [...outcomes.values()].flatMap((outcome) =>
      'problem' in outcome ? [outcome.problem] : [],
    );
    if (failures.length === outcomes.size) {
      session.end();
      return this.#offline(logId, known, servers, failures);
    }
    const opened = await this.#remember(logId, known, servers, outcomes);
    this.#ready = logId;
    return { ...opened, connected: true, problems: [...failures, ...opened.problems] };
  }

  /** No server could be reached: what is here can still be looked at. */
  async #offline(
    logId: string,
    known: KnownLog | undefined,
    servers: readonly KnownServer[],
    problems: readonly Problem[],
  ): Promise<OpenedLog> {
    if (known !== undefined) return { ...(await this.#room.logs.openRecent(logId)), problems };
    return { logId, title: titleOf(servers), sources: [], problems, gone: [], beside: 0, remote: true };
  }

  async #remember(
    logId: string,
    known: KnownLog | undefined,
    servers: readonly KnownServer[],
    outcomes: ReadonlyMap<string, Outcome>,
  ): Promise<OpenedLog> {
    const before = known?.sources ?? [];
    const sources = new Map(before.map((source) => [source.facts.source, source]));
    const gone = new Set<number>();
    const problems: Problem[] = [];
    const fresh: { readonly server: KnownServer; readonly file: FoundFile }[] = [];
    for (const server of servers) {
      const outcome = outcomes.get(server.id);
      if (outcome === undefined || 'problem' in outcome) {
        for (const { facts, remote } of before) if (remote?.server === server.id) gone.add(facts.source);
        continue;
      }
      const { listing } = outcome;
      for (const { source, file } of listing.continued)
        sources.set(source, sourceOf(source, server, file, sources.get(source)));
      for (const source of listing.gone) {
        gone.add(source);
        const name = sources.get(source)?.remote?.name;
        if (listing.fresh.some((file) => file.name === name))
          problems.push({ code: 'ssh-replaced', where: `${server.name}: ${name ?? ''}` });
      }
      fresh.push(...listing.fresh.map((file) => ({ server, file })));
    }
    let next = Math.max(-1, ...sources.keys()) + 1;
    for (const { server, file } of fresh) sources.set(next, sourceOf(next++, server, file, undefined));
    const all = await this.#withCopies(logId, [...sources.values()]);
    this.#room.logs.remember({ logId, title: titleOf(servers), opened: Date.now(), sources: [...all] });
    const facts = all.map((source) => source.facts);
    return {
      logId,
      title: titleOf(servers),
      sources: facts,
      problems,
      gone: [...gone],
      beside: 0,
      remote: true,
    };
  }

  /** A source whose copy was cleared goes on without one: its beginning is not fetched again. */
  async #withCopies(logId: string, sources: readonly KnownSource[]): Promise<readonly KnownSource[]> {
    const { store, copies } = this.#room;
    const bytes = sources.reduce((sum, { facts }) => sum + facts.size, 0);
    const { keep, limit } = store.copies;
    const fits = keep && (await copies.makeRoom(logId, bytes, limit));
    return sources.map(({ path: _, ...source }) => {
      const path = copies.path(logId, source.facts.source);
      const here = copyState(path);
      const isNew = (source.remote?.fetched ?? 0) === 0;
      return here !== undefined || (fits && isNew) ? { ...source, path } : source;
    });
  }

  /** Two must not write the same copy. */
  #endReading({ process }: ServerSession<P>): void {
    this.#reading = undefined;
    this.#room.endReading(process);
  }

  #begin(logId: string): ServerSession<P> {
    this.#session?.end();
    this.#ready = undefined;
    this.#browsing = undefined;
    const session = new ServerSession(this.#room.fork(), {
      ...this.#room,
      fetched: (message) => this.#fetched(logId, message),
      nextAsk: () => ++this.#asked,
    });
    this.#session = session;
    return session;
  }

  #fetched(logId: string, { source, size, block, cursor }: Extract<FromServers, { type: 'fetched' }>): void {
    const known = this.#room.logs.known(logId);
    if (known === undefined) return;
    const sources = known.sources.map((entry) =>
      entry.facts.source === source && entry.remote !== undefined
        ? { ...entry, remote: { ...entry.remote, fetched: size, block, ...cursorsOf(entry, size, cursor) } }
        : entry,
    );
    this.#room.logs.remember({ ...known, sources });
    void this.#keepRoom(logId);
  }

  /** A log that is followed may outgrow the copies of others, and at last the limit: then its own goes too. */
  async #keepRoom(logId: string): Promise<void> {
    const { store, copies } = this.#room;
    const fits = await copies.makeRoom(logId, await copies.bytesOf(logId), store.copies.limit);
    if (!fits) copies.drop(logId);
  }
}

const MOST_MARKS = 30;

function taskOf(server: KnownServer, fetched: readonly FetchedSource[]): ServerTask {
  const { id, name, host, port, user, keyFile, path } = server;
  return {
    server: id,
    name,
    host,
    path,
    fetched,
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(keyFile === undefined ? {} : { keyFile }),
  };
}

/** The copy is what is here; without one it is what was noted. */
function fetchedOf(known: KnownLog | undefined, server: string): readonly FetchedSource[] {
  return (known?.sources ?? []).flatMap(({ path, facts, remote }) => {
    if (remote?.server !== server) return [];
    const here = (path === undefined ? undefined : copyState(path)) ?? {
      size: remote.fetched,
      block: remote.block,
    };
    const inode = remote.inode === undefined ? {} : { inode: remote.inode };
    const { name, size: listed, cursors } = remote;
    const last = cursors?.at(-1);
    const cursor = last === undefined ? {} : { cursor: last.cursor };
    const { source, fingerprint } = facts;
    return [{ source, name, fingerprint, listed, ...here, ...inode, ...cursor }];
  });
}

function sourceOf(
  source: number,
  server: KnownServer,
  file: FoundFile,
  before: KnownSource | undefined,
): KnownSource {
  const { fetched = 0, block = NOTHING, cursors } = before?.remote ?? {};
  const facts = remoteFacts(server, source, file);
  return {
    ...(before?.path === undefined ? {} : { path: before.path }),
    facts: { ...facts, sourceId: before?.facts.sourceId ?? facts.sourceId },
    remote: { ...remoteSource(server.id, { ...file, cursors }), fetched, block },
  };
}

/** The index may be behind what was fetched: of a journal it goes on at the last mark that it has reached. */
function cursorsOf({ remote }: KnownSource, at: number, cursor: string | undefined) {
  if (cursor === undefined) return {};
  const before = (remote?.cursors ?? []).filter((mark) => mark.at < at);
  return { cursors: [...before, { at, cursor }].slice(-MOST_MARKS) };
}

function logIdOf(servers: readonly KnownServer[]): string {
  const texts = servers.map(({ id, host, port, path }) => `${id} ${host} ${port ?? 22} ${path}`);
  return sha256(`servers\n${texts.toSorted().join('\n')}`);
}

function titleOf(servers: readonly KnownServer[]): string {
  return servers
    .map(({ name, path }) => {
      const journal = parseJournal(path);
      const last = path.slice(path.lastIndexOf('/') + 1) || path;
      return `${name}: ${journal === undefined ? last : journalName(journal)}`;
    })
    .join(', ');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
