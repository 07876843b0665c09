/** A log on a server is followed as the app does it, in the background; what has come can be looked at any time. */
import type { Alert, Problem } from '#core/base/problem.ts';
import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { FromServers } from '#core/contract/server-protocol.ts';
import { portPair } from '#core/ports/port.ts';
import { recordAt } from '#core/records/record-at.ts';
import { isLiveName } from '#ingest/rotation.ts';
import { runIngest, type JobSource } from '#ingest/session.ts';
import { connected, jobOf, type FetchOptions, type Line } from './fetch.ts';
import type { Peers } from './peers.ts';

export interface Following {
  readonly lines: Line[];
  readonly problems: Problem[];
  readonly alerts: Alert[];
  readonly told: readonly FromServers[];
  /** Files that took the place of the one that is followed. */
  readonly replaced: JobSource[];
  caughtUp: number;
  /** Whole lines of one source, or of all. */
  readonly text: (source?: number) => string;
  readonly stop: () => Promise<void>;
}

export async function followLog(
  peers: Peers,
  port: number,
  path: string,
  o: FetchOptions = {},
): Promise<Following> {
  const { room, listing, told } = await connected(peers, port, path, { lookEvery: 150, ...o });
  if (listing === undefined) throw new Error(JSON.stringify(told.at(-1)));
  const job = jobOf(listing, o.known ?? [], o.copies);
  const sources = job.sources.map((source) =>
    isLiveName(source.remote?.name ?? '') || path.startsWith('journal:')
      ? { ...source, follow: true as const }
      : source,
  );
  const [ours, theirs] = portPair<FromIngest, ToIngest>();
  const seen: Following = {
    lines: [],
    problems: [],
    alerts: [],
    told,
    replaced: [],
    caughtUp: 0,
    text: (source) =>
      seen.lines
        .filter((line) => source === undefined || line.source === source)
        .map(({ raw }) => `${raw}\n`)
        .join(''),
    stop: async () => {
      ours.postMessage({ type: 'cancel' });
      await running;
      room.end();
    },
  };
  ours.onMessage((message) => {
    if (message.type === 'source-done' && message.problem !== undefined) seen.problems.push(message.problem);
    if (message.type === 'caught-up') seen.caughtUp++;
    if (message.type !== 'batch') return;
    const { batch } = message;
    seen.alerts.push(...batch.alerts);
    for (let i = 0; i < batch.count; i++) {
      const { source, line, offset, raw } = recordAt(batch, i);
      seen.lines.push({ source, line, offset, raw });
    }
    ours.postMessage({ type: 'credit', count: 1 });
  });
  ours.start();
  ours.postMessage({ type: 'credit', count: 4 });
  const running = runIngest({ ...job, sources }, theirs, room, (_, now) => seen.replaced.push(now));
  return seen;
}
