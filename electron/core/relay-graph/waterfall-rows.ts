/**
 * What the waterfall has a row for: recipients with their attempts and answers. Facts only, and few of them whatever the
 * log holds; waterfall.ts draws them.
 */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { Attempt, Message, Recipient, Status } from '#core/correlate/message.ts';

const MOST = { recipients: 60, answers: 3, spells: 600 } as const;
/** A row has room for so many whatever others need. */
const FEWEST_SPELLS = 12;
/** Attempts whose words a bar says: the last ones. */
export const SPOKEN = 3;

/** One attempt; of very many attempts, those of one outcome that lie close together. */
export interface Spell {
  readonly status: Status;
  readonly from: Milliseconds;
  to: Milliseconds;
  readonly records: RecordIndex[];
  /** The last ones of it, at most SPOKEN. */
  readonly last: Attempt[];
}

/** What was said in the same words, but for its numbers. */
export interface Answer {
  readonly records: RecordIndex[];
  last: Attempt;
}

export interface WaterfallRow {
  readonly to: string;
  /** By time; attempts without one have none. */
  readonly spells: readonly Spell[];
  /** The last ones, by time. */
  readonly answers: readonly Answer[];
  readonly moreAnswers: number;
}

export interface WaterfallRows {
  readonly span: { readonly from: Milliseconds; readonly to: Milliseconds };
  readonly rows: readonly WaterfallRow[];
  /** Recipients beyond them. */
  readonly more: number;
}

export function waterfallRows(message: Message): WaterfallRows {
  const { recipients } = message;
  const shown = recipients.slice(0, MOST.recipients);
  const most = Math.max(FEWEST_SPELLS, Math.floor(MOST.spells / Math.max(1, shown.length)));
  return {
    span: spanOf(message),
    rows: shown.map((recipient) => rowOf(recipient, most)),
    more: recipients.length - shown.length,
  };
}

function rowOf(recipient: Recipient, most: number): WaterfallRow {
  const answers = answersOf(recipient);
  const moreAnswers = Math.max(0, answers.length - MOST.answers);
  return {
    to: recipient.to,
    spells: spellsOf(recipient, most),
    answers: answers.slice(moreAnswers),
    moreAnswers,
  };
}

function spanOf({ arrived, recipients }: Message): WaterfallRows['span'] {
  let from = arrived ?? Infinity;
  let to = arrived ?? -Infinity;
  for (const { attempts } of recipients) {
    for (const { time, transactionDelay = 0 } of attempts) {
      if (time === undefined) continue;
      from = Math.min(from, time - transactionDelay * 1000);
      to = Math.max(to, time);
    }
  }
  return { from, to };
}

/** More attempts than `most` are gathered in as many stretches of time, those of one outcome in each of them. */
function spellsOf({ attempts }: Recipient, most: number): readonly Spell[] {
  const timed = attempts.flatMap((attempt) =>
    attempt.time === undefined ? [] : [spellOf(attempt, attempt.time)],
  );
  const begin = timed[0]?.to ?? 0;
  const stretch = ((timed.at(-1)?.to ?? 0) - begin + 1) / most;
  if (timed.length <= most) return timed;
  const gathered = new Map<string, Spell>();
  for (const spell of timed) {
    const key = `${String(Math.floor((spell.to - begin) / stretch))} ${spell.status}`;
    const known = gathered.get(key);
    if (known === undefined) gathered.set(key, spell);
    else join(known, spell);
  }
  return [...gathered.values()];
}

function spellOf(attempt: Attempt, time: Milliseconds): Spell {
  const { status, transactionDelay = 0, record } = attempt;
  return { status, from: time - transactionDelay * 1000, to: time, records: [record], last: [attempt] };
}

function join(into: Spell, { to, records, last }: Spell): void {
  into.to = Math.max(into.to, to);
  into.records.push(...records);
  into.last.push(...last);
  if (into.last.length > SPOKEN) into.last.shift();
}

/** Each different answer once, by its latest attempt. */
function answersOf({ attempts }: Recipient): readonly Answer[] {
  const answers = new Map<string, Answer>();
  for (const attempt of attempts) {
    const key = `${attempt.status}|${attempt.dsn ?? ''}|${(attempt.stat ?? '').replace(/\d+/g, '#')}`;
    const known = answers.get(key);
    if (known === undefined) answers.set(key, { records: [attempt.record], last: attempt });
    else {
      known.records.push(attempt.record);
      known.last = attempt;
    }
  }
  return [...answers.values()].sort((a, b) => (a.last.time ?? 0) - (b.last.time ?? 0));
}
