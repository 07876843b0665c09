/** A command on a server: its output as it comes, and how it ended. */
import type { Client, ClientChannel } from 'ssh2';
import { inTime } from './patience.ts';
import { closedFailure } from './ssh-failure.ts';

export interface Output {
  readonly text: string;
  readonly errors: string;
  readonly status: number;
}

export interface Running {
  readonly channel: ClientChannel;
  /** Status -1: the line was cut before. */
  readonly ended: Promise<Output>;
}

/** How a command ends may come in the packet that says it began: it is listened for at once. */
export function runCommand(client: Client, command: string, where: string): Promise<Running> {
  const opened = new Promise<Running>((resolve, reject) => {
    try {
      client.exec(command, (error, channel) => {
        if (error) reject(closedFailure('files', where));
        else resolve({ channel, ended: collect(channel) });
      });
    } catch {
      reject(closedFailure('files', where));
    }
  });
  return inTime(opened, where);
}

/** What a command says on its other channel, and how it ended. */
function collect(channel: ClientChannel): Promise<Output> {
  let errors = '';
  let status = -1;
  channel.stderr.on('data', (data: Buffer) => {
    if (errors.length < 2000) errors += data.toString('utf8');
  });
  channel.on('exit', (code: number | null) => {
    status = code ?? 1;
  });
  const closed = new Promise<void>((resolve) => void channel.once('close', resolve));
  return closed.then(() => ({ text: '', errors, status }));
}
