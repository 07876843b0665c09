/**
 * The notes of one message as its pictures show them: numbered, each with the hosts, arrows and lines it stands at. A
 * line's note stands at the arrows the line tells of.
 */
import type { Language } from '#core/contract/channels.ts';
import type { Message } from '#core/correlate/message.ts';
import type { RecordIndex } from '#core/base/units.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { GraphEdge, GraphNode, RelayGraph } from '#core/relay-graph/graph.ts';
import { nodeName } from '#core/relay-graph/node-card.ts';
import { hopKey, hostKey, lineKey, type Annotation } from './annotation.ts';
import { anchorsOf, messageAnnotation, ownAnnotations, type Find } from './find.ts';

export interface PictureNote {
  readonly number: number;
  readonly annotation: Annotation;
  /** Which host, arrow or line, in words; empty for the message itself. */
  readonly at: string;
}

export interface PictureNotes {
  readonly all: readonly PictureNote[];
  readonly nodes: ReadonlyMap<string, readonly PictureNote[]>;
  readonly edges: ReadonlyMap<string, readonly PictureNote[]>;
  readonly records: ReadonlyMap<RecordIndex, readonly PictureNote[]>;
}

export interface Pictured {
  readonly message: Message;
  /** The entries of `message.records`, in that order. */
  readonly records: readonly LogRecord[];
  readonly graph: RelayGraph;
  /** Stands before the ids of its nodes and arrows, in a picture of several messages. */
  readonly prefix?: string;
}

export function pictureNotes(pictured: Pictured, find: Find, language: Language): PictureNotes {
  return notesOfAll([pictured], find, language);
}

/** Of several messages in one picture: numbered through, a host that stands in several ways once. */
export function notesOfAll(all: readonly Pictured[], find: Find, language: Language): PictureNotes {
  const numbered = new Map<string, PictureNote>();
  const each = all.map((pictured) => new Numbering(pictured, find, language, numbered).notes());
  return {
    all: [...numbered.values()],
    nodes: new Map(each.flatMap(({ nodes }) => [...nodes])),
    edges: new Map(each.flatMap(({ edges }) => [...edges])),
    records: new Map(each.flatMap(({ records }) => [...records])),
  };
}

/** The name under which a host of the picture is noted; what is no host has none. */
export function hostName({ role, name, address }: GraphNode): string | undefined {
  return role === 'client' || role === 'mta' || role === 'next' ? (name ?? address) : undefined;
}

/** The text that stands for an arrow: its first line. Only inferred arrows have none. */
export function firstRaw(edge: GraphEdge, message: Message, records: readonly LogRecord[]): string {
  const [first] = edge.recordIndexes;
  return first === undefined ? '' : (records[message.records.indexOf(first)]?.raw ?? '');
}

class Numbering {
  readonly #pictured: Pictured;
  readonly #find: Find;
  readonly #language: Language;
  readonly #all: Map<string, PictureNote>;
  /** Of a large message those that are known. */
  readonly #raws: ReadonlyMap<RecordIndex, string>;

  constructor(pictured: Pictured, find: Find, language: Language, numbered: Map<string, PictureNote>) {
    this.#pictured = pictured;
    this.#find = find;
    this.#language = language;
    this.#all = numbered;
    const { message, records } = pictured;
    this.#raws = new Map(message.records.map((index, i) => [index, records[i]?.raw ?? '']));
  }

  notes(): Omit<PictureNotes, 'all'> {
    const { message, records, graph, prefix = '' } = this.#pictured;
    const raws = records.map(({ raw }) => raw);
    const own = messageAnnotation(ownAnnotations(message, raws, this.#find));
    if (own !== undefined) this.#numbered(own, prefix === '' ? '' : (message.queueIds.at(-1) ?? ''));
    const nodes = new Map(graph.nodes.map((node) => [`${prefix}${node.id}`, this.#ofNode(node)]));
    const lines = new Map(message.records.map((index, i) => [index, this.#ofLine(records[i])]));
    const edges = new Map(
      graph.edges.map((edge) => [
        `${prefix}${edge.id}`,
        unique([...this.#ofEdge(edge), ...edge.recordIndexes.flatMap((index) => lines.get(index) ?? [])]),
      ]),
    );
    return { nodes, edges, records: lines };
  }

  #ofNode(node: GraphNode): readonly PictureNote[] {
    const name = hostName(node);
    return name === undefined ? [] : this.#found([hostKey(name)], nodeName(node, this.#language));
  }

  #ofEdge(edge: GraphEdge): readonly PictureNote[] {
    const { message, records, graph } = this.#pictured;
    const raws = edge.recordIndexes.flatMap((index) => this.#raws.get(index) ?? []);
    const keys = anchorsOf(message).flatMap((anchor) =>
      [...new Set([...raws, firstRaw(edge, message, records)])].map((raw) => hopKey(anchor, edge.step, raw)),
    );
    return this.#found(keys, hopEnds(edge, graph, this.#language));
  }

  #ofLine(record: LogRecord | undefined): readonly PictureNote[] {
    return record === undefined ? [] : this.#found([lineKey(record.raw)], record.raw);
  }

  #found(keys: readonly string[], at: string): readonly PictureNote[] {
    return keys.flatMap((key) => {
      const annotation = this.#find(key);
      return annotation === undefined ? [] : [this.#numbered(annotation, at)];
    });
  }

  /** A host that stands in the picture twice has one number. */
  #numbered(annotation: Annotation, at: string): PictureNote {
    const known = this.#all.get(annotation.key);
    if (known !== undefined) return known;
    const note = { number: this.#all.size + 1, annotation, at };
    this.#all.set(annotation.key, note);
    return note;
  }
}

/** `local001 → user100`. */
export function hopEnds(edge: GraphEdge, graph: RelayGraph, language: Language): string {
  const name = (id: string): string => {
    const node = graph.nodes.find((n) => n.id === id);
    return node === undefined ? '' : nodeName(node, language);
  };
  return `${name(edge.from)} → ${name(edge.to)}`;
}

function unique(notes: readonly PictureNote[]): readonly PictureNote[] {
  return [...new Set(notes)];
}
