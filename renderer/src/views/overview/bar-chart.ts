/**
 * The bars of a timeline, drawn by uPlot on a canvas. Stacked: the tallest is drawn first, in the colour of what stands
 * on top, and the others over it. Colours come from the style sheet, looked up once a theme. What is to be shown is drawn
 * after the page itself: asked for colours and sizes in the middle of its changes, it would have to be laid out twice.
 */
import type UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Status } from '#core/correlate/message.ts';
import { tickLabel, ticksIn, type Timeline } from '#core/overview/timeline.ts';
import { painted } from '#renderer/state/painted.ts';
import { watchSize, type Size } from '../diagram/watch-size.ts';

export interface BarChart {
  /** `shift`: from the log's clock to the one that the labels show, milliseconds. */
  show(timeline: Timeline, shift: number): void;
  /** Marks bars, both included. */
  mark(bars: readonly [first: number, last: number] | undefined): void;
  destroy(): void;
}

export interface BarChartEvents {
  readonly onpoint: (bar: number | undefined) => void;
  readonly onbrush: (first: number, last: number) => void;
  readonly onall: () => void;
}

const COLOURS: Readonly<Record<Status, string>> = {
  sent: '--rs-sent',
  deferred: '--rs-deferred',
  bounced: '--rs-bounced',
  rejected: '--rs-rejected',
  queued: '--rs-queued',
  discarded: '--rs-unknown',
  quarantined: '--rs-deferred',
  unknown: '--rs-unknown',
};
/** Bars that stand without room between them. */
const MANY = 120;
const TICK_WIDTH = 90;
/** Room for the counts left of the bars, and right of them. */
const LEFT = 44;
const RIGHT = 8;
const MINUTE = 60_000;

interface Shown {
  readonly timeline: Timeline;
  readonly shift: number;
}

/** All that a chart cannot change once it is made. */
function formOf({ timeline: { series } }: Shown): string {
  return series.map(({ status }) => status).join(' ');
}

/** Undefined where nothing can be drawn: the words beside the chart say the same. */
export async function makeBarChart(
  target: HTMLElement,
  events: BarChartEvents,
): Promise<BarChart | undefined> {
  if (!('Path2D' in window)) return undefined;
  const { default: Plot } = await import('uplot');
  const ink = new Ink();
  let shown: Shown | undefined;
  let drawn: Shown | undefined;
  let plot: UPlot | undefined;
  let isWaiting = false;
  let isGone = false;
  /** As the observer tells it: asked for amid changes of the page it would cost a layout. */
  let size: Size | undefined;

  function drawSoon(): void {
    if (shown === undefined || size === undefined || isWaiting) return;
    isWaiting = true;
    void painted().then(draw);
  }

  function draw(): void {
    isWaiting = false;
    if (shown === undefined || size === undefined || isGone) return;
    const sameForm = drawn !== undefined && formOf(drawn) === formOf(shown);
    const now = (drawn = shown);
    if (sameForm) plot?.setData(dataOf(shown.timeline));
    else {
      plot?.destroy();
      plot = new Plot(
        optionsOf(Plot, { size, ink, events }, () => drawn ?? now),
        dataOf(now.timeline),
        target,
      );
    }
  }

  const unwatch = watchSize(target, ({ width, height }) => {
    size = { width: Math.max(50, width), height: Math.max(30, height) };
    plot?.setSize(size);
    if (plot === undefined) drawSoon();
  });
  const themes = new MutationObserver(() => {
    ink.forget();
    /* Anew as a whole: the paths of bars keep the colour they were made with. */
    plot?.redraw(true, true);
  });
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    show(timeline, shift) {
      shown = { timeline, shift };
      drawSoon();
    },
    mark(bars) {
      if (plot === undefined || drawn === undefined) return;
      const { from, step } = drawn.timeline;
      const left = bars === undefined ? 0 : plot.valToPos(from + bars[0] * step, 'x');
      const right = bars === undefined ? 0 : plot.valToPos(from + (bars[1] + 1) * step, 'x');
      plot.setSelect({ left, top: 0, width: right - left, height: plot.over.clientHeight }, false);
    },
    destroy() {
      unwatch();
      themes.disconnect();
      isGone = true;
      plot?.destroy();
    },
  };
}

/** From the bottom up, each series with all that stand below it. */
function stacked({ series, bars }: Timeline): readonly Float64Array[] {
  const below = new Float64Array(bars);
  return series.map(({ counts }) => {
    for (let bar = 0; bar < bars; bar++) below[bar] = (below[bar] ?? 0) + (counts[bar] ?? 0);
    return below.slice();
  });
}

function dataOf(timeline: Timeline): UPlot.AlignedData {
  const begins = Float64Array.from({ length: timeline.bars }, (_, i) => timeline.from + i * timeline.step);
  return [begins, ...stacked(timeline).toReversed()];
}

function optionsOf(
  Plot: typeof UPlot,
  { size, ink, events }: { readonly size: Size; readonly ink: Ink; readonly events: BarChartEvents },
  now: () => Shown,
): UPlot.Options {
  const { onpoint, onbrush, onall } = events;
  const { series } = now().timeline;
  const barAt = (u: UPlot, left: number): number => {
    const { timeline } = now();
    const bar = Math.floor((u.posToVal(left, 'x') - timeline.from) / timeline.step);
    return Math.max(0, Math.min(timeline.bars - 1, bar));
  };
  const span = (): [number, number] => {
    const { timeline } = now();
    return [timeline.from, timeline.from + timeline.bars * timeline.step];
  };
  const paths = barsThat(Plot, () => now().timeline.bars > MANY);
  return {
    ...size,
    ms: 1,
    padding: [4, RIGHT, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          onall();
          // eslint-disable-next-line no-restricted-syntax -- uPlot's own: nothing is done with the click
          return null;
        },
      },
    },
    scales: { x: { time: false, range: span }, y: { range: (_u, _low, high) => [0, high] } },
    axes: [timeAxis(ink, () => now().shift), countAxis(ink)],
    series: [
      {},
      ...series.toReversed().map(({ status }) => ({
        fill: () => ink.of(COLOURS[status]),
        stroke: () => ink.of(COLOURS[status]),
        width: 0,
        points: { show: false },
        ...(paths === undefined ? {} : { paths }),
      })),
    ],
    hooks: {
      setCursor: [
        (u) =>
          onpoint(u.cursor.left === undefined || u.cursor.left < 0 ? undefined : barAt(u, u.cursor.left)),
      ],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width > 0) onbrush(barAt(u, left), barAt(u, left + width - 1));
        },
      ],
    },
  };
}

/** How the bars stand is asked at each drawing: made anew, the chart would have the page laid out anew. */
function barsThat(Plot: typeof UPlot, areMany: () => boolean): UPlot.Series.PathBuilder | undefined {
  const few = Plot.paths.bars?.({ size: [0.9, Infinity], align: 1 });
  const many = Plot.paths.bars?.({ size: [1, Infinity], align: 1 });
  if (few === undefined || many === undefined) return undefined;
  return (...drawn) => (areMany() ? many : few)(...drawn);
}

function axisLook(ink: Ink): Pick<UPlot.Axis, 'font' | 'stroke' | 'grid' | 'ticks'> {
  const faint = { stroke: () => ink.of('--rs-border'), width: 1 };
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  return { font, stroke: () => ink.of('--rs-text-muted'), grid: faint, ticks: { ...faint, size: 3 } };
}

function timeAxis(ink: Ink, shift: () => number): UPlot.Axis {
  return {
    ...axisLook(ink),
    size: 20,
    gap: 2,
    splits: (u, _axis, low, high) => {
      const most = Math.floor(u.width / TICK_WIDTH);
      return ticksIn(low + shift(), high + shift(), most).map((tick) => tick - shift());
    },
    values: (u, splits) =>
      splits.map((tick, i) => labelIn(u, tick, tickLabel(tick + shift(), i === 0, apart(splits)))),
  };
}

function apart([first = 0, second = first + MINUTE]: readonly number[]): number {
  return second - first;
}

/** Empty where it would be cut at the right edge. */
function labelIn(u: UPlot, tick: number, text: string): string {
  const { min = 0, max = 0 } = u.scales['x'] ?? {};
  const half = u.ctx.measureText(text).width / devicePixelRatio / 2;
  const room = u.width - LEFT - RIGHT;
  return ((tick - min) / (max - min)) * room + half > room + RIGHT ? '' : text;
}

function countAxis(ink: Ink): UPlot.Axis {
  return {
    ...axisLook(ink),
    size: LEFT,
    gap: 2,
    space: 24,
    incrs: [1, 2, 5].flatMap((n) => [0, 1, 2, 3, 4, 5, 6].map((e) => n * 10 ** e)).sort((a, b) => a - b),
    values: (_u, splits) => splits.map((n) => String(n)),
  };
}

/** Colours of the style sheet by the names of their tokens. */
class Ink {
  #known = new Map<string, string>();

  of(name: string): string {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const colour = getComputedStyle(document.documentElement).getPropertyValue(name);
    this.#known.set(name, colour);
    return colour;
  }

  forget(): void {
    this.#known = new Map();
  }
}
