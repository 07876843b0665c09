/** Which annotations a message has: by its lines for itself, its arrows and lines, by name for the hosts it passed. */
import type { Message, Peer } from '#core/correlate/message.ts';
import { plainHost, hopKey, hostKey, lineKey, messageKey } from './annotation.ts';
import type { Annotated, Annotation, Step } from './annotation.ts';

export type Find = (key: string) => Annotation | undefined;

const STEPS: readonly Step[] = ['arrival', 'delivery', 'caused'];

/** Where annotations of this message are looked for; the first is that of new ones. */
export function anchorsOf({ host, queueIds }: Pick<Message, 'host' | 'queueIds'>): readonly string[] {
  return queueIds.length === 0 ? [`${host}/`] : queueIds.map((id) => `${host}/${id}`);
}

/**
 * Those of the message itself, of its arrows and of its lines. Any line may have been the first one when the note was
 * made: an older file may have been opened together with this one since, or be missing now.
 */
export function ownAnnotations(message: Message, raws: readonly string[], find: Find): readonly Annotation[] {
  const found = new Map<string, Annotation>();
  const look = (key: string): void => {
    const annotation = find(key);
    if (annotation !== undefined) found.set(key, annotation);
  };
  for (const raw of raws) {
    for (const anchor of anchorsOf(message)) {
      look(messageKey(anchor, raw));
      for (const step of STEPS) look(hopKey(anchor, step, raw));
    }
    look(lineKey(raw));
  }
  /* Of a large message not all lines are at hand; whoever had them has found these. */
  for (const key of message.annotated?.keys ?? []) look(key);
  return [...found.values()];
}

/** The message's own one: the youngest, should it have several from logs that began at different lines. */
export function messageAnnotation(own: readonly Annotation[]): Annotation | undefined {
  return own
    .filter(({ subject }) => subject === 'message')
    .reduce<Annotation | undefined>(
      (best, a) => (best === undefined || a.changed > best.changed ? a : best),
      undefined,
    );
}

/** The key a new annotation of the message gets. */
export function keyOfMessage(message: Message, raws: readonly string[]): string {
  return messageKey(anchorsOf(message)[0] ?? '', raws[0] ?? '');
}

/** Names, or addresses where there is no name, of everybody the message passed; some more than once. */
export function messageHosts(message: Message): readonly string[] {
  const names = [message.host, peerName(message.client)];
  for (const { relay } of message.handOvers ?? []) names.push(peerName(relay));
  for (const { relay, attempts } of message.recipients) {
    names.push(peerName(relay));
    for (const attempt of attempts) names.push(peerName(attempt.relay));
  }
  return names;
}

/** Each once. */
export function hostsOf(message: Message): readonly string[] {
  return [...new Set(messageHosts(message))].filter((name) => name !== '');
}

export function peerName(peer: Peer | undefined): string {
  return peer?.name ?? peer?.address ?? '';
}

export function hostAnnotations(message: Message, find: Find): readonly Annotation[] {
  const names = new Set(hostsOf(message).map(plainHost));
  return [...names].flatMap((name) => find(hostKey(name)) ?? []);
}

export function annotatedOf(own: readonly Annotation[], hosts: readonly Annotation[]): Annotated | undefined {
  if (own.length + hosts.length === 0) return undefined;
  const label = messageAnnotation(own)?.label;
  const notes = (all: readonly Annotation[]): readonly string[] => all.flatMap(({ note }) => note ?? []);
  return {
    ...(label === undefined ? {} : { label }),
    keys: own.map(({ key }) => key),
    own: notes(own),
    notes: notes([...own, ...hosts]),
    labels: [...new Set([...own, ...hosts].flatMap((a) => a.label ?? []))],
    noted: own.length > 0,
  };
}

/** The message with what the reader wrote to it. */
export function withAnnotations(message: Message, raws: readonly string[], find: Find): Message {
  const annotated = annotatedOf(ownAnnotations(message, raws, find), hostAnnotations(message, find));
  return annotated === undefined ? message : { ...message, annotated };
}
