/**
 * Heights. Every card beside the mail server has a lane of its own, as high as the card or the texts of its arrows,
 * whichever is more; lanes stand below each other, so neither cards, texts nor arrows of different lanes can meet.
 */
import type { EdgeLabel } from './edge-label.ts';
import type { GraphEdge, GraphNode, Network } from './graph.ts';
import { EDGE, GROUP, REGION } from './metrics.ts';
import type { Card } from './node-card.ts';

export interface LaneEdge {
  readonly edge: GraphEdge;
  readonly label: EdgeLabel;
}

export interface LaneInput {
  readonly node: GraphNode;
  readonly card: Card;
  readonly edges: readonly LaneEdge[];
}

/** Heights from the top of the stack. */
export interface Lane {
  readonly node: GraphNode;
  readonly cardTop: number;
  readonly edgeYs: readonly number[];
  readonly edges: readonly LaneEdge[];
}

export interface LaneGroup {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly nodes: readonly string[];
}

export interface Block {
  readonly network: Network;
  readonly top: number;
  readonly bottom: number;
  readonly lanes: readonly Lane[];
  readonly groups: readonly LaneGroup[];
}

/** Lanes of one network below each other, with room for the region's heading and its edge. */
export function stackBlock(network: Network, inputs: readonly LaneInput[], top: number): Block {
  const lanes: Lane[] = [];
  const groups: LaneGroup[] = [];
  let y = top + REGION.heading;
  for (const run of runsOf(inputs)) {
    const group = run[0]?.node.group;
    const start = y;
    if (group !== undefined) y += GROUP.heading;
    for (const input of run) {
      const { lane, bottom } = laneAt(input, y);
      lanes.push(lane);
      y = bottom + EDGE.lane;
    }
    if (group !== undefined) {
      y += GROUP.padding - EDGE.lane;
      groups.push({ name: group, top: start, bottom: y, nodes: run.map((r) => r.node.id) });
      y += EDGE.lane;
    }
  }
  return { network, top, bottom: y - EDGE.lane + REGION.padding, lanes, groups };
}

/** Neighbours of one group belong together. */
function runsOf(inputs: readonly LaneInput[]): readonly (readonly LaneInput[])[] {
  const runs: LaneInput[][] = [];
  for (const input of inputs) {
    const last = runs.at(-1);
    if (last !== undefined && input.node.group !== undefined && last[0]?.node.group === input.node.group)
      last.push(input);
    else runs.push([input]);
  }
  return runs;
}

function laneAt(
  { node, card, edges }: LaneInput,
  top: number,
): { readonly lane: Lane; readonly bottom: number } {
  const ys: number[] = [];
  let y = 0;
  for (const [i, { label }] of edges.entries()) {
    y += i === 0 ? label.above : label.above + 8;
    ys.push(y);
    y += label.below;
  }
  const middle = ys.length === 0 ? card.height / 2 : ((ys[0] ?? 0) + (ys.at(-1) ?? 0)) / 2;
  const cardTop = middle - card.height / 2;
  const shift = top - Math.min(0, cardTop);
  const bottom = Math.max(y, cardTop + card.height) + shift;
  return { lane: { node, edges, cardTop: cardTop + shift, edgeYs: ys.map((v) => v + shift) }, bottom };
}

export function movedBlock(block: Block, by: number): Block {
  return {
    ...block,
    top: block.top + by,
    bottom: block.bottom + by,
    lanes: block.lanes.map((l) => ({ ...l, cardTop: l.cardTop + by, edgeYs: l.edgeYs.map((y) => y + by) })),
    groups: block.groups.map((g) => ({ ...g, top: g.top + by, bottom: g.bottom + by })),
  };
}

/** Middle between the first and the last arrow. */
export function middleOf(blocks: readonly Block[]): number | undefined {
  const ys = blocks.flatMap((b) => b.lanes.flatMap((l) => l.edgeYs));
  return ys.length === 0 ? undefined : (Math.min(...ys) + Math.max(...ys)) / 2;
}
