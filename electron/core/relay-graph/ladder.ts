/**
 * One vertical line a host, time downward, an arrow an event. The hosts are those of the relay diagram, in its order;
 * each attempt is an arrow of its own. Rows stand evenly; where more than a minute went by its length is written in.
 */
import type { Milliseconds } from '#core/base/units.ts';
import type { Message, Status } from '#core/correlate/message.ts';
import { formatClock, formatCount, formatDay, formatDuration } from '#core/explain/format.ts';
import type { Text } from './diagram-layout.ts';
import { beyondOutcome, inkOf, outcomeWord } from './edge-label.ts';
import { annotation, type GraphNode, type RelayGraph } from './graph.ts';
import { diagramLabels } from './labels.ts';
import { ladderEvents, type LadderEvent, type LadderEvents } from './ladder-events.ts';
import { TYPE } from './metrics.ts';
import { nodeName } from './node-card.ts';
import { drawable, type Measure } from './text.ts';
import { textWidth } from './text-width.ts';
import {
  rounded,
  textAt,
  type Mark,
  type Rule,
  type TimePicture,
  type TimePictureOptions,
} from './time-picture.ts';
import { timeWords } from './time-words.ts';

const SIZE = { margin: 16, times: 108, header: 40, row: 40, gap: 22, column: 128 } as const;
/** Where the lines of hosts begin, below their names. */
const LINE_TOP = SIZE.margin + SIZE.header - 4;
/** Seconds after which the length of a pause is written in. */
const PAUSE = 60;
/** Pixels of the longest gap that is drawn to scale. */
const TALLEST = 200;

export const SPACINGS = ['even', 'scaled'] as const;
/** Rows at one distance, or as far apart as the events were in time. Long gaps are folded in both. */
export type Spacing = (typeof SPACINGS)[number];

export interface LadderOptions extends TimePictureOptions {
  readonly spacing?: Spacing;
}

export function ladder(
  message: Message,
  graph: RelayGraph,
  options: LadderOptions,
  events: LadderEvents = ladderEvents(message, graph),
): TimePicture {
  return new Ladder(message, graph, options).picture(events);
}

class Ladder {
  readonly #message: Message;
  readonly #graph: RelayGraph;
  readonly #options: LadderOptions;
  readonly #measure: Measure;
  readonly #column: number;
  readonly #nodes: ReadonlyMap<string, number>;
  readonly #texts: Text[] = [];
  readonly #rules: Rule[] = [];
  readonly #marks: Mark[] = [];
  #y: number = SIZE.margin + SIZE.header;
  /** Seconds from which on a gap is folded, and pixels a second below that. */
  #fold: number = PAUSE;
  #scale = 0;

  constructor(message: Message, graph: RelayGraph, options: LadderOptions) {
    this.#message = message;
    this.#graph = graph;
    this.#options = options;
    this.#measure = options.measure ?? textWidth;
    const room = options.width - 2 * SIZE.margin - SIZE.times;
    this.#column = Math.max(SIZE.column, Math.min(280, room / Math.max(1, graph.nodes.length)));
    this.#nodes = new Map(graph.nodes.map((n, i) => [n.id, i]));
  }

  picture({ shown, more }: LadderEvents): TimePicture {
    const { language } = this.#options;
    const words = timeWords(language);
    const labels = diagramLabels(language);
    const { from = labels.nobody, to = labels.nobody } = this.#graph.title;
    this.#measureGaps(shown);
    this.#events(shown);
    const bottom = this.#y + 8;
    for (const node of this.#graph.nodes) this.#host(node, bottom);
    this.#y = bottom;
    if (more > 0) this.#note(words.moreEvents(formatCount(more, language)));
    return {
      language,
      width: 2 * SIZE.margin + SIZE.times + this.#column * this.#graph.nodes.length,
      height: this.#y + SIZE.margin,
      title: words.ladder(from, to),
      rules: this.#rules,
      texts: this.#texts,
      marks: this.#marks,
      heads: this.#graph.nodes.map(({ id }) => ({ id, x: this.#x(id), y: LINE_TOP })),
    };
  }

  /** The longest gap that is not folded takes the tallest room. */
  #measureGaps(events: readonly LadderEvent[]): void {
    if (this.#options.spacing !== 'scaled') return;
    const gaps = events.slice(1).flatMap(({ time }, i) => {
      const before = events[i]?.time;
      return time === undefined || before === undefined || time <= before ? [] : [(time - before) / 1000];
    });
    const middle = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
    this.#fold = Math.max(PAUSE, middle * 12);
    const longest = Math.max(0, ...gaps.filter((gap) => gap < this.#fold));
    this.#scale = longest === 0 ? 0 : TALLEST / longest;
  }

  #events(events: readonly LadderEvent[]): void {
    let before: LadderEvent | undefined;
    for (const [i, event] of events.entries()) {
      this.#pause(before?.time, event.time);
      this.#y += SIZE.row;
      this.#arrow(event, i);
      this.#clock(event, before);
      before = event;
    }
  }

  #pause(from: Milliseconds | undefined, to: Milliseconds | undefined): void {
    if (from === undefined || to === undefined || to <= from) return;
    if (to - from < this.#fold * 1000) {
      this.#y += ((to - from) / 1000) * this.#scale;
      return;
    }
    const { language } = this.#options;
    const text = timeWords(language).later(formatDuration(Math.round((to - from) / 1000), language));
    this.#y += SIZE.gap;
    this.#texts.push(this.#text(text, SIZE.margin, this.#y - 2, SIZE.times - 8));
    const x = SIZE.margin + SIZE.times;
    const right = x + this.#column * this.#graph.nodes.length;
    this.#rules.push({ path: `M${rounded(x)} ${rounded(this.#y - 6)}H${rounded(right)}`, dashed: true });
  }

  #clock({ time }: LadderEvent, before: LadderEvent | undefined): void {
    const { zone = 0 } = this.#message;
    if (time === undefined) return;
    const day = formatDay(time, zone);
    const known = before?.time === undefined ? undefined : formatDay(before.time, zone);
    this.#texts.push(this.#text(formatClock(time, zone), SIZE.margin, this.#y + 4, SIZE.times - 8));
    if (day !== known) this.#texts.push(this.#text(day, SIZE.margin, this.#y - 12, SIZE.times - 8));
  }

  #arrow(event: LadderEvent, index: number): void {
    const { edge, records } = event;
    const said = this.#said(event);
    const from = this.#x(edge.from);
    const to = this.#x(edge.to);
    const forth = to >= from ? 1 : -1;
    const left = Math.min(from, to);
    const width = Math.abs(to - from);
    const y = this.#y;
    this.#marks.push({
      id: `${edge.id}@${String(index)}`,
      ink: inkOf(edge),
      path: `M${rounded(from)} ${rounded(y)}H${rounded(to)}`,
      filled: false,
      tip: { x: Math.round(to * 10) / 10, y: Math.round(y * 10) / 10, forth },
      texts: [
        textAt(
          said,
          { x: left + width / 2, y: y - 6, width: width - 20 },
          { size: TYPE.body, tone: 'status', anchor: 'middle' },
          this.#measure,
        ),
      ],
      box: { x: left, y: y - 20, width, height: 28 },
      words: said,
      recordIndexes: records,
    });
  }

  #said({ edge, attempt }: LadderEvent): string {
    const target = this.#graph.nodes.find(({ id }) => id === edge.to);
    const word = target === undefined ? '' : outcomeWord(edge, target, diagramLabels(this.#options.language));
    const [dsn, stat] =
      attempt === undefined
        ? [annotation(edge, 'dsn'), annotation(edge, 'words')]
        : [attempt.dsn, attempt.stat];
    return join([word, dsn ?? '', stat ?? ''], edge.status);
  }

  #host(node: GraphNode, bottom: number): void {
    const { language } = this.#options;
    const x = this.#x(node.id);
    const place = { x, y: SIZE.margin + 12, width: this.#column - 12 };
    const style = { size: TYPE.body, tone: 'text', anchor: 'middle', bold: true, cut: 'middle' } as const;
    const name = nodeName(node, language);
    const kind = diagramLabels(language).kinds[node.kind];
    this.#texts.push(textAt(name, place, style, this.#measure));
    const second = node.address ?? node.recipients[0]?.address ?? (kind === name ? '' : kind);
    if (second !== '' && second !== name)
      this.#texts.push(
        textAt(
          second,
          { ...place, y: place.y + 16 },
          { ...style, size: TYPE.small, tone: 'muted', bold: false },
          this.#measure,
        ),
      );
    this.#rules.push({ path: `M${rounded(this.#x(node.id))} ${LINE_TOP}V${rounded(bottom)}`, dashed: false });
  }

  #note(text: string): void {
    const width = this.#column * this.#graph.nodes.length;
    this.#y += 16;
    this.#texts.push(this.#text(text, SIZE.margin + SIZE.times, this.#y, width));
  }

  #text(text: string, x: number, y: number, width: number): Text {
    return textAt(text, { x, y, width }, { size: TYPE.small, tone: 'muted' }, this.#measure);
  }

  #x(id: string): number {
    return SIZE.margin + SIZE.times + this.#column * ((this.#nodes.get(id) ?? 0) + 0.5);
  }
}

/** `Sent 2.0.0 (ok 1161439322)`: the words of `stat=` often begin with the outcome, which then is not said twice. */
function join([word = '', dsn = '', stat = '']: readonly string[], status: Status): string {
  const rest = beyondOutcome(stat, status, word);
  return drawable([word, dsn, rest.trim()].filter((part) => part !== '').join(' '));
}
