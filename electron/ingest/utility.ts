/** Entry of the utility process: takes one job and one port from main, reads, and ends. */
import type { MessagePortMain, ParentPort } from 'electron';
import type { FromIngest, IngestJob, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { Port } from '#core/ports/port.ts';
import { runIngest } from './session.ts';

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

parentPort.once('message', ({ data, ports }) => {
  const [port] = ports;
  if (port === undefined) throw new Error('Broken assumption: ingest was started without a port');
  void runIngest(data as IngestJob, wrap(port));
});

/** The port stays open when reading is done: main ends the process when the index has let go of it. */
function wrap(port: MessagePortMain): Port<ToIngest, FromIngest> {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data as ToIngest)),
    onClose: (listener) => void port.on('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}
