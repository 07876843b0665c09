/** The words of stat=: sendmail's own prefix, the reason after it, and the next server's reply. */
import { remoteQueueId } from '#core/formats/sendmail/status.ts';
import type { ExplainContext } from './explain.ts';
import { formatMoment, formatZone } from './format.ts';
import { otherClock } from './here-clock.ts';
import { explainRefusal } from './here-checks.ts';
import { remoteClock } from './here-queue-id.ts';
import { DEFERRED_REASONS, STAT_PREFIXES } from './stat-words.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

export function explainStat(value: string, context: ExplainContext): readonly Finding[] {
  if (startsWith(value, 'Sent')) return sent(value, context);
  if (startsWith(value, 'Deferred')) return deferred(value);
  if (/^(?:MAIL|RCPT|DATA|BDAT|HELO|EHLO|QUIT|AUTH|STARTTLS)$/.test(value)) return [BROKEN_OFF];
  const prefix = STAT_PREFIXES.find(([word]) => startsWith(value, word));
  const own = prefix === undefined ? [] : [finding('logged', prefix[1].en, prefix[1].ja)];
  const next = prefix?.[2] === undefined ? [] : [finding('suggested', prefix[2].en, prefix[2].ja)];
  return prefix === undefined ? explainRefusal(value) : [...own, ...next];
}

const BROKEN_OFF = finding(
  'logged',
  'The client gave this command before the message was complete, so the message was dropped.',
  '送り終える前に接続元がこのコマンドを出したため、メールは取りやめになりました。',
);

function startsWith(value: string, word: string): boolean {
  return value.startsWith(word) && !/[A-Za-z]/.test(value.charAt(word.length));
}

function sent(value: string, context: ExplainContext): readonly Finding[] {
  const mailer = context.fields.find(([k]) => k === 'mailer')?.[1];
  if (mailer === 'local') return [MAILBOX];
  const reply = /^Sent \((.*?)\)?$/s.exec(value)?.[1];
  if (reply === undefined) return [TAKEN];
  return [TAKEN, ...remoteWords(value, reply, context), ...otherClock(value, context)];
}

const MAILBOX = finding(
  'logged',
  'The message was put into the mailbox.',
  'メールはメールボックスに入りました。',
);
const TAKEN = finding(
  'logged',
  'The next server has taken the message and is responsible for it from now on. Whether it reached the reader is in that server’s log.',
  '次のサーバーがメールを受け取り、これより先の責任を引き受けました。読む人に届いたかどうかは、そのサーバーのログに残ります。',
);

function remoteWords(value: string, reply: string, context: ExplainContext): readonly Finding[] {
  const qmail = /^ok (\d{9,10}) qp (\d+)/i.exec(reply);
  if (qmail !== null) return [ofQmail(qmail[1] ?? '', qmail[2] ?? '', context)];
  const id = remoteQueueId(value);
  if (id !== undefined) return [remoteId(id), ...remoteClock(id, context)];
  const google = /^OK\s+(\d{9,10})\s+\S+.*gsmtp/i.exec(reply);
  if (google !== null) return [epoch(google[1] ?? '', 'Google', context)];
  if (reply.includes('Queued mail for delivery')) return [EXCHANGE];
  return reply === '' ? [] : [WORDS];
}

function remoteId(id: string): Finding {
  return finding(
    'logged',
    `There the message is called ${id}: ask that server’s admin for this id.`,
    `相手のサーバーでの ID は ${id} です。相手の管理者に問い合わせるときは、この ID を伝えてください。`,
  );
}

function ofQmail(seconds: string, pid: string, context: ExplainContext): Finding {
  const time = clockOf(seconds, context);
  return finding(
    'computed',
    `This is the answer of the mail server qmail: ${seconds} is its clock (${time}) and ${pid} the number of its queueing process.`,
    `メールサーバー qmail の応答です。${seconds} は相手の時計（${time}）、${pid} はキューに入れたプロセスの番号です。`,
  );
}

function epoch(seconds: string, who: string, context: ExplainContext): Finding {
  const time = clockOf(seconds, context);
  return finding(
    'computed',
    `This is the answer of ${who}: ${seconds} is its clock (${time}).`,
    `${who} の応答です。${seconds} は相手の時計（${time}）です。`,
  );
}

function clockOf(seconds: string, context: ExplainContext): string {
  const zone = context.message?.zone ?? 0;
  return `${formatMoment(Number(seconds) * 1000, zone)} ${formatZone(zone)}`;
}

const EXCHANGE = finding(
  'suggested',
  'This is the answer of Microsoft Exchange.',
  'Microsoft Exchange の応答です。',
);
const WORDS = finding(
  'logged',
  'In parentheses are that server’s own words.',
  '括弧の中は、相手のサーバーの言葉です。',
);

function deferred(value: string): readonly Finding[] {
  const reason = /^Deferred:?\s*(.*)$/s.exec(value)?.[1] ?? '';
  const known = DEFERRED_REASONS.find(([form]) => form.test(reason));
  if (known !== undefined) return [LATER, finding('suggested', known[1].en, known[1].ja)];
  return [LATER, ...(reason === '' ? [NO_REASON] : explainRefusal(reason))];
}

const LATER = finding(
  'logged',
  'Not delivered yet: sendmail keeps it in the queue and tries again.',
  'まだ届いていません。sendmail がキューに残し、あとで再送します。',
);
const NO_REASON = finding(
  'suggested',
  'No reason is given: sendmail remembered an earlier failure of this host. Look at the lines before.',
  '理由がないのは、同じホストでの前の失敗を覚えていたためです。前の行を見てください。',
);
