/**
 * What stands on an arrow: above it how (protocol, daemon or mailer, encryption), on it the outcome as a pill, below
 * it what was said and how long it took. Positions are relative to the pill's middle.
 */
import type { OffsetMinutes } from '#core/base/units.ts';
import type { Language } from '#core/contract/channels.ts';
import { formatBytes, formatClock, formatCount, formatDay, formatDuration } from '#core/explain/format.ts';
import type { Box, Ink, Point, Text, Tone } from './diagram-layout.ts';
import { annotation, recipientsOn, type AnnotationKey, type GraphEdge, type GraphNode } from './graph.ts';
import { diagramLabels, type DiagramLabels } from './labels.ts';
import { EDGE, TYPE } from './metrics.ts';
import { fit, wrap, type FittedText, type Measure } from './text.ts';

export interface EdgeLabel {
  readonly pill: Box;
  readonly pillText: Text;
  readonly pillIcon: Point;
  readonly texts: readonly Text[];
  readonly width: number;
  /** Heights above and below the middle of the pill. */
  readonly above: number;
  readonly below: number;
}

/** What the texts on an arrow may say, each shown or not as the reader likes. Time and size always are. */
export const ARROW_FACTS = ['protocol', 'tls', 'auth', 'daemon', 'delay', 'dsn', 'words'] as const;
export type ArrowFact = (typeof ARROW_FACTS)[number];

const FACT_OF: Partial<Record<AnnotationKey, ArrowFact>> = {
  protocol: 'protocol',
  tls: 'tls',
  cipher: 'tls',
  auth: 'auth',
  daemon: 'daemon',
  mailer: 'daemon',
  delay: 'delay',
  transactionDelay: 'delay',
  dsn: 'dsn',
  words: 'words',
};

function without(edge: GraphEdge, hidden: ReadonlySet<ArrowFact>): GraphEdge {
  const isShown = (key: AnnotationKey): boolean => {
    const fact = FACT_OF[key];
    return fact === undefined || !hidden.has(fact);
  };
  return { ...edge, annotations: edge.annotations.filter(({ key }) => isShown(key)) };
}

export interface EdgeLabelOptions {
  readonly language: Language;
  readonly zone: OffsetMinutes;
  readonly measure: Measure;
  readonly maxWidth: number;
  /** What is left out of the texts on arrows; nothing without it. */
  readonly hidden?: ReadonlySet<ArrowFact>;
  /** The day is written too where it is not that of the arrival. */
  readonly day: string | undefined;
}

export function inkOf(edge: GraphEdge): Ink {
  return edge.step === 'caused' ? 'caused' : edge.status;
}

export function edgeLabel(whole: GraphEdge, target: GraphNode, options: EdgeLabelOptions): EdgeLabel {
  const edge = options.hidden === undefined ? whole : without(whole, options.hidden);
  const labels = diagramLabels(options.language);
  const pill = pillOf(edge, target, options, labels);
  const above = setLines([howOf(edge, labels), tlsOf(edge)], 'muted', 2, options);
  const said = setLines([wordsOf(edge)], 'text', 3, options);
  const after = setLines(
    [numbersOf(edge, options, labels), whomOf(edge, target, labels), doubtOf(edge, labels)],
    'muted',
    4,
    options,
  );
  const below = [...said, ...after];
  const aboveHeight = EDGE.pillHeight / 2 + (above.length === 0 ? 0 : EDGE.gap + above.length * EDGE.line);
  const belowHeight = EDGE.pillHeight / 2 + (below.length === 0 ? 0 : EDGE.gap + below.length * EDGE.line);
  const texts = [
    ...above.map((t, i) => ({ ...t, y: -aboveHeight + 12 + i * EDGE.line })),
    ...below.map((t, i) => ({ ...t, y: EDGE.pillHeight / 2 + EDGE.gap + 12 + i * EDGE.line })),
  ];
  const width = Math.ceil(Math.max(pill.pill.width, ...texts.map((t) => t.width)));
  return { ...pill, texts, width, above: aboveHeight, below: belowHeight };
}

/** `Deferred: 451 try again` without the outcome, which is said beside it: in the log's language, and in the reader's. */
export function beyondOutcome(stat: string, ...outcomes: readonly string[]): string {
  const said = stat.toLowerCase();
  const outcome = outcomes.find((word) => word !== '' && said.startsWith(word.toLowerCase()));
  return outcome === undefined ? stat : stat.slice(outcome.length).replace(/^[:\s]+/, '');
}

/** A bare `Sent` is on the pill already. */
function wordsOf(edge: GraphEdge): string {
  const words = annotation(edge, 'words') ?? '';
  return words.toLowerCase() === edge.status ? '' : words;
}

/** The outcome is never cut for want of a few pixels. */
const NARROWEST_PILL = 200;

function pillOf(
  edge: GraphEdge,
  target: GraphNode,
  { measure, language, maxWidth }: EdgeLabelOptions,
  labels: DiagramLabels,
): Pick<EdgeLabel, 'pill' | 'pillText' | 'pillIcon'> {
  const count = annotation(edge, 'attempts');
  const parts = [
    outcomeWord(edge, target, labels),
    annotation(edge, 'dsn') ?? '',
    count === undefined ? '' : labels.attempts(formatCount(count, language)),
  ];
  const bold = (text: string): number => measure(text, TYPE.body, true);
  const room = Math.max(maxWidth, NARROWEST_PILL) - 2 * EDGE.pillPadding - EDGE.pillIcon - 6;
  const fitted = fit(parts.filter((p) => p !== '').join(' '), room, bold);
  const width = bold(fitted.text);
  const whole = Math.ceil(width + 2 * EDGE.pillPadding + EDGE.pillIcon + 6);
  const left = -whole / 2;
  return {
    pill: { x: left, y: -EDGE.pillHeight / 2, width: whole, height: EDGE.pillHeight },
    pillIcon: { x: left + EDGE.pillPadding, y: -EDGE.pillIcon / 2 },
    pillText: {
      x: left + EDGE.pillPadding + EDGE.pillIcon + 6,
      y: 4,
      ...fitted,
      size: TYPE.body,
      bold: true,
      tone: 'status',
      anchor: 'start',
      width,
    },
  };
}

/** Sent, Deferred ...; towards this server an accepted message is received, not sent. */
export function outcomeWord(edge: GraphEdge, target: GraphNode, labels: DiagramLabels): string {
  if (edge.step === 'caused')
    return target.kind === 'copy'
      ? labels.caused.copy
      : target.kind === 'notice'
        ? labels.caused.notice
        : labels.causedBy;
  if (edge.step === 'arrival' && edge.status === 'sent')
    return edge.from.startsWith('submission:') ? labels.handedOver : labels.received;
  return labels.statuses[edge.status];
}

export function howOf(edge: GraphEdge, labels: DiagramLabels): string {
  const daemon = annotation(edge, 'daemon');
  const mailer = annotation(edge, 'mailer');
  const auth = annotation(edge, 'auth');
  const parts = [
    annotation(edge, 'protocol') ?? '',
    daemon === undefined ? '' : labels.daemon(daemon),
    mailer === undefined ? '' : labels.mailer(mailer),
    auth === undefined ? '' : labels.auth(auth),
  ];
  return dotted(parts);
}

export function tlsOf(edge: GraphEdge): string {
  return dotted([annotation(edge, 'tls') ?? '', annotation(edge, 'cipher') ?? '']);
}

export function numbersOf(
  edge: GraphEdge,
  { language, zone, day }: Pick<EdgeLabelOptions, 'language' | 'zone' | 'day'>,
  labels: DiagramLabels,
): string {
  const delay = annotation(edge, 'delay');
  const transaction = annotation(edge, 'transactionDelay');
  const size = annotation(edge, 'size');
  const time = annotation(edge, 'time');
  const clock = time === undefined ? '' : formatClock(time, zone);
  const sameDay = time === undefined || edge.step === 'arrival' || formatDay(time, zone) === day;
  return dotted([
    delay === undefined ? '' : labels.delay(formatDuration(delay, language)),
    transaction === undefined ? '' : labels.transactionDelay(formatDuration(transaction, language)),
    size === undefined ? '' : formatBytes(size, language),
    sameDay ? '' : formatDay(time, zone),
    clock,
  ]);
}

/** Named only where the card at the arrow's end does not tell them apart. */
function whomOf(edge: GraphEdge, target: GraphNode, labels: DiagramLabels): string {
  const refused = edge.step === 'arrival' && edge.recipients.length > 0;
  const some =
    edge.step === 'delivery' &&
    target.recipients.length > 1 &&
    recipientsOn(edge) < target.recipients.length + target.moreRecipients;
  return refused || some ? labels.forRecipients(shortList(edge, labels)) : '';
}

export function shortList(edge: GraphEdge, labels: DiagramLabels): string {
  const shown = edge.recipients.slice(0, 2).join(labels.listJoin);
  const count = recipientsOn(edge);
  return count > 2 ? `${shown}${labels.andMore(count - 2)}` : shown;
}

function doubtOf(edge: GraphEdge, labels: DiagramLabels): string {
  return edge.evidence === 'one' ? '' : labels.evidence[edge.evidence];
}

const DOT = ' · ';

/** Joined by a dot between spaces that break; the facts themselves do not. */
function dotted(parts: readonly string[]): string {
  return parts
    .filter((p) => p !== '')
    .map((p) => p.replace(/ /g, '\u00a0'))
    .join(DOT);
}

/** Lines that break between facts, for as long as each of them has room on a line of its own. */
function factLines(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const fact of text.split(DOT)) {
    const last = lines.at(-1);
    const joined = last === undefined ? fact : last + DOT + fact;
    if (last === undefined || measure(joined) > width) lines.push(fact);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}

/** Broken between facts, or by words where a fact alone is too long. */
function linesOf(
  text: string,
  room: number,
  limit: number,
  width: (text: string) => number,
): readonly FittedText[] {
  const facts = factLines(text, room, width);
  return facts.length <= limit && facts.every((line) => width(line) <= room)
    ? facts.filter((line) => line !== '').map((line) => fit(line, room, width))
    : wrap(text, room, limit, width).map((line) => ({
        ...line,
        text: line.text.replace(/^·\s|\s·$/g, ''),
      }));
}

function setLines(
  texts: readonly string[],
  tone: Tone,
  limit: number,
  { measure, maxWidth }: EdgeLabelOptions,
): readonly Text[] {
  const width = (text: string): number => measure(text, TYPE.body);
  return texts
    .flatMap((text) =>
      tone === 'text' ? wrap(text, maxWidth, limit, width) : linesOf(text, maxWidth, limit, width),
    )
    .map((line) => ({
      x: 0,
      y: 0,
      ...line,
      size: TYPE.body,
      tone,
      anchor: 'middle',
      width: width(line.text),
    }));
}
