/**
 * Real servers on 127.0.0.1: OpenSSH's sshd and dropbear from the system's packages, as ordinary
 * processes with their files in a temporary folder. `end` ends all of them.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { ConnectOptions } from '#ingest/ssh/connect.ts';
import { switchableProxy, type SwitchableProxy } from './switchable-proxy.ts';

export interface Peer {
  readonly port: number;
  readonly process: ChildProcess;
  readonly said: () => string;
}

/** May processes get an /etc/passwd of their own here? Containers without the right to mount may not. */
export const canIsolate = spawnSync('unshare', [...unshareFlags(), 'true']).status === 0;
/** A user of the test's servers alone, with a plain shell, a home in the temporary folder and a password. */
export const USER = canIsolate ? 'tester' : userInfo().username;
export const PASSWORD = 'correct horse';

function unshareFlags(): string[] {
  return process.getuid?.() === 0 ? ['-m'] : ['-rm'];
}

export class PeerRoom {
  readonly folder: string;
  /** As the user's home: nothing of the real one is read. */
  readonly home: string;
  readonly key: string;
  readonly own: string;
  readonly #running: ChildProcess[] = [];
  readonly #proxies: SwitchableProxy[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.home = join(folder, 'home');
    this.key = join(this.home, '.ssh', 'id_ed25519');
    this.own = join(folder, 'known_hosts');
    mkdirSync(join(this.home, '.ssh'), { recursive: true, mode: 0o700 });
    this.makeKey(this.key);
    mkdirSync(join(this.#serverHome, '.ssh'), { recursive: true, mode: 0o700 });
    writeFileSync(this.#authorized, readFileSync(`${this.key}.pub`), { mode: 0o600 });
    this.#writeUser();
  }

  end(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    for (const proxy of this.#proxies) proxy.end();
  }

  get #serverHome(): string {
    return join(this.folder, 'server-home');
  }

  get #authorized(): string {
    return join(this.#serverHome, '.ssh', 'authorized_keys');
  }

  #writeUser(): void {
    const { uid, gid } = userInfo();
    const hash = execFileSync('perl', [
      '-e',
      `print crypt("${PASSWORD}", "\\$6\\$relayscope\\$")`,
    ]).toString();
    const passwd = readFileSync('/etc/passwd', 'utf8');
    writeFileSync(
      join(this.folder, 'passwd'),
      `${passwd}tester:x:${uid}:${gid}::${this.#serverHome}:/bin/sh\n`,
    );
    writeFileSync(join(this.folder, 'shadow'), `tester:${hash}:19000:0:99999:7:::\nsshd:*:19000::::::\n`);
    writeFileSync(
      join(this.folder, 'pam'),
      'auth required pam_unix.so\naccount required pam_permit.so\nsession required pam_permit.so\n',
    );
  }

  makeKey(file: string, type = 'ed25519', passphrase = ''): void {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-f', file]);
  }

  allow(publicKey: string): void {
    writeFileSync(this.#authorized, readFileSync(publicKey), { flag: 'a' });
  }

  hostKey(name: string, type = 'ed25519'): string {
    const file = join(this.folder, `host-${name}-${type}`);
    this.makeKey(file, type);
    return file;
  }

  async sshd(lines: readonly string[] = [], hostKey?: string): Promise<Peer> {
    const port = await freePort();
    const config = join(this.folder, `sshd-${port}`);
    const key = hostKey ?? this.hostKey(String(port));
    writeFileSync(
      config,
      [
        `ListenAddress 127.0.0.1:${port}`,
        `HostKey ${key}`,
        `AuthorizedKeysFile ${this.#authorized}`,
        `PidFile none`,
        ...(lines.includes('NoSftp') ? [] : ['Subsystem sftp internal-sftp']),
        /* The first word on a matter counts. */
        ...lines.filter((line) => line !== 'NoSftp'),
        'UsePAM no',
        'StrictModes no',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication no',
        'PermitRootLogin yes',
        'MaxStartups 100',
      ].join('\n'),
    );
    /* sshd as root gives up its rights in this folder. */
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    return this.#start('/usr/sbin/sshd', ['-D', '-e', '-f', config], port);
  }

  /** Without SFTP, as on a router. */
  async dropbear(): Promise<Peer> {
    const port = await freePort();
    const key = join(this.folder, `dropbear-${port}`);
    execFileSync('dropbearkey', ['-t', 'ed25519', '-f', key], { stdio: 'ignore' });
    const args = ['-F', '-E', '-r', key, '-p', `127.0.0.1:${port}`, '-P', join(this.folder, `pid-${port}`)];
    return this.#start('/usr/sbin/dropbear', args, port);
  }

  /** Stands before a server; cuts the line when it is told to. */
  async proxy(to: number): Promise<SwitchableProxy> {
    const proxy = await switchableProxy(to);
    this.#proxies.push(proxy);
    return proxy;
  }

  /** An agent with this key; its socket. */
  async agent(key: string): Promise<{ readonly socket: string; readonly process: ChildProcess }> {
    const socket = join(this.folder, `agent-${this.#running.length}`);
    const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    this.#running.push(child);
    await until(() => canConnect(socket));
    execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' });
    return { socket, process: child };
  }

  /** How a user with nothing but the test's key connects; every unknown host key is accepted. */
  options(
    port: number,
    more: Partial<ConnectOptions> & { keyFile?: string; host?: string; user?: string } = {},
  ): ConnectOptions {
    const { keyFile, host = '127.0.0.1', user = USER, ...rest } = more;
    return {
      task: { name: 'server', host, port, user, ...(keyFile === undefined ? {} : { keyFile }) },
      home: this.home,
      ownKnownHosts: this.own,
      askHostKey: () => Promise.resolve(true),
      askSecret: () => Promise.resolve(undefined),
      onStep: () => undefined,
      known: new Map(),
      ...rest,
    };
  }

  /** Nothing of the system's own users changes: other files are laid over theirs, for this process alone. */
  get #isolation(): string {
    const over = (name: string, path: string) => `mount --bind ${join(this.folder, name)} ${path}`;
    return `${over('passwd', '/etc/passwd')} && ${over('shadow', '/etc/shadow')} && ${over('pam', '/etc/pam.d/sshd')} && exec "$@"`;
  }

  async #start(program: string, args: readonly string[], port: number): Promise<Peer> {
    const isolated = ['unshare', ...unshareFlags(), 'sh', '-c', this.#isolation, 'sh', program, ...args];
    const [command = program, ...rest] = canIsolate ? isolated : [program, ...args];
    const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#running.push(child);
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    await until(() => {
      if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
      return canConnect(port);
    });
    return { port, process: child, said: () => said };
  }
}

/** A folder with links to these commands alone: a server that has nothing else. */
export function onlyCommands(folder: string, names: readonly string[]): string {
  const path = join(folder, `only-${names.join('-')}`);
  mkdirSync(path, { recursive: true });
  for (const name of names) {
    const real = execFileSync('which', [name]).toString().trim();
    writeFileSync(join(path, name), `#!/bin/sh\nexec ${real} "$@"\n`);
    chmodSync(join(path, name), 0o755);
  }
  return path;
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function canConnect(to: number | string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = typeof to === 'number' ? createConnection(to, '127.0.0.1') : createConnection(to);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('waited too long');
}
