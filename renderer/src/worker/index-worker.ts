/** Entry of the index worker: the sole owner of IndexedDB. Talks to the page, and over its own port to ingest. */
import type { FromIndex, ToIndex } from '#core/contract/index-protocol.ts';
import { domPort } from './dom-port.ts';
import { IndexServer } from './index-server.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const server = new IndexServer((message: FromIndex) => scope.postMessage(message));

scope.onmessage = ({ data, ports }: MessageEvent<ToIndex>) => {
  const [port] = ports;
  void server.receive(data, port === undefined ? undefined : domPort(port));
};
