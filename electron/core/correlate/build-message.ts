/** A builder (with the parts handed over to it) as the Message that everyone else sees. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Arrival, Builder, Verdict } from './builder.ts';
import type { Clock } from './clock.ts';
import { directionOf } from './direction.ts';
import type { HandOver, Message, Recipient, Status } from './message.ts';
import type { Networks } from './networks.ts';
import { put, type Writable } from './put.ts';
import { isEnded, isFinal, worstOf } from './outcome.ts';
import { RecipientFold } from './recipients.ts';

export interface BuildContext {
  readonly clock: Clock;
  readonly networks: Networks;
}

export function buildMessage(builder: Builder, context: BuildContext): Message {
  const { clock, networks } = context;
  const parts = partsOf(builder);
  const arrival = arrivalOf(parts);
  const recipients = foldRecipients(parts, clock);
  const verdict = lastVerdict(parts);
  const status = statusOf(recipients, verdict, builder);
  const records = recordsOf(parts);
  const client = firstOf(
    parts,
    (p) => p.arrival?.client ?? p.client ?? (isClone(p) ? p.birth?.arrival?.client : undefined),
  );
  const ownMail = builder.birth !== undefined && !builder.birth.clone;
  const begun = beginning(parts, recipients, records, clock);
  const ended = endOf(parts, recipients, arrival, status);
  const message: Writable<Message> = {
    id: builder.id,
    dialect: builder.dialect,
    host: builder.host,
    queueIds: queueIdsOf(parts),
    direction: directionOf({ client, ownMail, recipients, at: begun.arrived }, networks),
    recipients,
    status,
    children: unique(parts.flatMap((p) => p.children)),
    parents: unique(parts.flatMap((p) => p.parents)),
    startSeen: begun.seen,
    endSeen: ended,
    records,
  };
  describe(message, parts, arrival);
  put(message, 'arrived', begun.arrived);
  if (ended) put(message, 'finished', lastTime(records, clock));
  put(message, 'zone', zoneOf(records, clock));
  put(message, 'client', client);
  put(message, 'handOvers', handOversOf(parts, clock));
  if (builder.connection && arrival === undefined) message.connection = true;
  put(message, 'verdict', verdictOf(verdict, recipients));
  return message;
}

function queueIdsOf(parts: readonly Builder[]): readonly string[] {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first.queueId === undefined ? NONE : [first.queueId];
  return parts.map((p) => p.queueId).filter((id) => id !== undefined);
}

/** The id itself and all ids it was handed over under, in the order of the hand-overs. */
function partsOf(builder: Builder): readonly Builder[] {
  return [builder, ...builder.parts.flatMap(partsOf)];
}

function isClone(builder: Builder): boolean {
  return builder.birth?.clone === true;
}

function firstOf<T>(parts: readonly Builder[], take: (part: Builder) => T | undefined): T | undefined {
  for (const part of parts) {
    const value = take(part);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The MTA's arrival line says more (the full sender, the protocol) than the submission's. */
function arrivalOf(parts: readonly Builder[]): Arrival | undefined {
  const arrivals = parts.map((p) => p.arrival).filter((a) => a !== undefined);
  const inherited = firstOf(parts, (p) => (isClone(p) ? p.birth?.arrival : undefined));
  return arrivals.at(-1) ?? (inherited === undefined ? undefined : withoutCount(inherited));
}

/** A clone has recipients of its own. */
function withoutCount(arrival: Arrival): Arrival {
  const own: Writable<Arrival> = { ...arrival };
  delete own.recipientCount;
  return own;
}

function describe(message: Writable<Message>, parts: readonly Builder[], arrival: Arrival | undefined): void {
  put(message, 'from', senderOf(parts, arrival));
  if (arrival === undefined) return;
  put(message, 'messageId', arrival.messageId);
  put(message, 'size', arrival.size);
  put(message, 'class', arrival.class);
  put(message, 'recipientCount', arrival.recipientCount);
  put(message, 'protocol', arrival.protocol);
  put(message, 'daemon', arrival.daemon);
}

/** A bounce has the empty sender; a clone's is the list's owner. */
function senderOf(parts: readonly Builder[], arrival: Arrival | undefined): string | undefined {
  const birth = firstOf(parts, (p) => p.birth);
  if (birth?.clone === true) return birth.owner ?? arrival?.from;
  return arrival?.from ?? firstOf(parts, (p) => p.sender) ?? (birth === undefined ? undefined : '');
}

function foldRecipients(parts: readonly Builder[], clock: Clock): Recipient[] {
  const fold = new RecipientFold(clock);
  const seen = parts.slice(1).filter((p) => p.records.length > 0);
  const handedOver = new Set(seen.map((p) => p.queueId).filter((id) => id !== undefined));
  for (const part of parts) fold.add(part, handedOver);
  return fold.recipients(seen.reduce((sum, p) => sum + (p.arrival?.recipientCount ?? 0), 0));
}

function lastVerdict(parts: readonly Builder[]): Verdict | undefined {
  for (const part of [...parts].reverse()) {
    const found = part.verdicts.filter((v) => v.to === undefined).at(-1);
    if (found !== undefined) return found.status === 'released' ? undefined : found;
  }
  return undefined;
}

function statusOf(recipients: readonly Recipient[], verdict: Verdict | undefined, builder: Builder): Status {
  const decided = verdict === undefined || verdict.status === 'released' ? undefined : verdict.status;
  if (recipients.length === 0) return decided ?? (builder.connection ? 'rejected' : 'unknown');
  const worst = worstOf(recipients.map((r) => r.status));
  if (decided === 'discarded' && worst === 'rejected') return 'discarded';
  return decided === 'quarantined' && !isFinal(worst) ? 'quarantined' : worst;
}

/** The words of a failure stand with the recipients already, where these are known. */
function verdictOf(verdict: Verdict | undefined, recipients: readonly Recipient[]): string | undefined {
  return verdict?.status === 'bounced' && recipients.length > 0 ? undefined : verdict?.text;
}

function recordsOf(parts: readonly Builder[]): readonly RecordIndex[] {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first.records;
  return [...new Set(parts.flatMap((p) => p.records))].sort((a, b) => a - b);
}

/** Without an arrival line, the delay of the first attempt tells how long before it the message came. */
function beginning(
  parts: readonly Builder[],
  recipients: readonly Recipient[],
  records: readonly RecordIndex[],
  clock: Clock,
): { arrived: number | undefined; seen: boolean } {
  const start = firstOf(parts, (p) => p.arrival?.record ?? p.birth?.record);
  if (start !== undefined) return { arrived: clock.timeOf(start)?.time, seen: true };
  const delivery = firstOf(parts, (p) => p.deliveries[0]);
  if (delivery === undefined)
    return {
      arrived: firstTime(records, clock),
      seen: recipients.length > 0 || parts[0]?.connection === true,
    };
  const time = clock.timeOf(delivery.record)?.time;
  return { arrived: time === undefined ? undefined : time - (delivery.delay ?? 0) * 1000, seen: false };
}

function firstTime(records: readonly RecordIndex[], clock: Clock): number | undefined {
  for (const record of records) {
    const time = clock.timeOf(record);
    if (time !== undefined) return time.time;
  }
  return undefined;
}

function endOf(
  parts: readonly Builder[],
  recipients: readonly Recipient[],
  arrival: Arrival | undefined,
  status: Status,
): boolean {
  if (parts.at(-1)?.done === true) return true;
  return isEnded({
    status,
    statuses: recipients.map((r) => r.status),
    splitUp: splitUp(parts),
    recipientCount: arrival?.recipientCount,
    withoutText: arrival !== undefined && arrival.messageId === undefined,
    expanded: () => recipients.some((r) => !r.to.includes('@')),
  });
}

/** A list that was cloned, or an envelope that was split, goes on in its children. */
function splitUp(parts: readonly Builder[]): boolean {
  return parts.some((p) => p.splitUp);
}

function lastTime(records: readonly RecordIndex[], clock: Clock): number | undefined {
  let latest: number | undefined;
  for (const record of records) {
    const time = clock.timeOf(record)?.time;
    if (time !== undefined && (latest === undefined || time > latest)) latest = time;
  }
  return latest;
}

function zoneOf(records: readonly RecordIndex[], clock: Clock): number | undefined {
  for (const record of records) {
    const resolved = clock.timeOf(record);
    if (resolved !== undefined) return resolved.zone;
  }
  return undefined;
}

function unique(ids: readonly string[]): readonly string[] {
  return ids.length < 2 ? ids : [...new Set(ids)];
}

const NONE: readonly string[] = [];

function handOversOf(parts: readonly Builder[], clock: Clock): readonly HandOver[] | undefined {
  const all = parts.flatMap((p) => p.handOvers);
  if (all.length === 0) return undefined;
  return all.map((h) => {
    const time = clock.timeOf(h.record)?.time;
    return time === undefined ? h : { ...h, time };
  });
}
