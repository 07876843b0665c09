/**
 * A line on 127.0.0.1 on which every byte takes so many milliseconds each way, in its order, and none is held back
 * otherwise. Stands for `tc netem`, which not every kernel has.
 */
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export function delayProxy(to: number, milliseconds: number): Promise<{ port: number; server: Server }> {
  const server = createServer((near) => {
    const far = createConnection(to, '127.0.0.1');
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', () => undefined);
    pass(near, far, milliseconds);
    pass(far, near, milliseconds);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ port: (server.address() as AddressInfo).port, server }));
  });
}

function pass(from: Socket, to: Socket, milliseconds: number): void {
  from.on('data', (data) => void setTimeout(() => to.writable && to.write(data), milliseconds));
  from.on('close', () => void setTimeout(() => to.end(), milliseconds));
}
