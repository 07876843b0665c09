/** The grounds behind the cards: one for each network, a strip for the router, a frame around servers of one domain. */
import type { Box, GroupLayout, RegionKind, RegionLayout, Text } from './diagram-layout.ts';
import type { Column, PlacedColumn } from './columns.ts';
import type { RelayGraph } from './graph.ts';
import { diagramLabels } from './labels.ts';
import type { Block } from './lanes.ts';
import { GROUP, REGION, ROUTER, TYPE } from './metrics.ts';
import type { TextSetting } from './layout-texts.ts';
import { aboveEnd, isAbove, type Rows as TwoRows } from './rows.ts';
import { fit, wrap } from './text.ts';

const OWN: readonly Column[] = ['origin', 'submission-0', 'submission-1', 'submission-2', 'mta', 'inside'];

export interface Ground {
  readonly graph: RelayGraph;
  readonly columns: ReadonlyMap<Column, PlacedColumn>;
  readonly blocks: readonly Block[];
  readonly top: number;
  readonly bottom: number;
  readonly rows: TwoRows | undefined;
  /** What stays on this server stands below the next servers. */
  readonly shared: boolean;
}

export function placeRegions(ground: Ground, setting: TextSetting): readonly RegionLayout[] {
  const regions = [...serverRegions(ground, setting)];
  for (const column of ['outside-left', 'outside-right'] as const) {
    const own = blocksOf(ground, column);
    const { top, bottom } = heights(ground, column);
    for (const [i, block] of own.entries()) {
      const isLast = i === own.length - 1 && !(ground.shared && column === 'outside-right');
      const rows = { top: i === 0 ? top : block.top, bottom: isLast ? bottom : block.bottom };
      const id = `${column}:${block.network}`;
      regions.push(region(id, block.network, span(ground, [column]), rows, setting));
      if (block.network === 'internet') regions.push(...router(ground, column, rows, setting));
    }
  }
  return regions.sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
}

/** Of the row in which a column stands. */
function heights({ top, bottom, rows }: Ground, column: Column): Rows {
  if (rows === undefined) return { top, bottom };
  return isAbove(column) ? { top, bottom: rows.above } : { top: rows.below, bottom };
}

/** One ground; several where other networks stand between its parts. */
function serverRegions(ground: Ground, setting: TextSetting): readonly RegionLayout[] {
  const { graph, columns, blocks, top, bottom, rows, shared } = ground;
  const own = OWN.filter((column) => columns.has(column) && !(shared && column === 'inside'));
  const parts: RegionLayout[] = [];
  const add = (id: string, place: Span, heights: Rows): void => {
    parts.push(region(id, 'server', place, heights, setting));
  };
  const inside = blocks.find(({ network, lanes }) => network === 'server' && lanes.some(isInside(ground)));
  if (shared && inside !== undefined)
    add('server:inside', span(ground, ['inside']), { top: inside.top, bottom });
  if (rows === undefined) {
    add('server', span(ground, own), { top, bottom });
    return parts;
  }
  const end = aboveEnd(graph, columns) + REGION.padding;
  const above = own.filter(isAbove);
  const below = own.filter((column) => !isAbove(column));
  const upper = above.length === 0 ? undefined : until(span(ground, above), end);
  if (rows.one && upper !== undefined) {
    const lower = span(ground, below);
    add('server', until(upper, Math.max(end, lower.x + lower.width)), { top, bottom });
    return parts;
  }
  if (upper !== undefined) add('server:above', upper, heights(ground, 'origin'));
  add('server', span(ground, below), heights(ground, 'mta'));
  return parts;
}

function isInside({ columns }: Ground): (lane: Block['lanes'][number]) => boolean {
  const nodes = columns.get('inside')?.nodes ?? [];
  return ({ node }) => nodes.includes(node);
}

function until({ x }: Span, right: number): Span {
  return { x, width: right - x };
}

function blocksOf({ blocks, columns }: Ground, column: Column): readonly Block[] {
  const nodes = columns.get(column)?.nodes ?? [];
  return blocks.filter((b) => b.network !== 'server' && b.lanes.some((l) => nodes.includes(l.node)));
}

interface Span {
  readonly x: number;
  readonly width: number;
}

interface Rows {
  readonly top: number;
  readonly bottom: number;
}

function span({ columns }: Ground, names: readonly Column[]): Span {
  const present = names.map((c) => columns.get(c)).filter((c) => c !== undefined);
  const from = Math.min(...present.map((c) => c.x)) - REGION.padding;
  const to = Math.max(...present.map((c) => c.x + c.width)) + REGION.padding;
  return { x: from, width: to - from };
}

function region(
  id: string,
  network: RegionKind,
  { x, width }: Span,
  { top, bottom }: Rows,
  { language, measure: widthOf }: TextSetting,
): RegionLayout {
  const measure = (text: string): number => widthOf(text, TYPE.body, true);
  const fitted = fit(diagramLabels(language).regions[network], width - 44, measure);
  const heading: Text = {
    x: x + 34,
    y: top + 22,
    ...fitted,
    size: TYPE.body,
    bold: true,
    tone: 'muted',
    anchor: 'start',
    width: measure(fitted.text),
  };
  return {
    id,
    network,
    box: { x, y: top, width, height: bottom - top },
    heading,
    icon: { x: x + 14, y: top + 10 },
  };
}

/** Arrows run across the strip below its heading, so its names stand within the height of that. */
function router(
  { graph, columns }: Ground,
  column: Column,
  rows: Rows,
  setting: TextSetting,
): readonly RegionLayout[] {
  const x = columns.get(column)?.router;
  if (x === undefined) return [];
  const { name, address } = graph.router ?? {};
  const plain = region(`${column}:router`, 'router', { x, width: ROUTER.width }, rows, setting);
  const called = name ?? address;
  if (called === undefined || called === '') return [plain];
  const bold = (text: string): number => setting.measure(text, TYPE.small, true);
  const [line] = wrap(called, ROUTER.width - 40, 1, bold, 'middle');
  if (line === undefined) return [plain];
  const full = [name, address].filter((part) => part !== undefined && part !== '').join(' ');
  const heading: Text = { ...plain.heading, ...line, full, size: TYPE.small, width: bold(line.text) };
  return [{ ...plain, heading }];
}

/** `boxOf` answers where a card stands. */
export function placeGroups(
  blocks: readonly Block[],
  boxOf: (id: string) => Box,
  { measure: widthOf }: TextSetting,
): readonly GroupLayout[] {
  const measure = (text: string): number => widthOf(text, TYPE.small, true);
  return blocks.flatMap((block) =>
    block.groups.map((group) => {
      const card = boxOf(group.nodes[0] ?? '');
      const box = {
        x: card.x - GROUP.padding,
        y: group.top,
        width: card.width + 2 * GROUP.padding,
        height: group.bottom - group.top,
      };
      const fitted = fit(group.name, box.width - 20, measure, 'middle');
      const heading: Text = {
        x: box.x + 10,
        y: box.y + 16,
        ...fitted,
        size: TYPE.small,
        bold: true,
        tone: 'muted',
        anchor: 'start',
        width: measure(fitted.text),
      };
      return { id: `${block.network}:${group.name}`, box, heading };
    }),
  );
}
