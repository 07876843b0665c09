/**
 * A message with the messages that caused it and that it caused: bounces, notices, copies. Each can be unfolded as a way
 * of its own in the same picture; folded, its card says how many hops it has.
 */
import { graphOf } from './digest.ts';
import type { GraphNode, RelayGraph } from './graph.ts';
import { MOST_PARENTS } from './origins.ts';
import type { Told } from './told.ts';
import { MOST_CHILDREN, type GraphOptions } from './relay-graph.ts';

export interface Family {
  /** What is known of relatives, by the id of the message. */
  readonly told: ReadonlyMap<string, Told>;
  /** Ids of those that are unfolded. */
  readonly open: ReadonlySet<string>;
}

export const NO_FAMILY: Family = { told: new Map(), open: new Set() };

export interface FamilyPart extends Told {
  readonly graph: RelayGraph;
  /** How many messages lie between it and the one the picture is of. */
  readonly depth: number;
  /** In the picture its nodes and arrows have this before their ids. */
  readonly prefix: string;
  /** The card it unfolds from, with the prefix of that card's own part; the message itself has none. */
  readonly from?: { readonly prefix: string; readonly node: GraphNode };
}

/** Ways in one picture; a chain of bounces beyond them stays folded. */
const MOST_PARTS = 12;
const MOST_TOLD = 100;

/** The message itself first, then what is unfolded, each below the one whose card it unfolds from. */
export function familyParts(told: Told, family: Family, options: GraphOptions = {}): readonly FamilyPart[] {
  return new Unfolding(family, options).parts(told);
}

/** The messages that stand as cards in its picture: whoever has them can tell their ways. */
export function relativesOf({ message }: Told): readonly string[] {
  const own = (ids: readonly string[]) => ids.filter((id) => id.startsWith(`${message.host}/`));
  return [...own(message.parents).slice(0, MOST_PARENTS), ...own(message.children).slice(0, MOST_CHILDREN)];
}

/** Those, and of what is unfolded theirs: everything the picture asks for. */
export async function tellFamily(
  told: Told,
  open: (id: string) => boolean,
  lookUp: (id: string) => Promise<Told | undefined>,
): Promise<ReadonlyMap<string, Told>> {
  const found = new Map<string, Told>();
  let ids = relativesOf(told);
  while (ids.length > 0) {
    const asked = await Promise.all(ids.map(async (id) => [id, await lookUp(id)] as const));
    const news = asked.flatMap(([id, one]) => (one === undefined ? [] : [[id, one] as const]));
    for (const [id, one] of news) found.set(id, one);
    const next = news.filter(([id]) => open(id)).flatMap(([, one]) => relativesOf(one));
    ids = [...new Set(next)].filter((id) => !found.has(id) && id !== told.message.id);
    if (found.size > MOST_TOLD) break;
  }
  return found;
}

class Unfolding {
  readonly #family: Family;
  readonly #options: GraphOptions;
  readonly #seen = new Set<string>();
  readonly #parts: FamilyPart[] = [];

  constructor(family: Family, options: GraphOptions) {
    this.#family = family;
    this.#options = options;
  }

  parts(told: Told): readonly FamilyPart[] {
    this.#seen.add(told.message.id);
    this.#add(told, { depth: 0, prefix: '' });
    return this.#parts;
  }

  #add(told: Told, place: Pick<FamilyPart, 'depth' | 'prefix' | 'from'>): void {
    const plain = graphOf(told, this.#options);
    const nodes = plain.nodes.map((node) => this.#withWay(node));
    this.#parts.push({ ...told, graph: { ...plain, nodes }, ...place });
    for (const node of nodes) {
      const next = node.way?.open === true ? this.#family.told.get(node.way.message) : undefined;
      if (next === undefined) continue;
      const prefix = `${next.message.id}|`;
      this.#add(next, { depth: place.depth + 1, prefix, from: { prefix: place.prefix, node } });
    }
  }

  /** A message that stands in the picture already is not unfolded a second time. */
  #withWay(node: GraphNode): GraphNode {
    const id = relativeId(node);
    const told = id === undefined ? undefined : this.#family.told.get(id);
    if (id === undefined || told === undefined || this.#seen.has(told.message.id)) return node;
    const open = this.#family.open.has(id) && this.#seen.size < MOST_PARTS;
    if (open) this.#seen.add(told.message.id);
    const hops = graphOf(told, this.#options).edges.length;
    return { ...node, way: { message: id, hops, open } };
  }
}

function relativeId({ id, role }: GraphNode): string | undefined {
  return role === 'child' || role === 'parent' ? id.slice(id.indexOf(':') + 1) : undefined;
}
