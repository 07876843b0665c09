/**
 * One row a recipient: its attempts as bars on a common line of time, the waiting between them as a dashed line, and
 * under the row each different answer once, with how often it came. A message deferred a hundred times stays readable:
 * bars that would touch are one bar, answers that differ only in their numbers are one line.
 */
import type { Milliseconds } from '#core/base/units.ts';
import type { Attempt, Message, Status } from '#core/correlate/message.ts';
import { formatClock, formatCount, formatDay, formatDuration } from '#core/explain/format.ts';
import type { Text } from './diagram-layout.ts';
import { beyondOutcome } from './edge-label.ts';
import { diagramLabels } from './labels.ts';
import { TYPE } from './metrics.ts';
import { drawable, type Measure } from './text.ts';
import { textWidth } from './text-width.ts';
import { tickLabel, ticksIn } from '#core/overview/timeline.ts';
import {
  rounded,
  textAt,
  type Mark,
  type Rule,
  type TimePicture,
  type TimePictureOptions,
} from './time-picture.ts';
import { timeWords } from './time-words.ts';
import {
  SPOKEN,
  waterfallRows,
  type Answer,
  type Spell,
  type WaterfallRow,
  type WaterfallRows,
} from './waterfall-rows.ts';

const MINUTE = 60_000;
const SIZE = { margin: 16, axis: 50, bar: 14, row: 22, line: 16, gap: 12, smallest: 4 } as const;
/** Of bars that stand close: no thinner, and this much between them, as long as that goes. */
const THINNEST = 1.5;
const BETWEEN = 1;
/** Pixels that a moment below the axis takes. */
const TICK = 84;

export function waterfall(
  message: Message,
  options: TimePictureOptions,
  rows: WaterfallRows = waterfallRows(message),
): TimePicture {
  return new Waterfall(message, options, rows).picture();
}

class Waterfall {
  readonly #message: Message;
  readonly #options: TimePictureOptions;
  readonly #measure: Measure;
  readonly #rows: WaterfallRows;
  readonly #left: number;
  readonly #right: number;
  readonly #texts: Text[] = [];
  readonly #rules: Rule[] = [];
  readonly #marks: Mark[] = [];
  #y: number = SIZE.margin;
  #ticks: readonly number[] = [];

  constructor(message: Message, options: TimePictureOptions, rows: WaterfallRows) {
    this.#message = message;
    this.#options = options;
    this.#measure = options.measure ?? textWidth;
    this.#rows = rows;
    const width = Math.max(options.width, 360);
    this.#left = SIZE.margin + Math.round(Math.min(240, width * 0.3));
    this.#right = width - SIZE.margin;
  }

  picture(): TimePicture {
    const words = timeWords(this.#options.language);
    const { from = '<>', recipients } = this.#message;
    this.#axis();
    const { rows, more } = this.#rows;
    for (const [i, row] of rows.entries()) this.#row(row, i);
    if (more > 0) this.#note(words.moreRecipients(formatCount(more, this.#options.language)));
    if (rows.length === 0) this.#note(words.nothing);
    return {
      language: this.#options.language,
      width: this.#right + SIZE.margin,
      height: this.#y + SIZE.margin,
      title: words.waterfall(drawable(from), drawable(recipients[0]?.to ?? '')),
      rules: this.#rules,
      texts: this.#texts,
      marks: this.#marks,
    };
  }

  /** When it began, when it ended, and how long that took, above the bars. */
  #axis(): void {
    const { from, to } = this.#rows.span;
    const { zone = 0 } = this.#message;
    const { language } = this.#options;
    if (!Number.isFinite(from)) return;
    const once = !(to > from);
    const several = formatDay(from, zone) !== formatDay(to, zone);
    const moment = (at: number): string =>
      several ? `${formatDay(at, zone).slice(5)} ${formatClock(at, zone)}` : formatClock(at, zone);
    const room = (this.#right - this.#left) / 3 - 8;
    const words = timeWords(language);
    const all = once ? words.atOnce : words.waits(formatDuration(Math.round((to - from) / 1000), language));
    const y = this.#y + 12;
    const end = this.#text(moment(to), this.#left, y, room, 'muted');
    this.#texts.push(
      this.#text(moment(from), this.#left, y, room, 'muted'),
      { ...this.#text(all, (this.#left + this.#right) / 2, y, room, 'muted'), anchor: 'middle' },
      ...(once ? [] : [{ ...end, x: this.#right - end.width }]),
    );
    this.#rules.push({
      path: `M${rounded(this.#left)} ${rounded(y + 8)}H${rounded(this.#right)}`,
      dashed: false,
    });
    if (!once) this.#scale(y + 8);
    this.#y += SIZE.axis;
  }

  /** Moments between begin and end, on the reader's clock; small lines at every bar carry them down. */
  #scale(y: number): void {
    const { from, to } = this.#rows.span;
    const shift = (this.#message.zone ?? 0) * MINUTE;
    const most = Math.floor((this.#right - this.#left) / TICK);
    const ticks = ticksIn(from + shift, to + shift, most);
    this.#ticks = ticks.map((tick) => this.#x(tick - shift));
    for (const [i, tick] of ticks.entries()) {
      const x = this.#ticks[i] ?? 0;
      this.#rules.push({ path: `M${rounded(x)} ${rounded(y)}v5`, dashed: false });
      const style = { size: TYPE.small, tone: 'muted', anchor: 'middle' } as const;
      const text = textAt(
        tickLabel(tick, false, (ticks[1] ?? Infinity) - (ticks[0] ?? 0)),
        { x, y: y + 18, width: TICK },
        style,
        this.#measure,
      );
      const inside = x - text.width / 2 >= this.#left && x + text.width / 2 <= this.#right;
      if (inside) this.#texts.push(text);
    }
  }

  #row(recipient: WaterfallRow, row: number): void {
    const { to, spells } = recipient;
    const middle = this.#y + SIZE.bar / 2;
    this.#texts.push(
      textAt(
        to,
        { x: SIZE.margin, y: middle + 4, width: this.#left - SIZE.margin - 12 },
        { size: TYPE.body, tone: 'text', cut: 'middle' },
        this.#measure,
      ),
    );
    const last = spells.at(-1)?.to;
    if (last !== undefined && last > this.#rows.span.from)
      this.#rules.push({
        path: `M${rounded(this.#left)} ${rounded(middle)}H${rounded(this.#x(last))}`,
        dashed: true,
      });
    if (spells.length > 0)
      for (const x of this.#ticks)
        this.#rules.push({ path: `M${rounded(x)} ${rounded(this.#y - 3)}v${SIZE.bar + 6}`, dashed: false });
    for (const [i, bar] of barsOf(spells, (at) => this.#x(at)).entries())
      this.#bar(bar, `${row}:${i}`, middle);
    this.#y += SIZE.row;
    this.#answers(recipient, row);
    this.#y += SIZE.gap;
  }

  #bar(bar: Bar, id: string, middle: number): void {
    const x = Math.min(bar.from, this.#right - (bar.to - bar.from));
    const width = Math.min(bar.to - bar.from, this.#right - x);
    const y = middle - SIZE.bar / 2;
    this.#marks.push({
      id,
      ink: bar.status,
      path: `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${SIZE.bar}h-${rounded(width)}Z`,
      filled: true,
      texts: [],
      box: { x, y, width, height: SIZE.bar },
      words: bar.spells
        .slice(-SPOKEN)
        .flatMap(({ last }) => last)
        .slice(-SPOKEN)
        .map((a) => this.#words(a))
        .join('; '),
      recordIndexes: bar.spells.flatMap(({ records }) => records),
    });
  }

  #answers({ to, answers, moreAnswers }: WaterfallRow, row: number): void {
    const width = this.#right - this.#left - 18;
    for (const [i, answer] of answers.entries()) {
      const y = this.#y + 12;
      const text = this.#text(this.#answer(answer), this.#left + 18, y, width, 'text');
      this.#marks.push({
        id: `${row}:answer:${i}`,
        ink: answer.last.status,
        path: `M${rounded(this.#left)} ${rounded(y - 9)}h8v8h-8Z`,
        filled: true,
        texts: [text],
        box: { x: this.#left, y: y - 12, width: width + 18, height: SIZE.line },
        words: `${drawable(to)}: ${this.#answer(answer)}`,
        recordIndexes: answer.records,
      });
      this.#y += SIZE.line;
    }
    const { language } = this.#options;
    if (moreAnswers > 0) this.#note(timeWords(language).moreReasons(formatCount(moreAnswers, language)));
  }

  #answer({ records, last }: Answer): string {
    const { language } = this.#options;
    const count = records.length > 1 ? ` × ${formatCount(records.length, language)}` : '';
    const [first = '', ...rest] = this.#words(last).split(' · ');
    return [first + count, ...rest].join(' · ');
  }

  /** `Deferred 4.2.0 · 451 try again · 4 s · 23:02:02`. */
  #words({ status, dsn, stat, transactionDelay, time }: Attempt): string {
    const { language } = this.#options;
    const word = diagramLabels(language).statuses[status];
    return [
      dsn === undefined ? word : `${word} ${drawable(dsn)}`,
      stat === undefined ? '' : drawable(beyondOutcome(stat, status)),
      transactionDelay === undefined ? '' : formatDuration(transactionDelay, language),
      time === undefined ? timeWords(language).noTime : formatClock(time, this.#message.zone ?? 0),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  }

  #note(text: string): void {
    const y = this.#y + 12;
    this.#texts.push(this.#text(text, this.#left, y, this.#right - this.#left, 'muted'));
    this.#y += SIZE.line;
  }

  #text(text: string, x: number, y: number, width: number, tone: 'text' | 'muted'): Text {
    return textAt(text, { x, y, width }, { size: TYPE.body, tone }, this.#measure);
  }

  #x(time: Milliseconds): number {
    const { from, to } = this.#rows.span;
    const share = to > from ? (time - from) / (to - from) : 0;
    /* What happened last has room for its bar. */
    return this.#left + Math.min(Math.max(share, 0), 1) * (this.#right - SIZE.smallest - this.#left);
  }
}

interface Bar {
  readonly from: number;
  to: number;
  readonly status: Status;
  readonly spells: Spell[];
}

/** Spells as bars; one that would touch the one before it, with the same outcome, joins it. */
function barsOf(spells: readonly Spell[], x: (time: Milliseconds) => number): readonly Bar[] {
  const bars: Bar[] = [];
  const smallest = smallestOf(spells, x);
  for (const spell of spells) {
    const { status } = spell;
    const from = x(spell.from);
    const bar = { from, to: Math.max(x(spell.to), from + smallest), status, spells: [spell] };
    const last = bars.at(-1);
    if (last !== undefined && last.status === status && bar.from < last.to + BETWEEN) {
      last.to = Math.max(last.to, bar.to);
      last.spells.push(spell);
    } else if (last !== undefined && bar.from < last.to + BETWEEN) {
      const moved = last.to + BETWEEN;
      bars.push({ ...bar, from: moved, to: Math.max(bar.to, moved + smallest) });
    } else bars.push(bar);
  }
  return bars;
}

/** Many attempts are stripes with the waiting to be seen between them: half of what most of them are apart. */
function smallestOf(spells: readonly Spell[], x: (time: Milliseconds) => number): number {
  const apart = spells
    .slice(1)
    .map(({ to }, i) => x(to) - x(spells[i]?.to ?? 0))
    .sort((a, b) => a - b);
  const usual = apart[apart.length >> 1] ?? Infinity;
  return Math.min(SIZE.smallest, Math.max(THINNEST, usual / 2));
}
