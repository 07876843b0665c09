/**
 * Where what a filter looks for stands in a line: each word, expression and network keeps its own colour from line to
 * line. Worked out where the filter is evaluated; who draws gets positions.
 */
import type { FieldNode, Node, Value } from './ast.ts';
import { addressesIn, lineFieldOf } from './line-fields.ts';
import { inNetwork, networkIn } from './network.ts';
import { readRegex } from './regex.ts';
import { isWildcard } from './wildcard.ts';

export interface Mark {
  readonly at: number;
  readonly end: number;
  /** Number of what stands there. */
  readonly word: number;
}

export interface Segment {
  readonly text: string;
  /** Undefined for what is between. */
  readonly word?: number;
}

type Place = Pick<Mark, 'at' | 'end'>;

/** The places in a text, in their order. */
export type Marker = (text: string) => Iterable<Place>;

/** Of a line no more is marked than anyone can look at. */
const MOST = 500;

/** Nothing of what is excluded. */
export function markersOf(node: Node): readonly Marker[] {
  const markers = new Map<string, Marker>();
  collect(node, markers);
  return [...markers.values()];
}

function collect(node: Node, markers: Map<string, Marker>): void {
  if (node.type === 'not') return;
  if (node.type === 'and' || node.type === 'or') {
    for (const part of node.parts) collect(part, markers);
    return;
  }
  const values = node.type === 'word' ? [node.value] : visible(node);
  for (const value of values) {
    const key = JSON.stringify(value);
    const marker = markers.has(key)
      ? undefined
      : markerOf(value, node.type === 'word' ? undefined : node.field);
    if (marker !== undefined) markers.set(key, marker);
  }
}

/** Those that stand in the line as they are asked for. */
function visible({ field, operator, values }: FieldNode): readonly Value[] {
  const about = lineFieldOf(field);
  if (about?.type !== 'texts' || (operator !== ':' && operator !== '=')) return [];
  return about.number?.always === true ? [] : values;
}

function markerOf({ text, quoted, regex }: Value, field: string | undefined): Marker | undefined {
  if (regex === true) return expression(text);
  const network = field === 'ip' ? networkIn(text) : undefined;
  if (network !== undefined) return addresses((address) => inNetwork(address, network));
  if (!quoted && isWildcard(text)) return wildcard(text);
  const bare = field === undefined ? text : text.replace(/^<|>$/g, '');
  return bare === '' || (field !== undefined && bare.length === 1) ? undefined : word(bare);
}

function word(sought: string): Marker {
  return function* (text) {
    const lower = text.toLowerCase();
    /* Positions agree only while no letter has changed its length with its case. */
    if (lower.length !== text.length) return;
    for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + sought.length))
      yield { at, end: at + sought.length };
  };
}

function expression(pattern: string): Marker | undefined {
  const read = readRegex(pattern);
  return read.ok ? read.value.places : undefined;
}

/** What stands between the wildcards at its ends, as short as may be. */
function wildcard(pattern: string): Marker | undefined {
  const inner = pattern.replace(/^[*?]+|[*?]+$/g, '');
  if (inner === '') return undefined;
  const quoted = inner.replaceAll(/[\\^$.+()[\]{}|]/g, '\\$&');
  return expression(quoted.replaceAll('*', '.*?').replaceAll('?', '.'));
}

function addresses(isWanted: (address: string) => boolean): Marker {
  return function* (text) {
    for (const { at, end, address } of addressesIn(text)) if (isWanted(address)) yield { at, end };
  };
}

/** An expression may match nothing at all. */
function* firstOf(found: Iterable<Place>): Generator<Place> {
  let count = 0;
  for (const place of found) {
    if (place.end > place.at) yield place;
    if (++count >= MOST) return;
  }
}

/** None over another: where two begin at the same place the longer one counts. */
export function marksIn(text: string, markers: readonly Marker[]): readonly Mark[] {
  const all = markers.flatMap((marker, word) =>
    Array.from(firstOf(marker(text)), ({ at, end }) => ({ at, end, word })),
  );
  all.sort((a, b) => a.at - b.at || b.end - a.end);
  let done = 0;
  return all.filter(({ at, end }) => {
    if (at < done) return false;
    done = end;
    return true;
  });
}

/** Signs of a line's beginning that stay: when, where and by which program it was written. */
const KEPT = 40;
/** Signs before what was found, so that it can be told what it belongs to. */
const BEFORE = 12;

/**
 * A line as it is shown where only so many signs of it fit (0: not known, as many as there are): where the first mark
 * would be out of sight, what stands between the line's beginning and the mark is left out.
 */
export function inSight(
  text: string,
  marks: readonly Mark[],
  columns: number,
): { readonly text: string; readonly marks: readonly Mark[] } {
  const [first] = marks;
  const head = Math.min(KEPT, Math.floor(columns / 3));
  if (first === undefined || columns === 0 || first.end < columns || first.at - BEFORE <= head)
    return { text, marks };
  const left = `${text.slice(0, head)} … `;
  /* All that fits of the end. */
  const start = Math.max(head, Math.min(first.at - BEFORE, text.length - (columns - left.length)));
  const moved = left.length - start;
  return {
    text: left + text.slice(start),
    marks: marks.map(({ at, end, word }) => ({ at: at + moved, end: end + moved, word })),
  };
}

/** No more signs of it than `most`, with the marks that are in them. */
export function beginningOf<T extends { readonly text: string; readonly marks: readonly Mark[] }>(
  line: T,
  most: number,
): T {
  if (line.text.length <= most) return line;
  return { ...line, text: line.text.slice(0, most), marks: line.marks.filter(({ end }) => end <= most) };
}

/** Joined, the segments are the text. */
export function segmentsOf(text: string, marks: readonly Mark[]): readonly Segment[] {
  const segments: Segment[] = [];
  let done = 0;
  for (const { at, end, word } of marks) {
    if (at > done) segments.push({ text: text.slice(done, at) });
    segments.push({ text: text.slice(at, end), word });
    done = end;
  }
  if (done < text.length || segments.length === 0) segments.push({ text: text.slice(done) });
  return segments;
}
