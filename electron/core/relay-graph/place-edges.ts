/** Arrows between cards that have their places: where each leaves, where its texts stand, and where it arrives. */
import type { Column, PlacedColumn } from './columns.ts';
import type { Box, EdgeLayout } from './diagram-layout.ts';
import { inkOf, type EdgeLabel, type EdgeLabelOptions } from './edge-label.ts';
import type { GraphEdge, GraphNode, RelayGraph } from './graph.ts';
import { hopWords } from './hop-words.ts';
import type { Lane } from './lanes.ts';
import { EDGE } from './metrics.ts';
import { clamp, moved, ports, tracks, wayPath, type FoldedWay } from './paths.ts';
import { foldedWay, type Rows } from './rows.ts';

export interface Placed {
  readonly graph: RelayGraph;
  readonly columns: ReadonlyMap<Column, PlacedColumn>;
  readonly lanes: readonly Lane[];
  readonly box: (id: string) => Box;
  readonly node: (id: string) => GraphNode;
  readonly label: (edge: GraphEdge) => EdgeLabel;
  readonly options: EdgeLabelOptions;
  readonly rows: Rows | undefined;
}

/** Heights at the mail server's card, for arrows that begin or end there. */
interface Ends {
  readonly startY: number | undefined;
  readonly tipY: number | undefined;
  readonly track: number | undefined;
  readonly folded: FoldedWay | undefined;
}

export function placeEdges(placed: Placed): readonly EdgeLayout[] {
  const { graph, columns, lanes, box, rows } = placed;
  const ys = new Map(
    lanes.flatMap((lane) => lane.edges.map(({ edge }, i) => [edge.id, lane.edgeYs[i] ?? 0] as const)),
  );
  /** Arrows out of a submission queue run at the height of its card. */
  const laneY = (edge: GraphEdge): number => {
    const from = box(edge.from);
    return ys.get(edge.id) ?? from.y + from.height / 2;
  };
  const mta = box('mta');
  const outgoing = graph.edges.filter((e) => e.from === 'mta').sort((a, b) => laneY(a) - laneY(b));
  const incoming = graph.edges.filter((e) => e.to === 'mta').sort((a, b) => laneY(a) - laneY(b));
  const out = ports(mta, outgoing.length);
  const into = ports(mta, incoming.length);
  const turns = tracks(out, outgoing.map(laneY), mta.x + mta.width, columns.get('mta')?.labelLeft ?? 0);
  return graph.edges.map((edge, i) => {
    const at = outgoing.indexOf(edge);
    const end = incoming.indexOf(edge);
    const folded = rows === undefined || end < 0 ? undefined : foldedWay(rows, end, incoming.length);
    const ends = { startY: out[at], tipY: into[end], track: turns[at], folded };
    return edgeLayout(placed, edge, i + 1, laneY(edge), ends);
  });
}

function edgeLayout(
  placed: Placed,
  edge: GraphEdge,
  step: number,
  y: number,
  { startY, tipY, track, folded }: Ends,
): EdgeLayout {
  const label = placed.label(edge);
  const from = placed.box(edge.from);
  const to = placed.box(edge.to);
  const source = placed.node(edge.from);
  const column = [...placed.columns.values()].find((c) => c.nodes.includes(source));
  const left = column?.labelLeft ?? from.x + from.width;
  const width = column?.labelWidth ?? 0;
  const x = left + width / 2;
  const start = { x: from.x + from.width, y: startY ?? clamp(y, from.y + 14, from.y + from.height - 14) };
  const tip = { x: to.x - 1, y: tipY ?? clamp(y, to.y + 14, to.y + to.height - 14) };
  const way = {
    start,
    y,
    left,
    right: left + width,
    tip,
    ...(track === undefined ? {} : { track }),
    ...(folded === undefined ? {} : { folded }),
  };
  const hop = { edge, from: source, to: placed.node(edge.to), step, of: placed.graph.edges.length };
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    step: edge.step,
    status: edge.status,
    ink: inkOf(edge),
    evidence: edge.evidence,
    path: wayPath(way, EDGE.arrow),
    start,
    tip,
    pill: moved(label.pill, x, y),
    pillText: moved(label.pillText, x, y),
    pillIcon: moved(label.pillIcon, x, y),
    texts: label.texts.map((t) => moved(t, x, y)),
    box: {
      x: x - label.width / 2,
      y: y - label.above,
      width: label.width,
      height: label.above + label.below,
    },
    words: hopWords(hop, placed.options),
    recordIndexes: edge.recordIndexes,
  };
}
