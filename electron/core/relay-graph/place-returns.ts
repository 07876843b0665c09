/**
 * Bounces and notices go back along lines of their own: from the notice down below everything, and up again to whoever
 * handed the message in, when the notice was sent to its sender.
 */
import type { Column, PlacedColumn } from './columns.ts';
import type { Box, ReturnLayout } from './diagram-layout.ts';
import type { RelayGraph } from './graph.ts';
import { diagramLabels } from './labels.ts';
import type { TextSetting } from './layout-texts.ts';
import { TYPE } from './metrics.ts';
import { rounded, textAt } from './time-picture.ts';

const ROW = 22;
const TURN = 8;
/** From a column's edge to the line beside it: within the padding of every region. */
const BESIDE = 9;

export interface Returning {
  readonly graph: RelayGraph;
  readonly columns: ReadonlyMap<Column, PlacedColumn>;
  readonly box: (id: string) => Box;
  readonly bottom: number;
}

export function placeReturns(
  { graph, columns, box, bottom }: Returning,
  setting: TextSetting,
): readonly ReturnLayout[] {
  const sender = graph.nodes.find((n) => n.role === 'client' && n.sender !== undefined && n.sender !== '<>');
  const inside = columns.get('inside');
  if (sender === undefined || inside === undefined) return [];
  const notices = graph.nodes.filter(
    (n) =>
      n.kind === 'notice' && n.way?.open !== true && n.recipients.some((r) => r.address === sender.sender),
  );
  const home = box(sender.id);
  return notices.map((notice, i) => {
    const from = box(notice.id);
    const right = inside.x + inside.width + BESIDE;
    const left = home.x - BESIDE - 4;
    const y = bottom + 16 + i * ROW;
    const start = { x: from.x + from.width, y: from.y + from.height - 14 };
    const tip = { x: home.x - 1, y: home.y + home.height - 16 - 8 * i };
    const words = diagramLabels(setting.language).backTo(sender.sender ?? '');
    const middle = (left + right) / 2;
    const place = { x: middle, y: y + 4, width: right - left - 80 };
    const style = { size: TYPE.small, tone: 'muted', anchor: 'middle', cut: 'middle' } as const;
    const path = [
      `M${rounded(start.x)} ${rounded(start.y)}H${rounded(right - TURN)}`,
      `q${TURN} 0 ${TURN} ${TURN}V${rounded(y - TURN)}q0 ${TURN} ${-TURN} ${TURN}`,
      `H${rounded(left + TURN)}q${-TURN} 0 ${-TURN} ${-TURN}V${rounded(tip.y)}H${rounded(tip.x - 6)}`,
    ];
    return {
      id: `return:${notice.id}`,
      path: path.join(''),
      tip,
      text: textAt(words, place, style, setting.measure),
      words,
    };
  });
}

/** Below which the next thing may stand. */
export function returnsBottom(returns: readonly ReturnLayout[], bottom: number): number {
  return returns.length === 0 ? bottom : bottom + 10 + returns.length * ROW;
}
