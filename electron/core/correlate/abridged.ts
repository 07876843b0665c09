/**
 * A message of very many recipients, attempts or entries, as it is handed to a page: lists hold some of each, and `whole`
 * says how many there are. What a page shows of all together (the worst state, the longest delay, where it went) follows
 * from what is kept.
 */
import type { Message, Recipient, Status, WholeMessage } from './message.ts';
import { put, type Writable } from './put.ts';

/** Attempts that are kept of a recipient, the last ones: more than one tells that there were several. */
const MOST_ATTEMPTS = 3;
/** Ids of other messages and of this one, and hand-overs. */
const MOST_LINKS = 100;

/** Recipients that a row of the list names. */
const IN_ROW = 20;
/** What the page is given whole of a message: what is more is shown in parts. */
const IN_DETAIL = { recipients: 100, attempts: 400, entries: 200 } as const;

/** Is it too much to be handed over whole? */
export function isLarge(message: Message): boolean {
  const { recipients, records } = message;
  if (records.length > IN_DETAIL.entries || recipients.length > IN_DETAIL.recipients) return true;
  return linksOf(message) > MOST_LINKS || attemptsOf(recipients) > IN_DETAIL.attempts;
}

/** Without entries: a row shows none. */
export function rowOf(message: Message): Message {
  const { recipients, records } = message;
  const few = records.length <= IN_ROW && recipients.length <= IN_ROW && linksOf(message) <= MOST_LINKS;
  return few && attemptsOf(recipients) <= IN_ROW ? message : abridged(message, IN_ROW, []);
}

/** `records`: those that are kept. */
export function abridged(message: Message, most: number, records: Message['records']): Message {
  const short: Writable<Message> = {
    ...message,
    records,
    recipients: keptOf(message.recipients, most).map(withFewAttempts),
    queueIds: message.queueIds.slice(0, MOST_LINKS),
    children: message.children.slice(0, MOST_LINKS),
    parents: message.parents.slice(0, MOST_LINKS),
    whole: wholeOf(message.recipients),
  };
  put(short, 'handOvers', message.handOvers?.slice(0, MOST_LINKS));
  return short;
}

/** Of an abridged message the page asks for recipients in windows; each with how often it was tried. */
export interface RecipientRow extends Pick<Recipient, 'to' | 'status' | 'stat' | 'delay'> {
  readonly attempts: number;
}

export function recipientRow({ to, status, stat, delay, attempts }: Recipient): RecipientRow {
  const row: Writable<RecipientRow> = { to, status, attempts: attempts.length };
  put(row, 'stat', stat);
  put(row, 'delay', delay);
  return row;
}

function wholeOf(recipients: readonly Recipient[]): WholeMessage {
  const statuses: Partial<Record<Status, number>> = {};
  for (const { status } of recipients) statuses[status] = (statuses[status] ?? 0) + 1;
  return { recipients: recipients.length, statuses };
}

/** The first ones, and from among the others those that say something that none of these says. */
function keptOf(recipients: readonly Recipient[], most: number): readonly Recipient[] {
  const kept = new Set(recipients.slice(0, most));
  const seen = new Set<string>();
  let longest: Recipient | undefined;
  for (const recipient of recipients) {
    if ((recipient.delay ?? -1) > (longest?.delay ?? -1)) longest = recipient;
    for (const fact of factsOf(recipient)) {
      if (seen.has(fact) || seen.size >= most) continue;
      seen.add(fact);
      kept.add(recipient);
    }
  }
  if (longest !== undefined) kept.add(longest);
  return recipients.length === kept.size ? recipients : recipients.filter((recipient) => kept.has(recipient));
}

function factsOf({ status, relay, mailer, attempts }: Recipient): readonly string[] {
  const tried = attempts.length > 1 ? 'again' : 'once';
  return [status, relay === undefined ? 'here' : 'relayed', `mailer ${mailer ?? ''}`, tried];
}

function withFewAttempts(recipient: Recipient): Recipient {
  const { attempts } = recipient;
  return attempts.length <= MOST_ATTEMPTS
    ? recipient
    : { ...recipient, attempts: attempts.slice(-MOST_ATTEMPTS) };
}

function attemptsOf(recipients: readonly Recipient[]): number {
  return recipients.reduce((sum, { attempts }) => sum + attempts.length, 0);
}

function linksOf({ children, parents, queueIds, handOvers = [] }: Message): number {
  return children.length + parents.length + queueIds.length + handOvers.length;
}
