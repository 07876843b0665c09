import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ServerNews } from '#core/contract/server-channels.ts';
import type { FoundFile, FromServers, ServerListing, ToServers } from '#core/contract/server-protocol.ts';
import { Copies, copyState } from '../../electron/main/copies.ts';
import { Logs } from '../../electron/main/logs.ts';
import type { ServerProcess } from '../../electron/main/server-session.ts';
import { ServerStore } from '../../electron/main/server-store.ts';
import { Servers } from '../../electron/main/servers.ts';
import { tempFolder } from '../ingest/temp-folder.ts';

const root = tempFolder();
let count = 0;

/** Reverses texts: enough to see that nothing is kept as it is. */
const safe = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from(text).reverse(),
  decryptString: (data: Buffer) => Buffer.from(data).reverse().toString(),
};

class FakeProcess implements ServerProcess {
  readonly heard: ToServers[] = [];
  killed = false;
  #listen: (message: FromServers) => void = () => undefined;

  postMessage(message: ToServers): void {
    this.heard.push(message);
  }

  on(_event: 'message', listener: (message: FromServers) => void): void {
    this.#listen = listener;
  }

  once(): void {
    return undefined;
  }

  kill(): boolean {
    this.killed = true;
    return true;
  }

  say(message: FromServers): void {
    this.#listen(message);
  }

  get tasks() {
    return this.heard.flatMap((message) => (message.type === 'servers' ? message.tasks : []));
  }
}

function room(storage: typeof safe & { getSelectedStorageBackend?: () => string } = safe) {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  const processes: FakeProcess[] = [];
  const told: ServerNews[] = [];
  const store = new ServerStore(join(folder, 'servers.json'), join(folder, 'secrets.json'), storage);
  const logs = new Logs(join(folder, 'recents.json'));
  const copies = new Copies(join(folder, 'copies'));
  const servers = new Servers({
    store,
    logs,
    copies,
    fork: () => {
      const made = new FakeProcess();
      processes.push(made);
      return made;
    },
    endReading: (process) => void process.kill(),
    setting: { knownHosts: join(folder, 'known_hosts'), home: folder },
    tell: (news) => told.push(news),
  });
  const last = (): FakeProcess => processes.at(-1) ?? new FakeProcess();
  const add = async (host = 'mx.example.org') => {
    const key = 'none' as const;
    const { servers: views } = await servers.save({ name: host, host, path: '/var/log/maillog*', key });
    return views.at(-1)?.id ?? '';
  };
  return { folder, store, logs, copies, servers, told, last, add };
}

function file(name: string, size: number): FoundFile {
  return { path: `/var/log/${name}`, name, size, modified: 1000, fingerprint: `4-${name}` };
}

function listing(change: Partial<ServerListing>): ServerListing {
  return { method: 'sftp', continued: [], fresh: [], gone: [], ...change };
}

const password = {
  kind: 'secret',
  what: 'password',
  whose: 'a@mx',
  slot: 'slot',
  title: '',
  fields: [{ text: '', shown: false }],
  again: false,
} as const;

test('a server opens as a log: its files are sources, the page hears of no path, ingest does', async () => {
  const { servers, last, add, logs, folder } = room();
  const id = await add();
  const opening = servers.open([id]);
  last().say({
    type: 'listed',
    server: id,
    listing: listing({ fresh: [file('maillog.1', 20), file('maillog', 10)] }),
  });
  const opened = await opening;
  expect(opened.sources.map(({ source, name, size }) => [source, name, size])).toEqual([
    [0, 'mx.example.org: maillog.1', 20],
    [1, 'mx.example.org: maillog', 10],
  ]);
  expect(JSON.stringify(opened)).not.toContain(folder);
  expect(servers.take(opened.logId)).toBe(last());
  expect(servers.take(opened.logId)).toBeUndefined();
  const resume = [{ source: 1, fromOffset: 0, fromLine: 1 }];
  expect(logs.job(opened.logId, resume)?.sources).toMatchObject([
    {
      remote: { server: id, path: '/var/log/maillog', size: 10 },
      path: join(folder, 'copies', opened.logId, '1.copy'),
    },
  ]);
});

test('a connection serves one session; with it the live file is followed, and where it goes on is kept', async () => {
  const { servers, last, add, logs, told, copies } = room();
  const id = await add();
  const opening = servers.open([id]);
  const fresh = [file('maillog.1', 20), file('maillog', 10)];
  last().say({ type: 'listed', server: id, listing: listing({ fresh }) });
  const { logId, connected } = await opening;
  expect(connected).toBe(true);
  const places = [0, 1].map((source) => ({ source, fromOffset: 0, fromLine: 1 }));
  const followed = (isConnected: boolean) =>
    logs.job(logId, places, places, isConnected)?.sources.map(({ follow }) => follow);
  expect([followed(true), followed(false)]).toEqual([
    [undefined, true],
    [undefined, undefined],
  ]);
  const facts = { source: 2, sourceId: 'c', name: 'mx: maillog', size: 0, modified: 0, fingerprint: '0-x' };
  const remote = { server: id, path: '/var/log/maillog', name: 'maillog', size: 0 };
  const message = {
    type: 'source-replaced',
    replaced: 1,
    facts,
    remote,
    path: copies.path(logId, 2),
  } as const;
  last().say(message as never);
  await logs.replaced(logId, message);
  last().say({ type: 'fetched', server: id, source: 2, size: 7, block: { length: 7, sha256: 'x' } });
  expect(logs.known(logId)?.sources.map((source) => source.remote?.fetched)).toEqual([0, 0, 7]);
  const all = [...places, { source: 2, fromOffset: 0, fromLine: 1 }];
  expect(logs.job(logId, all, all, true)?.sources.map(({ follow }) => follow)).toEqual([
    undefined,
    undefined,
    true,
  ]);
  expect(JSON.stringify(told)).not.toContain(copies.path(logId, 2));
  expect((await logs.openRecent(logId)).connected).toBeUndefined();
});

/** A server whose log is being read. */
async function reading() {
  const { servers, last, add, told } = room();
  const id = await add();
  const opening = servers.open([id]);
  last().say({ type: 'listed', server: id, listing: listing({ fresh: [file('maillog', 10)] }) });
  const { logId } = await opening;
  const process = servers.take(logId);
  return { servers, last, told, id, process, other: await add('other.example.org') };
}

test('while a log is read, other servers are tested and looked through without harm to it', async () => {
  const { servers, last, other, process } = await reading();
  const testing = servers.test(other);
  last().say({ type: 'failed', server: other, problem: { code: 'ssh-refused', where: 'other' } });
  await testing;
  const draft = { name: 'o', host: 'o', path: '/var/log/maillog', key: 'none' } as const;
  void servers.browse(draft, '/var/log');
  servers.stop();
  expect([last().killed, process?.killed]).toEqual([true, false]);
});

test('the log that is read is not read by two at once: opening it again ends the older', async () => {
  const { servers, id, process } = await reading();
  void servers.open([id]);
  expect(process?.killed).toBe(true);
});

test('two connections may ask at once, and each gets its own answer', async () => {
  const { servers, last, told, id, other, process } = await reading();
  void servers.test(other);
  process?.say({ type: 'question', ask: 1, server: id, question: password });
  last().say({ type: 'question', ask: 1, server: other, question: password });
  const asks = told.flatMap((news) => (news.type === 'question' ? [news.ask] : []));
  for (const [i, ask] of asks.entries()) servers.answer(ask, { secrets: [`answer ${i}`], keep: false });
  const answered = [process, last()].map((each) => each?.heard.at(-1));
  expect(answered).toEqual(
    [0, 1].map((i) => ({ type: 'answer', ask: 1, answer: { secrets: [`answer ${i}`] } })),
  );
});

test('what is here of it is told when it is fetched again, and new files come behind', async () => {
  const { servers, last, add, copies } = room();
  const id = await add();
  const first = servers.open([id]);
  last().say({ type: 'listed', server: id, listing: listing({ fresh: [file('maillog', 10)] }) });
  const { logId } = await first;
  const path = copies.path(logId, 0);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '0123456789');
  const again = servers.fetch(logId);
  await expect
    .poll(() => last().tasks[0]?.fetched)
    .toMatchObject([{ source: 0, name: 'maillog', size: 10, block: { length: 10 } }]);
  const continued = [{ source: 0, file: file('maillog.1', 15) }];
  last().say({ type: 'listed', server: id, listing: listing({ continued, fresh: [file('maillog', 3)] }) });
  const opened = await again;
  expect(opened?.logId).toBe(logId);
  expect(opened?.sources.map(({ source, name, size }) => [source, name, size])).toEqual([
    [0, 'mx.example.org: maillog.1', 15],
    [1, 'mx.example.org: maillog', 3],
  ]);
});

test('a server that cannot be reached leaves what is here to be looked at', async () => {
  const { servers, last, add } = room();
  const id = await add();
  const first = servers.open([id]);
  last().say({ type: 'listed', server: id, listing: listing({ fresh: [file('maillog', 10)] }) });
  await first;
  const again = servers.open([id]);
  last().say({ type: 'failed', server: id, problem: { code: 'ssh-refused', where: 'mx' } });
  expect(await again).toMatchObject({ sources: [{ source: 0 }], problems: [{ code: 'ssh-refused' }] });
  expect(last().killed).toBe(true);
});

test('of two servers one may fail, and its files are not waited for', async () => {
  const { servers, last, add } = room();
  const ids = [await add('a.example.org'), await add('b.example.org')] as const;
  const opening = servers.open(ids);
  last().say({ type: 'failed', server: ids[0], problem: { code: 'ssh-refused', where: 'a' } });
  last().say({ type: 'listed', server: ids[1], listing: listing({ fresh: [file('maillog', 10)] }) });
  expect(await opening).toMatchObject({
    sources: [{ name: 'b.example.org: maillog' }],
    problems: [{ code: 'ssh-refused' }],
  });
});

test('a secret is kept only when asked for, only after the login, and never as it is', async () => {
  const { servers, last, add, folder, told } = room();
  const id = await add();
  const opening = servers.test(id);
  last().say({ type: 'question', ask: 1, server: id, question: password });
  servers.answer(1, { secrets: ['hunter2'], keep: true });
  expect(last().heard.at(-1)).toEqual({ type: 'answer', ask: 1, answer: { secrets: ['hunter2'] } });
  expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
  last().say({ type: 'listed', server: id, listing: listing({ fresh: [file('maillog', 10)] }) });
  await opening;
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('hunter2');
  expect(JSON.stringify([told, await servers.state()])).not.toContain('hunter2');
  const again = servers.test(id);
  last().say({ type: 'question', ask: 1, server: id, question: password });
  expect(last().heard.at(-1)).toEqual({ type: 'answer', ask: 1, answer: { secrets: ['hunter2'] } });
  last().say({ type: 'question', ask: 2, server: id, question: { ...password, again: true } });
  expect(told.at(-1)).toMatchObject({ type: 'question', ask: 2 });
  expect((await servers.state()).servers[0]?.keepsSecrets).toBe(false);
  servers.stop();
  expect(await again).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
});

test('without a safe place nothing is kept', () => {
  const { store } = room({ ...safe, getSelectedStorageBackend: () => 'basic_text' });
  store.keepSecrets('a', 'slot', ['hunter2']);
  expect([store.canKeep, store.secrets('a', 'slot')]).toEqual([false, undefined]);
});

test('what was kept for one host does not go to another', async () => {
  const { store, servers, add } = room();
  const id = await add();
  store.keepSecrets(id, 'slot', ['hunter2']);
  await servers.save({ id, name: 'x', host: 'other.example.org', path: '/x', key: 'same' });
  expect(store.secrets(id, 'slot')).toBeUndefined();
});

test('a copy that grows while its log is followed drops the oldest others, and beyond the limit itself', async () => {
  const { copies, store, servers, last, add } = room();
  store.copies = { keep: true, limit: 400 };
  const write = (path: string, bytes: number): void => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'x'.repeat(bytes));
  };
  const id = await add();
  const opening = servers.open([id]);
  last().say({ type: 'listed', server: id, listing: listing({ fresh: [file('maillog', 10)] }) });
  const { logId } = await opening;
  write(copies.path('aa', 0), 200);
  const grow = (size: number): void => {
    write(copies.path(logId, 0), size);
    last().say({ type: 'fetched', server: id, source: 0, size, block: { length: 0, sha256: '' } });
  };
  grow(150);
  grow(300);
  await expect.poll(() => existsSync(copies.path('aa', 0))).toBe(false);
  expect(copyState(copies.path(logId, 0))?.size).toBe(300);
  grow(500);
  await expect.poll(() => existsSync(copies.path(logId, 0))).toBe(false);
});

test('copies stay below their limit, those not used for longest go first, and all can be cleared', async () => {
  const { copies } = room();
  for (const [i, logId] of ['aa', 'bb', 'cc'].entries()) {
    const path = copies.path(logId, 0);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'x'.repeat(100));
    appendFileSync(path, String(i));
    const { ctimeMs } = statSync(path);
    await expect.poll(() => Date.now()).toBeGreaterThan(ctimeMs + 5);
  }
  expect(await copies.makeRoom('dd', 150, 400)).toBe(true);
  expect(['aa', 'bb', 'cc'].map((logId) => copyState(copies.path(logId, 0))?.size)).toEqual([
    undefined,
    101,
    101,
  ]);
  expect(await copies.makeRoom('dd', 500, 400)).toBe(false);
  expect(await copies.bytes()).toBe(202);
  await copies.clear();
  expect(await copies.bytes()).toBe(0);
});
