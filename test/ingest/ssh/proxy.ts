/** Stands between client and server on 127.0.0.1 and cuts the line after so many bytes from the server, or slows it. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export interface Proxy {
  readonly port: number;
  /** Connections there have been. */
  readonly connections: () => number;
}

/** `cuts`: one number a connection; connections beyond them are left alone. */
export function cuttingProxy(to: number, cuts: readonly number[]): Promise<Proxy> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const cut = cuts[count++] ?? Infinity;
    const far = createConnection(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    let passed = 0;
    near.pipe(far);
    far.on('data', (data: Buffer) => {
      const rest = data.subarray(0, Math.max(0, cut - passed));
      passed += data.length;
      if (passed <= cut) {
        near.write(data);
        return;
      }
      /* What came before the cut still arrives: how much of it there is must not hang on how busy the machine is. */
      near.write(rest, () => near.destroy());
      far.destroy();
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.end());
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({ port: (server.address() as AddressInfo).port, connections: () => count }),
    );
  });
}
