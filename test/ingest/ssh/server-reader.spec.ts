/** Connections that end early, late or while another one is made, each at a moment that the test chooses. */
import type { Client } from 'ssh2';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from '#ingest/ssh/connect.ts';
import { ServerReader, type ReaderOptions } from '#ingest/ssh/server-reader.ts';

interface Made extends Connection {
  readonly ended: () => boolean;
  readonly close: () => void;
  /** SFTP is there, or it is not. */
  readonly answer: (there: boolean) => void;
}

const made: Made[] = [];
const waiting: ((connection: Connection) => void)[] = [];
vi.mock('#ingest/ssh/connect.ts', () => ({
  connect: () => new Promise<Connection>((resolve) => waiting.push(resolve)),
}));

beforeEach(() => {
  made.length = waiting.length = 0;
});

/** The oldest attempt that waits has come through. */
function comesThrough(): Made {
  let ended = false;
  let close = (): void => undefined;
  let answer: Made['answer'] = () => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const client = {
    on: () => client,
    once: () => client,
    sftp: (done: (error: Error | undefined, sftp: unknown) => void) => {
      answer = (there) => done(there ? undefined : new Error('gone'), client);
    },
    exec: () => {
      throw new Error('Not connected');
    },
  };
  const connection = {
    client: client as unknown as Client,
    closed,
    end: () => (ended = true),
    ended: () => ended,
    close: () => close(),
    answer: (there: boolean) => answer(there),
  };
  waiting.shift()?.(connection);
  made.push(connection);
  return connection;
}

function reader(): ServerReader {
  const task = { server: 's', name: 'mx', host: 'mx', path: '/var/log/maillog', fetched: [] };
  return new ServerReader({ task, connect: {} as ReaderOptions['connect'] });
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('a connection that fails late leaves a newer one of the same server alone', async () => {
  const server = reader();
  const first = server.files();
  first.catch(() => undefined);
  const old = comesThrough();
  await settled();
  old.close();
  await settled();
  const second = server.files();
  const now = comesThrough();
  await settled();
  now.answer(true);
  const files = await second;
  old.answer(false);
  await expect(first).rejects.toMatchObject({ problem: { code: 'ssh-closed-files' } });
  expect(now.ended()).toBe(false);
  expect(await server.files()).toBe(files);
  expect(made).toHaveLength(2);
});

test('a connection that comes through when nobody wants it any more is given back', async () => {
  const server = reader();
  const first = server.files();
  first.catch(() => undefined);
  server.end();
  const late = comesThrough();
  await expect(first).rejects.toMatchObject({ problem: { code: 'ssh-closed-files' } });
  expect(late.ended()).toBe(true);
});
