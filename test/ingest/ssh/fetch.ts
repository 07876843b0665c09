/** A whole fetch as the app does it: servers told, files listed, a session over a port with credits. */
import { join } from 'node:path';
import type { Problem } from '#core/base/problem.ts';
import type { FromIngest, IngestJob, ToIngest } from '#core/contract/ingest-protocol.ts';
import type {
  FetchedSource,
  FoundFile,
  FromServers,
  ServerAnswer,
  ServerListing,
  ServerQuestion,
  ServerSetting,
  ServerTask,
} from '#core/contract/server-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { recordAt } from '#core/records/record-at.ts';
import type { StepLimits } from '#ingest/ssh/connect.ts';
import { remoteSource } from '#ingest/ssh/remote-source.ts';
import { ServersRoom } from '#ingest/ssh/servers-room.ts';
import { runIngest } from '#ingest/session.ts';
import { USER, type Peers } from './peers.ts';

export interface Line {
  readonly source: number;
  readonly line: number;
  readonly offset: number;
  readonly raw: string;
}

export interface Fetched {
  readonly listing: ServerListing | undefined;
  readonly lines: readonly Line[];
  readonly problems: readonly Problem[];
  readonly told: readonly FromServers[];
  /** What is here now, for the next fetch. */
  readonly known: readonly (FetchedSource & { readonly nextOffset: number; readonly nextLine: number })[];
}

export interface FetchOptions {
  readonly task?: Partial<ServerTask>;
  readonly known?: Fetched['known'];
  /** A folder for copies; none is kept without. */
  readonly copies?: string;
  readonly answer?: (question: ServerQuestion) => ServerAnswer | Promise<ServerAnswer>;
  readonly setting?: Partial<ServerSetting>;
  readonly limits?: StepLimits;
  /** Seconds before each new attempt. */
  readonly backOff?: readonly number[];
  /** Milliseconds between two looks at a log that is followed. */
  readonly lookEvery?: number;
  readonly onTold?: (message: FromServers) => void;
  /** Called once the listing is there, before anything is read. */
  readonly onListed?: () => void;
}

export interface Connected {
  readonly room: ServersRoom;
  readonly told: FromServers[];
  readonly listing: ServerListing | undefined;
}

/** A server is told of and its files are listed, or it failed. */
export async function connected(
  peers: Peers,
  port: number,
  path: string,
  o: FetchOptions = {},
): Promise<Connected> {
  const told: FromServers[] = [];
  const room = new ServersRoom(
    (message) => {
      told.push(message);
      o.onTold?.(message);
      if (message.type === 'question') {
        const { ask, question } = message;
        void Promise.resolve(o.answer === undefined ? { accept: true as const } : o.answer(question)).then(
          (answer) => {
            room.receive({ type: 'answer', ask, answer });
          },
        );
      }
      if (message.type === 'listed' || message.type === 'failed') settle();
    },
    {
      ...(o.backOff === undefined ? {} : { backOff: o.backOff }),
      ...(o.lookEvery === undefined ? {} : { lookEvery: o.lookEvery }),
      ...(o.limits === undefined ? {} : { limits: o.limits }),
    },
  );
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const { known = [] } = o;
  const task: ServerTask = {
    server: 's',
    name: 'server',
    host: '127.0.0.1',
    port,
    user: USER,
    path,
    fetched: known,
    ...o.task,
  };
  room.receive({
    type: 'servers',
    tasks: [task],
    setting: { knownHosts: peers.own, home: peers.home, ...o.setting },
  });
  await settled;
  return { room, told, listing: told.find((message) => message.type === 'listed')?.listing };
}

export async function fetchLog(
  peers: Peers,
  port: number,
  path: string,
  o: FetchOptions = {},
): Promise<Fetched> {
  const { known = [] } = o;
  const { room, told, listing } = await connected(peers, port, path, o);
  const failed = told.find((message) => message.type === 'failed');
  if (listing === undefined) {
    room.end();
    return { listing, lines: [], problems: failed === undefined ? [] : [failed.problem], told, known };
  }
  o.onListed?.();
  const job = jobOf(listing, known, o.copies);
  const { lines, problems, next } = await read(job, room);
  room.end();
  return { listing, lines, problems, told, known: knownNow(job, known, told, next) };
}

export function jobOf(
  listing: ServerListing,
  known: Fetched['known'],
  copies: string | undefined,
): IngestJob {
  const first = Math.max(-1, ...known.map(({ source }) => source)) + 1;
  const numbered: readonly { source: number; file: FoundFile }[] = [
    ...listing.continued,
    ...listing.fresh.map((file, i) => ({ source: first + i, file })),
  ];
  return {
    sources: numbered.map(({ source, file }) => {
      const before = known.find((entry) => entry.source === source);
      const { name, size, modified, fingerprint } = file;
      return {
        facts: { source, sourceId: 'ab', name, size, modified, fingerprint },
        remote: remoteSource('s', {
          ...file,
          ...(before?.cursor === undefined ? {} : { cursors: [{ at: before.size, cursor: before.cursor }] }),
        }),
        ...(copies === undefined ? {} : { path: join(copies, `${source}.copy`) }),
        fromOffset: before?.nextOffset ?? 0,
        fromLine: before?.nextLine ?? 1,
      };
    }),
  };
}

async function read(job: IngestJob, room: ServersRoom) {
  const [ours, theirs] = portPair<FromIngest, ToIngest>();
  const lines: Line[] = [];
  const problems: Problem[] = [];
  const next = new Map<number, { nextOffset: number; nextLine: number }>();
  ours.onMessage((message) => {
    if (message.type === 'source-done' && message.problem !== undefined) problems.push(message.problem);
    if (message.type !== 'batch') return;
    const { batch } = message;
    for (let i = 0; i < batch.count; i++) {
      const { source, line, offset, raw } = recordAt(batch, i);
      lines.push({ source, line, offset, raw });
    }
    next.set(batch.source, { nextOffset: batch.nextOffset, nextLine: batch.nextLine });
    ours.postMessage({ type: 'credit', count: 1 });
  });
  ours.start();
  ours.postMessage({ type: 'credit', count: 4 });
  await runIngest(job, theirs, room);
  await new Promise((resolve) => setTimeout(resolve, 10));
  return { lines, problems, next };
}

function knownNow(
  job: IngestJob,
  known: Fetched['known'],
  told: readonly FromServers[],
  next: ReadonlyMap<number, { nextOffset: number; nextLine: number }>,
): Fetched['known'] {
  return job.sources.flatMap(({ facts: { source, name, fingerprint } }) => {
    const before = known.find((entry) => entry.source === source);
    const fetched = told.findLast((message) => message.type === 'fetched' && message.source === source);
    const at = next.get(source) ?? before;
    if (fetched?.type === 'fetched' && at !== undefined) {
      const { nextOffset, nextLine } = at;
      const { size, block, cursor } = fetched;
      const its = cursor === undefined ? {} : { cursor };
      return [{ source, name, fingerprint, size, block, nextOffset, nextLine, ...its }];
    }
    return before === undefined ? [] : [{ ...before, name, fingerprint }];
  });
}
