/**
 * What is measured, in a process of its own: a log is read from here (`local PATH`) or from a server (`server PORT USER
 * KEY HOME PATH COPY`), up to the batches that would cross to the index, or with RELAYSCOPE_INDEX until all of them are
 * joined into messages. Prints seconds and how far memory grew, MB.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { portPair, type Port } from '#core/ports/port.ts';
import type { FromIngest, IngestJob, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { FromServers } from '#core/contract/server-protocol.ts';
import { fileFacts } from '#ingest/facts.ts';
import { runIngest } from '#ingest/session.ts';
import { remoteSource } from '#ingest/ssh/remote-source.ts';
import { ServersRoom } from '#ingest/ssh/servers-room.ts';

const [mode, ...words] = process.argv.slice(2);

function read(job: IngestJob, room?: ServersRoom): Promise<number> {
  return process.env['RELAYSCOPE_INDEX'] === undefined ? readAlone(job, room) : readAndJoin(job, room);
}

async function readAlone(job: IngestJob, room?: ServersRoom): Promise<number> {
  const [ours, theirs] = portPair<FromIngest, ToIngest>();
  let lines = 0;
  ours.onMessage((message) => {
    if (message.type === 'source-done' && message.problem !== undefined)
      throw new Error(JSON.stringify(message.problem));
    if (message.type !== 'batch') return;
    lines += message.batch.count;
    ours.postMessage({ type: 'credit', count: 1 });
  });
  ours.start();
  ours.postMessage({ type: 'credit', count: 4 });
  await runIngest(job, theirs, room);
  return lines;
}

async function readAndJoin(job: IngestJob, room?: ServersRoom): Promise<number> {
  const index = new Worker(join(__dirname, 'remote-index-thread.cjs'));
  const joined = new Promise<number>((resolve, reject) => {
    index.on('error', reject);
    index.on('message', (message: ToIngest | { readonly entries: number }) => {
      if ('entries' in message) resolve(message.entries);
    });
  });
  const port: Port<ToIngest, FromIngest> = {
    postMessage: (message) => index.postMessage(message),
    onMessage: (listener) =>
      index.on('message', (message: ToIngest | object) => 'type' in message && listener(message)),
    onClose: () => undefined,
    start: () => undefined,
    close: () => undefined,
  };
  const reading = runIngest(job, port, room);
  index.postMessage({ type: 'begin' });
  await reading;
  return joined;
}

async function local(path: string): Promise<number> {
  const facts = await fileFacts(path, 0);
  return read({ sources: [{ facts, path, fromOffset: 0, fromLine: 1 }] });
}

function listed(room: ServersRoom, told: FromServers[]): Promise<IngestJob['sources'][number]> {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const last = told.at(-1);
      if (last?.type === 'failed') reject(new Error(JSON.stringify(last.problem)));
      const file = last?.type === 'listed' ? last.listing.fresh[0] : undefined;
      if (file === undefined) return;
      clearInterval(timer);
      const { name, size, modified, fingerprint } = file;
      const facts = { source: 0, sourceId: 'ab', name, size, modified, fingerprint };
      resolve({ facts, remote: remoteSource('s', file), fromOffset: 0, fromLine: 1 });
    }, 5);
  });
}

async function server([port, user, key, home, path, copy]: readonly string[]): Promise<number> {
  const told: FromServers[] = [];
  const room = new ServersRoom((message) => {
    told.push(message);
    if (message.type === 'question')
      room.receive({ type: 'answer', ask: message.ask, answer: { accept: true } });
  });
  const task = {
    server: 's',
    name: 'server',
    host: '127.0.0.1',
    port: Number(port),
    user: user ?? '',
    keyFile: key ?? '',
    path: path ?? '',
    fetched: [],
  };
  const setting = { knownHosts: `${home ?? ''}/known_hosts`, home: home ?? '' };
  room.receive({ type: 'servers', tasks: [task], setting });
  const source = await listed(room, told);
  began = performance.now();
  const lines = await read({ sources: [{ ...source, ...(copy === undefined ? {} : { path: copy }) }] }, room);
  room.end();
  return lines;
}

let began = performance.now();
const before = process.memoryUsage().rss;
void (mode === 'local' ? local(words[0] ?? '') : server(words)).then((lines) => {
  const seconds = (performance.now() - began) / 1000;
  const grew = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
  process.stdout.write(JSON.stringify({ lines, seconds, grew }));
  process.exit(0);
});
