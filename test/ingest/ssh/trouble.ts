/** One row of the table of all that can go wrong with a server. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { spawn } from 'node:child_process';
import { afterAll } from 'vitest';
import type { SshProblemCode } from '#core/base/ssh-problem.ts';
import type { ProblemCode } from '#core/base/problem.ts';
import type { ServerQuestion, ServerStep } from '#core/contract/server-protocol.ts';
import type { FetchOptions } from './fetch.ts';

/** How a server is met: where, and what is different from the usual. */
export interface Meeting extends FetchOptions {
  readonly port: number;
  readonly path?: string;
  /** Milliseconds after which a silent server is given up while files are read, instead of the usual. */
  readonly silence?: number;
}

export interface Trouble {
  readonly name: string;
  readonly meet: () => Promise<Meeting>;
  readonly code: SshProblemCode | ProblemCode;
  /** The step that was told last. */
  readonly step?: ServerStep;
  /** What the sentence names in brackets. */
  readonly facts?: string;
  /** What the sentence begins with, where that is not the server. */
  readonly where?: string;
}

export const PATH = '/var/log/maillog';
export const WRONG = 'wrong horse';
export const SHORT = { connect: 300, handshake: 300, login: 300 };

/** Every host key is accepted; every other question gets this answer. */
export function typing(text: string): Required<Pick<FetchOptions, 'answer'>> {
  return {
    answer: (question: ServerQuestion) =>
      question.kind === 'host-key' ? { accept: true } : { secrets: question.fields.map(() => text) },
  };
}

/** Speaks whatever it likes. */
export function speaking(speak: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    speak(socket);
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** A port whose queue is full: what connects to it is not answered at all, as behind a firewall that drops. */
export async function unanswering(): Promise<number> {
  const program = `use Socket; $| = 1; socket(S, PF_INET, SOCK_STREAM, 0);
    bind(S, sockaddr_in(0, inet_aton("127.0.0.1"))); listen(S, 0);
    print((sockaddr_in(getsockname(S)))[0]); <STDIN>`;
  const child = spawn('perl', ['-e', program], { stdio: ['pipe', 'pipe', 'ignore'] });
  afterAll(() => void child.kill());
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(Number(data.toString())));
  });
  for (let i = 0; i < 4; i++) {
    const filler = createConnection(port, '127.0.0.1');
    filler.on('error', () => undefined);
    afterAll(() => void filler.destroy());
    await new Promise((resolve) => {
      filler.once('connect', resolve);
      setTimeout(resolve, 100);
    });
  }
  return port;
}
