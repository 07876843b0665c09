/** Entry of the index worker: the sole owner of IndexedDB. Talks to the page, and over its own port to ingest. */
import type { FromIndex, ToIndex } from '#core/contract/index-protocol.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { Port } from '#core/ports/port.ts';
import { IndexServer } from './index-server.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const server = new IndexServer((message: FromIndex) => scope.postMessage(message));

scope.onmessage = ({ data, ports }: MessageEvent<ToIndex>) => {
  const [port] = ports;
  void server.receive(data, port === undefined ? undefined : wrap(port));
};

function wrap(port: MessagePort): Port<FromIngest, ToIngest> {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', ({ data }) => listener(data as FromIngest)),
    onClose: (listener) => port.addEventListener('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}
