/**
 * Files without SFTP, as on a router with dropbear: `scp -f` for whole files, `tail -c` for what is new, `cat` where
 * scp is missing too. Commands are plain words with single-quoted paths, which every shell takes; nothing is left on
 * the server.
 */
import type { Client, ClientChannel } from 'ssh2';
import type { FolderEntry, ServerMethod } from '#core/contract/server-protocol.ts';
import { isPlainName } from '#core/ssh/remote-path.ts';
import { ScpReceiver } from '#core/ssh/scp-receiver.ts';
import { ReadFailure } from '../failure.ts';
import { channelBytes } from './channel-bytes.ts';
import { WHOLE, inTime } from './patience.ts';
import type { RemoteFiles, RemoteStat } from './remote-files.ts';
import { runCommand, type Output, type Running } from './run-command.ts';
import { clean, closedFailure, sshFailure } from './ssh-failure.ts';

/** Bytes of a command's output: a folder with far more names than one of logs. */
const MOST_OUTPUT = 4 * 1024 * 1024;
const NO_COMMAND = 127;
/** Bytes. A look at a file's beginning or last block does not fetch the whole. */
const SMALL = 128 * 1024;

export class ExecFiles implements RemoteFiles {
  readonly method: ServerMethod;
  readonly #client: Client;
  readonly where: string;

  private constructor(client: Client, where: string, method: ServerMethod) {
    this.#client = client;
    this.where = where;
    this.method = method;
  }

  /** Finds out what there is: scp asked for nothing says how it is used; `cat` of nothing succeeds. */
  static async open(client: Client, where: string): Promise<ExecFiles> {
    const scp = new ExecFiles(client, where, 'scp');
    const { status } = await scp.#run('scp -f');
    if (status !== NO_COMMAND) return scp;
    const cat = new ExecFiles(client, where, 'cat');
    if ((await cat.#run('cat /dev/null')).status !== 0) throw sshFailure('ssh-no-way', where);
    return cat;
  }

  async stat(path: string): Promise<RemoteStat> {
    const gnu = await this.#run(`stat -L -c '%f %s %Y %i' ${quoted(path)}`);
    const found = /^([0-9a-f]+) (\d+) (\d+) (\d+)\s*$/.exec(gnu.text);
    if (found) return statOf(Number.parseInt(found[1] ?? '', 16), found.slice(2));
    this.#refusal(gnu, path);
    const bsd = await this.#run(`stat -L -f '%p %z %m %i' ${quoted(path)}`);
    const other = /^([0-7]+) (\d+) (\d+) (\d+)\s*$/.exec(bsd.text);
    if (other) return statOf(Number.parseInt(other[1] ?? '', 8), other.slice(2));
    this.#refusal(bsd, path);
    return this.method === 'scp' ? this.#statByScp(path) : this.#statByCount(path);
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    /* -p marks folders with a slash. */
    const output = await this.#run(`ls -1apL ${quoted(folder)}`);
    if (output.status !== 0 && output.text === '') {
      this.#refusal(output, folder);
      throw sshFailure('ssh-no-way', this.where, clean(output.errors));
    }
    return output.text.split('\n').flatMap((line): FolderEntry[] => {
      const isFolder = line.endsWith('/');
      const name = isFolder ? line.slice(0, -1) : line;
      return isPlainName(name) ? [{ name, kind: isFolder ? 'folder' : 'file', size: 0 }] : [];
    });
  }

  async *read(path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
    const canScp = this.method === 'scp';
    if (canScp && from === 0 && to > SMALL) {
      yield* limited(this.#scp(path), to);
      return;
    }
    let given = 0;
    try {
      for await (const bytes of limited(this.#command(path, from, to), to - from)) {
        given += bytes.length;
        yield bytes;
      }
    } catch (error) {
      const noCommand = error instanceof ReadFailure && error.problem.code === 'ssh-no-way';
      if (!canScp || !noCommand || given > 0) throw error;
      /* Only scp is allowed: what is known already comes once more and is passed over. */
      yield* limited(skipped(this.#scp(path), from), to - from);
    }
  }

  async *#command(path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
    const { channel, ended } = await this.#open(commandFor(path, from, to));
    let given = 0;
    try {
      for await (const bytes of this.#bytes(channel)) {
        given += bytes.length;
        yield bytes;
      }
      const output = await inTime(ended, this.where);
      if (output.status < 0) throw closedFailure('files', this.where);
      if (output.status === 0 && (given > 0 || output.errors === '')) return;
      this.#refusal(output, path);
      throw sshFailure('ssh-no-way', this.where, clean(output.errors));
    } finally {
      channel.close();
    }
  }

  async *#scp(path: string): AsyncGenerator<Uint8Array> {
    for await (const event of this.#scpEvents(path)) if (event.type === 'data') yield event.data;
  }

  async *#scpEvents(path: string) {
    const { channel, ended } = await this.#open(`scp -fp ${quoted(path)}`);
    const receiver = new ScpReceiver(path);
    let given = 0;
    try {
      channel.write(ZERO);
      for await (const bytes of this.#bytes(channel)) {
        const { events, acknowledge } = receiver.push(bytes);
        for (const event of events) {
          if (event.type === 'failed') throw this.#scpFailure(event.why, event.text, path);
          if (event.type === 'end') return;
          if (event.type === 'data') given += event.data.length;
          yield event;
        }
        for (let i = 0; i < acknowledge; i++) channel.write(ZERO);
      }
      throw this.#scpEnd(await inTime(ended, this.where), path, given);
    } finally {
      channel.close();
    }
  }

  #scpFailure(why: 'refused' | 'lied', text: string, path: string): ReadFailure {
    if (why === 'lied') return sshFailure('ssh-lied', this.where, clean(text));
    return refusalIn(text, this.where, path) ?? sshFailure('ssh-no-way', this.where, clean(text));
  }

  /** Over before the file was: the line broke, or the command ended by itself. */
  #scpEnd({ status, errors }: Output, path: string, given: number): ReadFailure {
    if (status < 0) return closedFailure('files', this.where);
    if (given > 0) return sshFailure('ssh-lied', this.where, `${given} B`);
    return this.#scpFailure('refused', errors, path);
  }

  async #statByScp(path: string): Promise<RemoteStat> {
    for await (const event of this.#scpEvents(path))
      if (event.type === 'file') return { kind: 'file', size: event.size, modified: event.modified ?? 0 };
    throw closedFailure('files', this.where);
  }

  /** A device is never counted: that would go on over there for ever. */
  async #statByCount(path: string): Promise<RemoteStat> {
    const file = quoted(path);
    const output = await this.#run(`test -f ${file} && wc -c ${file}`);
    if (output.status !== 0 && output.text + output.errors === '') {
      if ((await this.#run(`test -d ${file}`)).status === 0) return { kind: 'folder', size: 0, modified: 0 };
      if ((await this.#run(`test -e ${file}`)).status === 0) return { kind: 'other', size: 0, modified: 0 };
      throw sshFailure('ssh-missing', this.where, clean(path));
    }
    const size = /^\s*(\d{1,15})/.exec(output.text)?.[1];
    if (size === undefined || output.status !== 0) {
      this.#refusal(output, path);
      throw sshFailure('ssh-no-way', this.where, clean(output.errors));
    }
    return { kind: 'file', size: Number(size), modified: 0 };
  }

  /** Throws when the command says that the file is missing or must not be read. */
  #refusal({ errors }: Output, path: string): void {
    const failure = refusalIn(errors, this.where, path);
    if (failure !== undefined) throw failure;
  }

  async #run(command: string): Promise<Output> {
    const { channel, ended } = await this.#open(command);
    channel.end();
    try {
      return await inTime(this.#output(channel, ended), this.where, WHOLE);
    } finally {
      channel.close();
    }
  }

  async #output(channel: ClientChannel, ended: Running['ended']): Promise<Output> {
    let text = '';
    for await (const bytes of this.#bytes(channel)) {
      text += Buffer.from(bytes).toString('utf8');
      if (text.length > MOST_OUTPUT) throw sshFailure('ssh-lied', this.where, '> 4 MiB');
    }
    return { ...(await inTime(ended, this.where)), text };
  }

  #open(command: string): Promise<Running> {
    return runCommand(this.#client, command, this.where);
  }

  #bytes(channel: ClientChannel): AsyncGenerator<Uint8Array> {
    return channelBytes(channel, this.where);
  }
}

const ZERO = Buffer.from([0]);

async function* limited(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let left = most;
  if (left <= 0) return;
  for await (const piece of bytes) {
    yield piece.length > left ? piece.subarray(0, left) : piece;
    left -= piece.length;
    if (left <= 0) return;
  }
}

async function* skipped(bytes: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const piece of bytes) {
    if (piece.length > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}

function commandFor(path: string, from: number, to: number): string {
  const file = quoted(path);
  const small = to - from <= SMALL;
  if (from === 0) return small ? `head -c ${to} ${file}` : `cat ${file}`;
  return `tail -c +${from + 1} ${file}${small ? ` | head -c ${to - from}` : ''}`;
}

function quoted(path: string): string {
  /* A name that begins with a dash would be an option. */
  const safe = path.startsWith('-') ? `./${path}` : path;
  return `'${safe.replaceAll("'", String.raw`'\''`)}'`;
}

const KINDS: Readonly<Record<number, RemoteStat['kind']>> = { 0o100000: 'file', 0o040000: 'folder' };

function statOf(mode: number, [size, modified, inode]: readonly string[]): RemoteStat {
  const kind = KINDS[mode & 0o170000] ?? 'other';
  return { kind, size: Number(size), modified: Number(modified) * 1000, inode: Number(inode) };
}

function refusalIn(text: string, where: string, path: string): ReadFailure | undefined {
  if (/no such file|cannot find|does not exist|見つかりません|ありません/i.test(text))
    return sshFailure('ssh-missing', where, clean(path));
  if (/permission denied|not permitted|許可がありません/i.test(text))
    return sshFailure('ssh-forbidden', where, clean(path));
  if (/not a regular file|is a directory/i.test(text))
    return sshFailure('ssh-not-a-file', where, clean(path));
  return undefined;
}
