/** A sendmail queue id taken apart: time, sequence and process. */
import { decodeQueueId } from '#core/formats/sendmail/queue-id.ts';
import type { ExplainContext } from './explain.ts';
import { formatMoment, formatZone } from './format.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

export function hereQueueId(value: string, context: ExplainContext): readonly Finding[] {
  const decoded = decodeQueueId(value);
  if (decoded === undefined) return /^[A-Z]{2,3}\d{5}$/.test(value) ? [UNDATED] : [];
  const zone = context.message?.zone;
  const utc = `${formatMoment(decoded.time, 0)} UTC`;
  const own =
    zone === undefined || zone === 0 ? '' : `${formatMoment(decoded.time, zone)} ${formatZone(zone)}`;
  return [
    finding(
      'computed',
      `“${value.slice(0, 6)}” is the time ${utc}${own === '' ? '' : ` (${own} by this log’s clock)`}, “${sequence(value)}” a counter, and the rest the process number ${String(decoded.pid)}.`,
      `「${value.slice(0, 6)}」は時刻 ${utc}${own === '' ? '' : `（このログの時計では ${own}）`}、「${sequence(value)}」は通し番号、残りはプロセス番号 ${String(decoded.pid)} です。`,
    ),
    SERIES,
  ];
}

function sequence(id: string): string {
  return id.length === 12 ? id.slice(6, 7) : id.slice(6, 8);
}

const SERIES = finding(
  'suggested',
  'A process takes the time when it makes its first id, so later messages of the same connection show the same second.',
  '時刻はプロセスが最初に ID を作ったときのものです。同じ接続で続けて届いたメールは、同じ秒になります。',
);
const UNDATED = finding(
  'suggested',
  'An id of sendmail before 8.10: it holds no date, and may come again on another day.',
  '8.10 より前の sendmail の ID です。日付を含まないので、別の日に同じ ID が現れることがあります。',
);

/** How the other server's clock stands against ours, where its id holds a time. */
export function remoteClock(id: string, context: ExplainContext): readonly Finding[] {
  const there = decodeQueueId(id);
  if (there === undefined) return [];
  const text = formatMoment(there.time, context.message?.zone ?? 0);
  const zone = formatZone(context.message?.zone ?? 0);
  return [
    finding(
      'computed',
      `By that server’s clock it was made at ${text} ${zone}.`,
      `相手サーバーの時計では ${text}（${zone}）に作られました。`,
    ),
  ];
}
