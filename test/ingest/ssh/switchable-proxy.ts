/** Stands between client and server on 127.0.0.1 and cuts the line when it is told to, for as long as it is told to. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SwitchableProxy {
  readonly port: number;
  /** Connections there have been. */
  readonly connections: () => number;
  /** Bytes that came from the server. */
  readonly passed: () => number;
  /** After so many bytes from the server all stands still, until `go`. */
  readonly hold: (bytes: number) => void;
  readonly go: () => void;
  /** From now on the line is cut, and no other is let through. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** Cut, and mended at once. */
  readonly blip: () => void;
  readonly end: () => void;
}

export async function switchableProxy(to: number): Promise<SwitchableProxy> {
  let count = 0;
  let passed = 0;
  let most = Infinity;
  const held = new Set<Socket>();
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    count++;
    if (isCut) {
      near.destroy();
      return;
    }
    const far = createConnection(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far);
    far.on('data', (data: Buffer) => {
      passed += data.length;
      if (passed > most) held.add(far);
      if (!near.write(data) || held.has(far)) far.pause();
    });
    near.on('drain', () => held.has(far) || far.resume());
    far.on('end', () => near.end());
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const blip = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const end = (): void => {
    blip();
    server.close();
  };
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const go = (): void => {
    most = Infinity;
    for (const socket of held) socket.resume();
    held.clear();
  };
  const cut = (): void => {
    isCut = true;
    blip();
  };
  return {
    port,
    connections: () => count,
    passed: () => passed,
    hold: (bytes) => (most = bytes),
    go,
    cut,
    mend: () => (isCut = false),
    blip,
    end,
  };
}
