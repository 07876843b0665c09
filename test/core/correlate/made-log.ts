/** Messages made up at random, and the log that sendmail would write of them (deliver.c, headers.c). */
import fc from 'fast-check';

export interface MadeAttempt {
  readonly status: 'sent' | 'deferred' | 'bounced';
  readonly dsn: string;
  readonly reply: string | undefined;
  readonly stat: string;
}

export interface MadeRecipient {
  /** Without brackets. */
  readonly to: string;
  readonly attempts: readonly MadeAttempt[];
}

export interface MadeMessage {
  readonly id: string;
  readonly from: string;
  readonly messageId: string;
  readonly size: number;
  readonly client: string;
  readonly recipients: readonly MadeRecipient[];
}

/** What imitates the fields around it. */
const TRICKS = [
  ', ',
  '=',
  ', stat=Sent',
  ', stat=Sent (ok)',
  ', stat=User unknown',
  ', dsn=2.0.0',
  ', reply=250 ok',
  ', delay=00:00:09',
  ', relay=evil [6.6.6.6]',
  ', size=9, class=9',
  ', nrcpts=7',
  ', msgid=<fake@x>',
  ', proto=FAKE',
  ', daemon=FAKE',
  'to=<other@x.test>',
  ' from=<other@x.test>',
  '6AO3cWpY000167: ',
  '(ok ; id=7)',
  'http://x/?a=1,b=2',
  'word',
  '4.7.1',
  "'",
  '%',
];
const START = Date.UTC(2026, 10, 24, 3, 0, 0);
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const text = fc.array(fc.constantFrom(...TRICKS), { maxLength: 4 }).map((parts) => parts.join(''));
/** A local part: plain, or quoted with anything in it but quotes. */
const local = fc.oneof(
  fc.constantFrom('ann', 'bob+list', 'o.hara', 'bounce-x=y.test'),
  text.map((odd) => `"${odd}"`),
);

function addressOf(unique: number): fc.Arbitrary<string> {
  return local.map((name) => `${name}@r${unique}.test`);
}

const failed: fc.Arbitrary<MadeAttempt> = fc
  .tuple(fc.constantFrom('User unknown', 'Service unavailable', 'Data format error'), text)
  .map(([stat, odd]) => ({ status: 'bounced', dsn: '5.1.1', reply: `550 5.1.1 no ${odd}`.trim(), stat }));
const waiting: fc.Arbitrary<MadeAttempt> = text.map((odd) => {
  const reply = `451 4.7.1 later ${odd}`.trim();
  return { status: 'deferred', dsn: '4.7.1', reply, stat: `Deferred: ${reply}` };
});
const done: fc.Arbitrary<MadeAttempt> = text.map((odd) => ({
  status: 'sent',
  dsn: '2.0.0',
  reply: undefined,
  stat: `Sent (ok ${odd})`,
}));
const attempts = fc
  .tuple(fc.array(waiting, { maxLength: 3 }), fc.option(fc.oneof(done, failed), { nil: undefined }))
  .map(([tries, end]) => (end === undefined ? tries : [...tries, end]))
  .filter((all) => all.length > 0);

function messageOf(number: number): fc.Arbitrary<MadeMessage> {
  const recipients = fc
    .integer({ min: 1, max: 4 })
    .chain((count) =>
      fc.tuple(
        ...Array.from({ length: count }, (_, i) => fc.record({ to: addressOf(number * 10 + i), attempts })),
      ),
    );
  return fc.record({
    id: fc.constant(idOf(number)),
    from: fc.oneof(fc.constant(''), addressOf(number + 5000)),
    messageId: text.map((odd) => `m${number}${odd}@x.test`.slice(0, 98)),
    size: fc.nat(1_000_000),
    client: fc.constantFrom(
      'c.lan.test [192.168.1.7]',
      '[192.0.2.9]',
      'me@c.test [192.0.2.1] (may be forged)',
    ),
    recipients,
  });
}

export const madeMessages: fc.Arbitrary<readonly MadeMessage[]> = fc
  .integer({ min: 1, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => messageOf(i))));

function timeOf(number: number): Date {
  return new Date(START + number * 7000);
}

function idOf(number: number): string {
  const t = timeOf(number);
  const digits = [
    (t.getUTCFullYear() - 1900) % 60,
    t.getUTCMonth(),
    t.getUTCDate(),
    t.getUTCHours(),
    t.getUTCMinutes(),
    t.getUTCSeconds(),
  ];
  return `${digits.map((d) => DIGITS[d]).join('')}aB${String(1000 + number).padStart(6, '0')}`;
}

interface MadeLine {
  readonly at: number;
  readonly text: string;
}

function linesOf(message: MadeMessage, number: number): MadeLine[] {
  const { id, from, messageId, size, client, recipients } = message;
  const at = timeOf(number).getTime();
  const pid = 1000 + number;
  const arrival = `sm-mta[${pid}]: ${id}: from=<${from}>, size=${size}, class=0, nrcpts=${recipients.length}, msgid=<${messageId}>, proto=ESMTP, daemon=MTA, relay=${client}`;
  const most = Math.max(...recipients.map((r) => r.attempts.length));
  const deliveries = Array.from({ length: most }, (_, round) =>
    together(recipients, round).map(({ to, attempt }) => ({
      at: at + 2000 + round * 1_800_000,
      text: `sm-mta[${pid + 2}]: ${id}: ${deliveryText(to, attempt, round)}`,
    })),
  );
  return [{ at, text: arrival }, ...deliveries.flat()];
}

/** sendmail writes one line for all recipients of a round with the same outcome. */
function together(
  recipients: readonly MadeRecipient[],
  round: number,
): { readonly to: string[]; readonly attempt: MadeAttempt }[] {
  const lines: { to: string[]; attempt: MadeAttempt }[] = [];
  for (const { to, attempts: own } of recipients) {
    const attempt = own[round];
    if (attempt === undefined) continue;
    const same = lines.find((line) => JSON.stringify(line.attempt) === JSON.stringify(attempt));
    if (same === undefined) lines.push({ to: [to], attempt });
    else same.to.push(to);
  }
  return lines;
}

function deliveryText(to: readonly string[], { dsn, reply, stat }: MadeAttempt, round: number): string {
  const delay = `${String(Math.floor(round / 2)).padStart(2, '0')}:${round % 2 === 0 ? '00' : '30'}:02`;
  const said = reply === undefined ? '' : `, reply=${reply}`;
  return `to=${to.map((t) => `<${t}>`).join(',')}, delay=${delay}, xdelay=00:00:01, mailer=esmtp, pri=${30_000 + round * 90_000}, relay=mx.far.test. [198.51.100.2], dsn=${dsn}${said}, stat=${stat}`;
}

/** The log of all messages, their lines in the order of time. */
export function logOf(messages: readonly MadeMessage[]): string {
  const lines = messages.flatMap(linesOf);
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text: line }) => `${stampOf(at)} mx ${line}\n`)
    .join('');
}

function stampOf(at: number): string {
  const t = new Date(at);
  const clock = t.toISOString().slice(11, 19);
  return `Nov ${String(t.getUTCDate()).padStart(2)} ${clock}`;
}
