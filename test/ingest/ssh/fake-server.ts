/** A server in the test's own hands, for what no real one does: passwords without a system user, and lies. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import ssh2, { type AuthContext, type Connection, type SFTPWrapper, type ServerChannel } from 'ssh2';
import { afterAll } from 'vitest';

export interface FakeServer {
  readonly port: number;
  /** Methods that were tried, in their order. */
  readonly tried: string[];
}

export interface Behaviour {
  readonly hostKey: string;
  readonly onAuth?: (context: AuthContext, connection: Connection) => void;
  readonly onExec?: (command: string, channel: ServerChannel) => void;
  readonly onSession?: (connection: Connection) => void;
  /** There is no SFTP without. */
  readonly onSftp?: (sftp: SFTPWrapper, connection: Connection) => void;
  readonly greeting?: string;
  readonly banner?: string;
}

/** Everybody is let in, every command fails as one that is not there. */
export function fakeServer(behaviour: Behaviour): Promise<FakeServer> {
  const tried: string[] = [];
  const { hostKey, greeting, banner } = behaviour;
  const connections = new Set<Connection>();
  const server = new ssh2.Server(
    {
      hostKeys: [readFileSync(hostKey)],
      ...(greeting === undefined ? {} : { greeting }),
      ...(banner === undefined ? {} : { banner }),
    },
    (connection) => {
      connections.add(connection);
      /* As real servers do; not among the types. */
      (connection as unknown as { setNoDelay: (on: boolean) => void }).setNoDelay(true);
      connection.on('error', () => undefined);
      connection.on('authentication', (context) => {
        tried.push(context.method);
        if (behaviour.onAuth === undefined) context.accept();
        else behaviour.onAuth(context, connection);
      });
      connection.on('ready', () => behaviour.onSession?.(connection));
      connection.on('session', (accept) => {
        const session = accept();
        const { onSftp } = behaviour;
        if (onSftp !== undefined) session.on('sftp', (acceptSftp) => onSftp(acceptSftp(), connection));
        session.on('exec', (acceptExec, _reject, { command }) => {
          const channel = acceptExec();
          channel.on('error', () => undefined);
          if (behaviour.onExec !== undefined) behaviour.onExec(command, channel);
          else finish(channel, 127);
        });
      });
    },
  );
  afterAll(() => {
    for (const connection of connections) connection.end();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, tried }));
  });
}

export function finish(
  channel: ServerChannel,
  status: number,
  text: string | Buffer = '',
  errors = '',
): void {
  if (errors !== '') channel.stderr.write(errors);
  channel.write(text);
  channel.exit(status);
  channel.end();
}

/** As dropbear on a router without stat: what `text` is at `path`, over scp, tail and wc. */
export function execServing(path: string, text: string): (command: string, channel: ServerChannel) => void {
  return (command, channel) => {
    if (command === 'scp -f') finish(channel, 1);
    else if (command.startsWith('stat')) finish(channel, 127, '', 'sh: stat: not found');
    else if (command.startsWith('ls')) finish(channel, 0, `${path.slice(path.lastIndexOf('/') + 1)}\n`);
    else if (command.startsWith('head') || command.startsWith('tail')) finish(channel, 127, '', 'not found');
    else if (command.startsWith('scp')) {
      channel.write(`C0644 ${Buffer.byteLength(text)} ${path.slice(path.lastIndexOf('/') + 1)}\n`);
      channel.write(text);
      channel.write('\0');
    } else finish(channel, 127);
  };
}
