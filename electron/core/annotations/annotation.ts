/**
 * What the reader writes to a log: notes and colour labels. They belong to content, not to files: the key is a hash of
 * what the log says, so an annotation is found again after a re-import and in a file that was moved or renamed.
 */
import type { Milliseconds } from '#core/base/units.ts';
import type { GraphEdge } from '#core/relay-graph/graph.ts';

export const SUBJECTS = ['message', 'hop', 'line', 'host'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** In the order of the keys 1 to 9. */
export const LABELS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'grey'] as const;
export type Label = (typeof LABELS)[number];

/** A note, a label, or both; with neither it is to be taken away. */
export interface Annotation {
  readonly key: string;
  readonly subject: Subject;
  /** What it is about, in words of the log: for lists, where the log need not be open. */
  readonly about: string;
  /** `host/queueId` of the message it was made on, where it is looked for. Hosts and lines outside messages have none. */
  readonly anchor?: string;
  readonly note?: string;
  readonly label?: Label;
  readonly changed: Milliseconds;
}

/** What an annotation may be written to, before there is one. */
export type Place = Pick<Annotation, 'key' | 'subject' | 'about' | 'anchor'>;

/** What a message carries, its arrows, lines and hosts included. Put on by whoever holds the annotations. */
export interface Annotated {
  /** Of the message itself. */
  readonly label?: Label;
  /** Keys of those of the message itself, its arrows and lines. */
  readonly keys: readonly string[];
  /** Of the message itself, its arrows and lines. */
  readonly own: readonly string[];
  /** Those of the hosts it passed as well. */
  readonly notes: readonly string[];
  readonly labels: readonly Label[];
  /** Anything on the message, an arrow or a line; hosts do not count. */
  readonly noted: boolean;
}

export type Step = GraphEdge['step'];

/** Characters of a note; a page of text. */
export const LONGEST_NOTE = 4000;

export function isEmpty({ note = '', label }: Pick<Annotation, 'note' | 'label'>): boolean {
  return note.trim() === '' && label === undefined;
}

/** `first` is the raw text of any line of the message: one of them was the first when the note was made. */
export function messageKey(anchor: string, first: string): string {
  return `message:${hash(`${anchor}\n${first}`)}`;
}

export function hopKey(anchor: string, step: Step, record: string): string {
  return `hop:${hash(`${anchor}\n${step}\n${record}`)}`;
}

export function lineKey(raw: string): string {
  return `line:${hash(raw)}`;
}

/** By name where there is one: addresses change hands. */
export function hostKey(name: string): string {
  return `host:${hash(plainHost(name))}`;
}

export function plainHost(name: string): string {
  return name.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}

/** 106 bits of two 53-bit hashes (cyrb53, public domain): nobody gains by forging one, and chance does not meet. */
function hash(text: string): string {
  return [half(text, 0x9e3779b9), half(text, 0x51ed270b)]
    .map((n) => n.toString(16).padStart(14, '0'))
    .join('');
}

function half(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
