/**
 * Folds all attempts of all recipients into arrows: those that led to the same place, with the same outcome and the
 * same words, are one arrow with a count. A message deferred a hundred times and then sent is two arrows.
 */
import type { RecordIndex } from '#core/base/units.ts';
import type { Attempt, Message, Recipient, Status } from '#core/correlate/message.ts';
import type { Networks } from '#core/correlate/networks.ts';
import { destinationOf, isRefusedHere, type Destination } from './destinations.ts';
import {
  namedOn,
  type Annotation,
  type Evidence,
  type GraphEdge,
  type GraphNode,
  type NodeRecipient,
} from './graph.ts';
import type { MessageRecords } from './session-facts.ts';
import { drawable } from './text.ts';

export const LIMITS = { destinations: 24, edgesEach: 4, recipientsListed: 4 } as const;

interface Arrow {
  readonly node: Destination;
  readonly status: Status;
  readonly records: Set<RecordIndex>;
  readonly recipients: Set<string>;
  /** The latest attempt, whose facts are shown, and whose recipient. */
  last: Attempt;
  lastOf: Recipient;
}

interface Place {
  readonly node: Destination;
  readonly arrows: Map<string, Arrow>;
  readonly recipients: Map<string, Status>;
}

export interface Deliveries {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly leftOut: { readonly nodes: number; readonly edges: number };
}

export function deliveriesOf(message: Message, networks: Networks, records: MessageRecords): Deliveries {
  const places = inReadingOrder(placesOf(message, networks));
  const capped = capPlaces(places);
  const groups = groupsOf(capped.shown);
  const nodes = capped.shown.map((place) => nodeOf(place, groups));
  const cut = capped.shown.map((place) => capArrows([...place.arrows.values()]));
  const edges = cut.flatMap(({ shown }) => shown.map((arrow) => edgeOf(arrow, message, records)));
  const hidden = cut.reduce((sum, { hidden: n }) => sum + n, 0);
  return { nodes, edges, leftOut: { nodes: capped.hidden, edges: hidden } };
}

function placesOf(message: Message, networks: Networks): readonly Place[] {
  const places = new Map<string, Place>();
  for (const recipient of message.recipients) {
    if (isRefusedHere(recipient)) continue;
    for (const attempt of attemptsOf(recipient, message)) {
      const node = destinationOf(attempt, recipient, networks);
      const place = places.get(node.id) ?? { node, arrows: new Map(), recipients: new Map() };
      places.set(node.id, place);
      addAttempt(place, attempt, recipient);
    }
  }
  return [...places.values()];
}

function attemptsOf(recipient: Recipient, message: Message): readonly Attempt[] {
  if (recipient.attempts.length > 0) return recipient.attempts;
  return [{ status: recipient.status, record: message.records[0] ?? -1 }];
}

function addAttempt(place: Place, attempt: Attempt, recipient: Recipient): void {
  place.recipients.set(recipient.to, attempt.status);
  const key = `${attempt.status}|${attempt.dsn ?? ''}|${sameWords(attempt)}`;
  const known = place.arrows.get(key);
  if (known === undefined) {
    const records = new Set([attempt.record]);
    place.arrows.set(key, {
      node: place.node,
      status: attempt.status,
      records,
      recipients: new Set([recipient.to]),
      last: attempt,
      lastOf: recipient,
    });
    return;
  }
  known.records.add(attempt.record);
  known.recipients.add(recipient.to);
  if ((attempt.time ?? 0) >= (known.last.time ?? 0)) {
    known.last = attempt;
    known.lastOf = recipient;
  }
}

/** Ids, times and counts in the words differ from attempt to attempt; they are still the same answer. */
function sameWords({ status, stat = '' }: Attempt): string {
  return status === 'sent' ? stat : stat.replace(/\d+/g, '#').slice(0, 120);
}

const NETWORK_ORDER = { lan: 0, internet: 1, server: 2 } as const;

function inReadingOrder(places: readonly Place[]): readonly Place[] {
  const keyed = places.map((place, i) => ({ place, i, domain: domainOf(place.node) ?? '' }));
  const firstOf = new Map<string, number>();
  for (const { domain, i } of keyed) if (!firstOf.has(domain)) firstOf.set(domain, i);
  return keyed
    .map(({ place, i, domain }) => {
      const first = domain === '' ? i : (firstOf.get(domain) ?? i);
      return { place, rank: [NETWORK_ORDER[place.node.network], first, i] };
    })
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ place }) => place);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((n, i) => n !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** `ms.delsol.ne.ni` of `mail1.ms.delsol.ne.ni`; nothing for a name directly under a registry's own domain. */
function domainOf({ kind, name }: Destination): string | undefined {
  if (kind !== 'server' || name === undefined) return undefined;
  const parent = name.toLowerCase().split('.').slice(1);
  if (parent.length < 2) return undefined;
  if (parent.length === 2 && /^(?:co|com|ne|net|or|org|ac|ad|go|gov|ed|edu)$/.test(parent[0] ?? ''))
    return undefined;
  return parent.join('.');
}

function groupsOf(places: readonly Place[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { node } of places) {
    const key = groupKey(node);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([key]) => key));
}

function groupKey(node: Destination): string | undefined {
  const domain = domainOf(node);
  return domain === undefined ? undefined : `${node.network}:${domain}`;
}

/** Beyond the limit the rest stands together as one node that says how many they are. */
function capPlaces(places: readonly Place[]): { readonly shown: readonly Place[]; readonly hidden: number } {
  if (places.length <= LIMITS.destinations) return { shown: places, hidden: 0 };
  const rest = places.slice(LIMITS.destinations - 1);
  const network = rest[0]?.node.network ?? 'internet';
  const node: Destination = {
    id: 'more',
    role: network === 'server' ? 'end' : 'next',
    kind: 'more-servers',
    network,
    name: String(rest.length),
  };
  const merged: Place = { node, arrows: new Map(), recipients: new Map() };
  for (const place of rest) {
    for (const [to, status] of place.recipients) merged.recipients.set(to, status);
    for (const arrow of place.arrows.values()) mergeArrow(merged, arrow, arrow.status);
  }
  return { shown: [...places.slice(0, LIMITS.destinations - 1), merged], hidden: rest.length };
}

function mergeArrow({ node, arrows }: Pick<Place, 'node' | 'arrows'>, arrow: Arrow, key: string): void {
  const known = arrows.get(key);
  if (known === undefined) {
    arrows.set(key, {
      ...arrow,
      node,
      records: new Set(arrow.records),
      recipients: new Set(arrow.recipients),
    });
    return;
  }
  for (const record of arrow.records) known.records.add(record);
  for (const to of arrow.recipients) known.recipients.add(to);
  if ((arrow.last.time ?? 0) < (known.last.time ?? 0)) return;
  known.last = arrow.last;
  known.lastOf = arrow.lastOf;
}

/** Many servers say an id of their own to every recipient: it is the same answer all the same. */
function joinedByWords(arrows: readonly Arrow[]): readonly Arrow[] {
  const joined = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const { status, dsn = '', stat = '' } = arrow.last;
    mergeArrow({ node: arrow.node, arrows: joined }, arrow, `${status}|${dsn}|${wordsWithoutIds(stat)}`);
  }
  return [...joined.values()];
}

function wordsWithoutIds(stat: string): string {
  return stat.slice(0, 400).replace(/\S*\d\S*/g, '#');
}

/** The latest answers stay apart; older ones of the same outcome join the last that is kept of it. */
function capArrows(arrows: readonly Arrow[]): { readonly shown: readonly Arrow[]; readonly hidden: number } {
  if (arrows.length <= LIMITS.edgesEach) return { shown: inFileOrder(arrows), hidden: 0 };
  const byTime = inFileOrder(joinedByWords(arrows));
  if (byTime.length <= LIMITS.edgesEach) return { shown: byTime, hidden: 0 };
  const shown = byTime.slice(-LIMITS.edgesEach);
  const rest = byTime.slice(0, -LIMITS.edgesEach);
  for (const arrow of rest) {
    const host = shown.find((s) => s.status === arrow.status) ?? shown[0];
    for (const record of arrow.records) host?.records.add(record);
    for (const to of arrow.recipients) host?.recipients.add(to);
  }
  return { shown, hidden: rest.length };
}

function inFileOrder(arrows: readonly Arrow[]): readonly Arrow[] {
  return arrows
    .map((arrow) => ({ arrow, first: firstRecord(arrow) }))
    .sort((a, b) => a.first - b.first)
    .map(({ arrow }) => arrow);
}

function firstRecord(arrow: Arrow): number {
  let first = Infinity;
  for (const record of arrow.records) first = Math.min(first, record);
  return first;
}

function nodeOf({ node, recipients }: Place, groups: ReadonlySet<string>): GraphNode {
  const key = groupKey(node);
  const grouped = key !== undefined && groups.has(key) ? { group: drawable(domainOf(node) ?? '') } : {};
  const alone = node.kind === 'program' || node.kind === 'file';
  const all: NodeRecipient[] = alone
    ? []
    : [...recipients].map(([address, status]) => ({ address: drawable(address), status }));
  // One line more takes no more room than saying that one is left out.
  const listed = all.length <= LIMITS.recipientsListed + 1 ? all : all.slice(0, LIMITS.recipientsListed);
  return { ...node, ...grouped, recipients: listed, moreRecipients: all.length - listed.length };
}

function edgeOf(arrow: Arrow, message: Message, records: MessageRecords): GraphEdge {
  const { last, lastOf, node } = arrow;
  const indexes = [...arrow.records].filter((r) => r >= 0);
  const session = records.delivery(last.record);
  return {
    id: `${node.id}#${indexes[0] ?? 0}#${arrow.status}`,
    from: 'mta',
    to: node.id,
    step: 'delivery',
    status: arrow.status,
    annotations:
      node.kind === 'more-servers'
        ? countOf(arrow.records.size)
        : [...attemptFacts(last, lastOf, arrow.records.size), ...session.annotations],
    evidence: evidenceOf(arrow, message, indexes.length),
    recordIndexes: [...indexes, ...session.recordIndexes].sort((a, b) => a - b),
    ...namedOn([...arrow.recipients].map(drawable)),
  };
}

/** Arrows of many servers in one have no words in common. */
function countOf(count: number): readonly Annotation[] {
  return count > 1 ? [{ key: 'attempts', value: count }] : [];
}

function evidenceOf({ lastOf, status }: Arrow, message: Message, lines: number): Evidence {
  const remote = lastOf.remoteQueueId;
  if (status === 'sent' && remote !== undefined && message.children.some((c) => c.endsWith(`/${remote}`)))
    return 'both';
  return lines === 0 || lastOf.attempts.length === 0 ? 'inferred' : 'one';
}

function attemptFacts(attempt: Attempt, recipient: Recipient, count: number): readonly Annotation[] {
  const isLast = recipient.attempts.at(-1) === attempt || recipient.attempts.length === 0;
  const whenLast = <T>(value: T | undefined): T | undefined => (isLast ? value : undefined);
  const facts: Annotation[] = [];
  const text = (key: 'mailer' | 'dsn' | 'words' | 'remoteQueueId', value: string | undefined): void => {
    if (value !== undefined && value !== '') facts.push({ key, value: drawable(value) });
  };
  const amount = (key: 'delay' | 'transactionDelay' | 'time', value: number | undefined): void => {
    if (value !== undefined && Number.isFinite(value)) facts.push({ key, value });
  };
  text('mailer', recipient.mailer);
  text('dsn', attempt.dsn ?? whenLast(recipient.dsn));
  text('words', attempt.stat ?? whenLast(recipient.stat));
  text('remoteQueueId', attempt.status === 'sent' ? recipient.remoteQueueId : undefined);
  amount('delay', attempt.delay ?? whenLast(recipient.delay));
  amount('transactionDelay', attempt.transactionDelay ?? whenLast(recipient.transactionDelay));
  amount('time', attempt.time);
  if (count > 1) facts.push({ key: 'attempts', value: count });
  return facts;
}
