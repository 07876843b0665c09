/** What became of each experiment behind test/fixtures/real, in words that a person can check against its title. */
import type { Message, Recipient } from '#core/correlate/message.ts';
import { correlate, fixture, type Correlated } from './log.ts';

interface Experiment {
  readonly log: string;
  readonly name: string;
  readonly title: string;
  /** Lines of the log, from 1. */
  readonly first: number;
  readonly next: number;
}

/** `log TAB number TAB first line TAB title`, one experiment a line. */
export function experiments(): readonly Experiment[] {
  const rows = fixture('real/experiments.tsv')
    .trimEnd()
    .split('\n')
    .map((row) => row.split('\t'));
  return rows.map(([log = '', name = '', first = '', title = ''], i) => {
    const following = rows[i + 1];
    const next = following?.[0] === log ? Number(following[2]) : Number.MAX_SAFE_INTEGER;
    return { log, name, title, first: Number(first), next };
  });
}

export function outcomesOf(log: string): string {
  const found = correlate(fixture(`real/${log}.log`));
  return experiments()
    .filter((e) => e.log === log)
    .map((e) => experimentText(e, found))
    .join('\n');
}

function experimentText(experiment: Experiment, { messages, records }: Correlated): string {
  const lineOf = (record: number): number => records[record]?.line ?? 0;
  const within = (record: number): boolean =>
    lineOf(record) >= experiment.first && lineOf(record) < experiment.next;
  const begun = messages.filter((m) => within(m.records[0] ?? 0));
  const later = messages.filter((m) => !begun.includes(m) && m.records.some(within));
  const owned = new Set(messages.flatMap((m) => m.records));
  const others = records.filter((_, i) => within(i) && !owned.has(i)).map(({ kind }) => kind);
  return [
    `## ${experiment.name} ${experiment.title}`,
    ...begun.flatMap(messageLines),
    ...later.map((m) => `more of ${nameOf(m)}`),
    ...(others.length === 0 ? [] : [`lines of no message: ${counted(others)}`]),
    '',
  ].join('\n');
}

function nameOf(message: Message): string {
  return message.queueIds.join(' + ') || 'no queue id';
}

function messageLines(message: Message): readonly string[] {
  const { from, client, recipients, children, parents, verdict } = message;
  const sender = from === undefined ? '' : ` from <${from}>`;
  const host = client === undefined ? '' : ` by ${client.name ?? client.address ?? ''}`;
  return [
    `${nameOf(message)}: ${message.status}${sender}${host}${message.connection === true ? ' (connection refused)' : ''}`,
    ...recipients.map(recipientLine),
    ...(verdict === undefined ? [] : [`  decided: ${verdict}`]),
    ...children.map((id) => `  child ${id}`),
    ...parents.map((id) => `  child of ${id}`),
    ...(message.endSeen ? [] : ['  end not seen']),
  ];
}

const WORDS: Readonly<Partial<Record<Recipient['status'], string>>> = {
  sent: 'got it',
  bounced: 'did not get it',
  rejected: 'refused',
};

function recipientLine({ to, status, stat, attempts, relay, mailer }: Recipient): string {
  const where = relay?.name ?? relay?.address ?? mailer;
  const tries = attempts.length > 1 ? `, ${attempts.length} attempts` : '';
  return `  ${WORDS[status] ?? status}: ${to}${where === undefined ? '' : ` (${where}${tries})`} ${stat ?? ''}`.trimEnd();
}

function counted(kinds: readonly string[]): string {
  return [...new Set(kinds)].map((k) => `${kinds.filter((x) => x === k).length} ${k}`).join(', ');
}
