/** Entry of the index worker: the sole owner of IndexedDB. Talks to the page, and over ports of its own to ingest. */
import type { FromIndex, ToIndex } from '#core/contract/index-protocol.ts';
import { domPort } from './dom-port.ts';
import { IndexServer } from './index-server.ts';
import { onePort } from './merged-port.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const server = new IndexServer((message: FromIndex) => scope.postMessage(message));

scope.onmessage = ({ data, ports }: MessageEvent<ToIndex>) => {
  void server.receive(data, onePort(ports.map(domPort)));
};
