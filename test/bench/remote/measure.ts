/** Starts the servers, measures in turn, and writes what came out. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PeerRoom, USER, onlyCommands } from '../../ingest/ssh/peer-room.ts';
import { writeSection } from '../section.mjs';
import { delayProxy } from './delay-proxy.ts';

interface Run {
  readonly seconds: number;
  readonly grew?: number;
}

const [log = '', far = ''] = process.argv.slice(2);
const READ = join(__dirname, 'remote-read.cjs');
const folder = mkdtempSync(join(tmpdir(), 'relayscope-bench-'));
const peers = new PeerRoom(join(folder, 'peers'));
const RESULTS = join(__dirname, '../../test/bench/RESULTS.md');

/** Not `spawnSync`: proxies of this process must go on. */
function run(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...more };
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${command}: ${errors}`))));
  });
}

/** Until all is joined into messages, or only up to the batches that cross to the index. */
type How = 'indexed' | 'read';
const ENVIRONMENT = { indexed: { RELAYSCOPE_INDEX: '1' }, read: {} };

let copies = 0;
async function ours(port: number, path: string, how: How): Promise<Run> {
  const copy = join(folder, `${copies++}.copy`);
  const args = [READ, 'server', String(port), USER, peers.key, peers.home, path, copy];
  const out = await run(process.execPath, args, ENVIRONMENT[how]);
  const same = spawnSync('cmp', [copy, path]).status === 0;
  rmSync(copy);
  if (!same) throw new Error('The copy is not the file');
  return JSON.parse(out) as Run;
}

async function local(path: string, how: How): Promise<Run> {
  return JSON.parse(await run(process.execPath, [READ, 'local', path], ENVIRONMENT[how])) as Run;
}

async function sftp(port: number, path: string): Promise<Run> {
  const args = ['-q', '-P', String(port), '-i', peers.key, '-o', 'StrictHostKeyChecking=no'];
  const more = ['-o', 'UserKnownHostsFile=/dev/null', '-o', 'IdentitiesOnly=yes'];
  const began = performance.now();
  await run('sftp', [...args, ...more, `${USER}@127.0.0.1:${path}`, join(folder, 'got')]);
  return { seconds: (performance.now() - began) / 1000 };
}

async function main(): Promise<void> {
  const path = onlyCommands(peers.folder, ['cat', 'tail', 'head', 'stat', 'ls', 'sh']);
  const servers = {
    SFTP: await peers.sshd(),
    SCP: await peers.sshd(['NoSftp']),
    cat: await peers.sshd(['NoSftp', `SetEnv PATH=${path}`]),
  };
  const rows: string[] = [];
  const say = (row: string): void => {
    rows.push(row);
    process.stdout.write(`${row}\n`);
  };
  const here = { indexed: await local(log, 'indexed'), read: await local(log, 'read') };
  const get = await sftp(servers.SFTP.port, log);
  const memory = ({ grew = 0 }: Run): string => grew.toFixed(0);
  const allowed = (how: How): number => 1.5 * (here[how].seconds + get.seconds);
  const within = ({ seconds }: Run, how: How): string =>
    `${seconds.toFixed(1)} of ${allowed(how).toFixed(1)}: ${seconds <= allowed(how) ? 'yes' : 'no'}`;
  say(
    `| opened here | ${here.indexed.seconds.toFixed(1)} | ${here.read.seconds.toFixed(1)} | ${memory(here.read)} |`,
  );
  say(`| OpenSSH \`sftp\`, the file alone | | ${get.seconds.toFixed(1)} | |`);
  for (const [way, { port }] of Object.entries(servers)) {
    const indexed = await ours(port, log, 'indexed');
    const read = await ours(port, log, 'read');
    const grew = `${memory(read)}: ${(read.grew ?? 0) < 100 ? 'yes' : 'no'}`;
    say(`| over ${way}, with its copy | ${within(indexed, 'indexed')} | ${within(read, 'read')} | ${grew} |`);
  }
  const { port, server } = await delayProxy(servers.SFTP.port, 50);
  /* Logging in takes a second on such a line, and ours is not counted: nor is theirs. */
  const login = await sftp(port, peers.key);
  const theirs = { seconds: (await sftp(port, far)).seconds - login.seconds };
  const own = await ours(port, far, 'read');
  server.close();
  const size = statSync(far).size / 1e6;
  const rate = (seconds: number): string => (size / seconds).toFixed(1);
  const share = theirs.seconds / own.seconds;
  process.stdout.write(`far: sftp ${theirs.seconds.toFixed(1)} s, ours ${own.seconds.toFixed(1)} s\n`);
  const text = `On ${new Date().toISOString().slice(0, 10)}: ${cpus().length} x ${cpus()[0]?.model ?? '?'}, Linux ${release()}, Node ${process.versions.node}, by \`npm run bench:remote\`.
A log of ${(statSync(log).size / 2 ** 20).toFixed(0)} MiB from sshd on 127.0.0.1; load of the machine ${loadavg()[0]?.toFixed(1) ?? '?'}. "Indexed": until all is joined into messages, in a
thread of its own as in the app, without storing it, which takes the same from everywhere. "Read": up to the batches that cross to the
index, in the process whose memory is told. Allowed is 1.5 times (opened here + \`sftp\`), and memory grown by less than 100 MB.

| how | indexed, seconds | read, seconds | memory grew, MB |
| --- | --- | --- | --- |
${rows.join('\n')}

Round trip of 100 ms (a delaying proxy), ${size.toFixed(0)} MB: OpenSSH \`sftp\` ${rate(theirs.seconds)} MB/s, Relayscope over SFTP, parsed and copied too, ${rate(own.seconds)} MB/s:
${(share * 100).toFixed(0)} %; at least 80 % is asked for: ${share >= 0.8 ? 'met' : 'not met'}.
`;
  writeFileSync(RESULTS, writeSection(readFileSync(RESULTS, 'utf8'), 'Logs on servers', text));
}

void main().finally(() => {
  peers.end();
  rmSync(folder, { recursive: true, force: true });
});
