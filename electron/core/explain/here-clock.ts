/** What a reply's own time says about the other server's clock. */
import { clockReading, offBy } from '#core/correlate/peer-clocks.ts';
import type { ExplainContext } from './explain.ts';
import { formatDuration } from './format.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

/** Nothing where the reply holds no time, or the clocks agree. */
export function otherClock(stat: string, context: ExplainContext): readonly Finding[] {
  const attempts = context.message?.recipients.flatMap((r) => r.attempts) ?? [];
  const attempt = attempts.find((a) => a.stat === stat);
  const reading = attempt === undefined ? undefined : clockReading(attempt);
  if (reading === undefined) return [];
  const off = offBy(reading);
  if (off === 0) return [];
  const seconds = Math.max(1, Math.round(off / 1000));
  return [reading.least > 0 ? ahead(seconds) : behind(seconds)];
}

function ahead(seconds: number): Finding {
  return finding(
    'computed',
    `So that server’s clock is at least ${formatDuration(seconds, 'en')} ahead of this log’s.`,
    `相手の時計は、このログの時計より少なくとも ${formatDuration(seconds, 'ja')}進んでいます。`,
  );
}

/** Ids are dated when a session begins. */
function behind(seconds: number): Finding {
  return finding(
    'computed',
    `That is ${formatDuration(seconds, 'en')} or more before this delivery: that server’s clock is behind, or the id is from the beginning of a long session.`,
    `これはこの配送より ${formatDuration(seconds, 'ja')}以上前です。相手の時計が遅れているか、長い接続の初めに作られた ID です。`,
  );
}
