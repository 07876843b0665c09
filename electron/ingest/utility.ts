/**
 * Entry of the utility process: takes one job and one port from main, reads, and ends. For servers it is told of them
 * first; what ssh2 needs is loaded only then.
 */
import { constants, setPriority } from 'node:os';
import type { MessagePortMain, ParentPort } from 'electron';
import type { FromIngest, IngestJob, SourceReplaced, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { ToServers } from '#core/contract/server-protocol.ts';
import type { Port } from '#core/ports/port.ts';
import { runIngest } from './session.ts';
import type { ServersRoom } from './ssh/servers-room.ts';

/* Reading takes a processor for a while: whoever works at the window, in this program or another, comes first. */
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
let servers: Promise<ServersRoom> | undefined;
let reading = true;
/** Has the index let go of the port? */
let released = false;

parentPort.on('message', ({ data, ports }) => {
  if (isForServers(data)) {
    servers ??= openRoom();
    void servers.then((room) => room.receive(data));
    return;
  }
  const [port] = ports;
  if (port === undefined) throw new Error('Broken assumption: ingest was started without a port');
  port.on('close', () => {
    released = true;
    endWhenDone();
  });
  void read(data as IngestJob, wrap(port));
});

async function openRoom(): Promise<ServersRoom> {
  const { ServersRoom: Room } = await import('./ssh/servers-room.ts');
  return new Room((message) => parentPort.postMessage(message));
}

async function read(job: IngestJob, port: Port<ToIngest, FromIngest>): Promise<void> {
  const room = await servers;
  await runIngest(job, port, room, (replaced, { facts, remote, path }) => {
    const where = { ...(remote === undefined ? {} : { remote }), ...(path === undefined ? {} : { path }) };
    parentPort.postMessage({ type: 'source-replaced', replaced, facts, ...where } satisfies SourceReplaced);
  });
  room?.end();
  reading = false;
  endWhenDone();
}

/** What read files is of no more use; what has connected to servers is asked again. */
function endWhenDone(): void {
  if (released && !reading && servers === undefined) process.exit(0);
}

function isForServers(data: unknown): data is ToServers {
  return typeof data === 'object' && data !== null && 'type' in data;
}

/** The port stays open when reading is done: what was sent last may still be on its way. */
function wrap(port: MessagePortMain): Port<ToIngest, FromIngest> {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data as ToIngest)),
    onClose: (listener) => void port.on('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}
