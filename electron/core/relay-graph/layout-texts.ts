/** What stands around the picture: its title, a heading above it, what its marks mean and what was left out below it. */
import type { Language } from '#core/contract/channels.ts';
import { formatMoment } from '#core/explain/format.ts';
import type { EvidenceLegend, Point, Text } from './diagram-layout.ts';
import type { Evidence, RelayGraph } from './graph.ts';
import { diagramLabels } from './labels.ts';
import { REGION, TYPE } from './metrics.ts';
import type { Measure } from './text.ts';
import { textAt } from './time-picture.ts';

export interface TextSetting {
  readonly language: Language;
  readonly measure: Measure;
}

export function titleOf({ title: { from, to, more } }: RelayGraph, language: Language): string {
  const labels = diagramLabels(language);
  const rest = more > 0 ? labels.andMore(more) : '';
  return labels.picture(from ?? labels.nobody, `${to ?? labels.nobody}${rest}`);
}

export function headingOf(graph: RelayGraph, width: number, setting: TextSetting): readonly Text[] {
  const { from, to, more, queueId, arrived } = graph.title;
  const labels = diagramLabels(setting.language);
  const who = `${from ?? labels.nobody} → ${to ?? labels.nobody}${more > 0 ? labels.andMore(more) : ''}`;
  const when = [arrived === undefined ? '' : formatMoment(arrived, graph.zone), queueId ?? '']
    .filter((t) => t !== '')
    .join(' · ');
  const room = { x: REGION.margin + 4, width: width - 2 * REGION.margin - 8 };
  const large = { size: TYPE.heading, tone: 'text', bold: true, cut: 'middle' } as const;
  const small = { size: TYPE.body, tone: 'muted', cut: 'middle' } as const;
  return [
    textAt(who, { ...room, y: REGION.margin + 20 }, large, setting.measure),
    textAt(when, { ...room, y: REGION.margin + 40 }, small, setting.measure),
  ];
}

const EVIDENCE: readonly Evidence[] = ['both', 'one', 'inferred'];
const MARK = 16;

/** Of the marks that are in the picture; in a row, or below each other where that is wider than the picture. */
export function legendOf(
  { edges }: Pick<RelayGraph, 'edges'>,
  top: number,
  width: number,
  { language, measure }: TextSetting,
): readonly EvidenceLegend[] {
  const present = EVIDENCE.filter((evidence) => edges.some((e) => e.evidence === evidence));
  const room = width - 2 * REGION.margin - 8 - MARK;
  let x: number = REGION.margin + 4;
  let y = top + 18;
  return present.map((evidence) => {
    const words = diagramLabels(language).evidence[evidence];
    const style = { size: TYPE.small, tone: 'muted' } as const;
    const text = textAt(words, { x: 0, y: 0, width: room }, style, measure);
    if (x > REGION.margin + 4 && x + MARK + text.width > width - REGION.margin) {
      x = REGION.margin + 4;
      y += 18;
    }
    const placed = { evidence, mark: { x: x + 6, y: y - 4 }, text: { ...text, x: x + MARK, y } };
    x += MARK + text.width + 20;
    return placed;
  });
}

export function notesOf(
  { leftOut }: Pick<RelayGraph, 'leftOut'>,
  { x, y }: Point,
  width: number,
  setting: TextSetting,
): readonly Text[] {
  const { nodes, edges, messages } = leftOut;
  const text = diagramLabels(setting.language).leftOut(nodes, edges, messages);
  if (text === '') return [];
  const room = { x: x + REGION.margin + 4, y, width: width - x - 2 * REGION.margin };
  return [textAt(text, room, { size: TYPE.small, tone: 'muted' }, setting.measure)];
}
