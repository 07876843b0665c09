import type { Alert, Problem } from '#core/base/problem.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { recordsOf } from '#core/records/record-at.ts';
import { problemOf } from '#ingest/failure.ts';
import type { Part } from '#ingest/read-file.ts';

export interface Everything {
  readonly records: readonly LogRecord[];
  readonly alerts: readonly Alert[];
  readonly last: Part | undefined;
  readonly problem: Problem | undefined;
}

/** All parts of a source together, with the problem that ended it. */
export async function readAll(parts: AsyncIterable<Part>): Promise<Everything> {
  const records: LogRecord[] = [];
  const alerts: Alert[] = [];
  let last: Part | undefined;
  let problem: Problem | undefined;
  try {
    for await (const part of parts) {
      records.push(...recordsOf(part.batch));
      alerts.push(...part.batch.alerts);
      last = part;
    }
  } catch (error) {
    problem = problemOf(error, 'test');
  }
  return { records, alerts, last, problem };
}

/** One understood line a number: `count` lines of about 130 bytes. */
export function mailLines(count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    const id = `k9LE1v98${String(i).padStart(6, '0')}`;
    text += `Oct 21 23:01:58 user100 sendmail[1811]: ${id}: from=<a${i}@example.org>, size=6297, class=0, nrcpts=1, relay=local [192.168.38.222]\n`;
  }
  return text;
}
