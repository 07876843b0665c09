/**
 * The bars of a timeline, drawn by uPlot on a canvas. Stacked: the tallest is drawn first, in the colour of what stands
 * on top, and the others over it. Colours come from the style sheet at each drawing, so a theme needs no new chart.
 */
import type UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Status } from '#core/correlate/message.ts';
import { ticksIn, type Timeline } from '#core/overview/timeline.ts';

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
const TICK_WIDTH = 90;
const DAY = 86_400_000;

/** Undefined where nothing can be drawn: the words beside the chart say the same. */
export async function makeBarChart(
  target: HTMLElement,
  events: BarChartEvents,
): Promise<BarChart | undefined> {
  if (!('Path2D' in window)) return undefined;
  const { default: Plot } = await import('uplot');
  let shown: { readonly timeline: Timeline; readonly shift: number } | undefined;
  let plot: UPlot | undefined;

  function remake(): void {
    plot?.destroy();
    if (shown === undefined) return;
    plot = new Plot(optionsOf(Plot, target, shown, events), dataOf(shown.timeline), target);
  }

  const sizes = new ResizeObserver(() => plot?.setSize(sizeOf(target)));
  sizes.observe(target);
  const themes = new MutationObserver(() => plot?.redraw(false, true));
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    show(timeline, shift) {
      shown = { timeline, shift };
      remake();
    },
    mark(bars) {
      if (plot === undefined || shown === undefined) return;
      const { from, step } = shown.timeline;
      const left = bars === undefined ? 0 : plot.valToPos(from + bars[0] * step, 'x');
      const right = bars === undefined ? 0 : plot.valToPos(from + (bars[1] + 1) * step, 'x');
      plot.setSelect({ left, top: 0, width: right - left, height: plot.over.clientHeight }, false);
    },
    destroy() {
      sizes.disconnect();
      themes.disconnect();
      plot?.destroy();
    },
  };
}

function sizeOf(target: HTMLElement): { width: number; height: number } {
  return { width: Math.max(50, target.clientWidth), height: Math.max(30, target.clientHeight) };
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
  target: HTMLElement,
  { timeline, shift }: { readonly timeline: Timeline; readonly shift: number },
  { onpoint, onbrush, onall }: BarChartEvents,
): UPlot.Options {
  const { from, step, bars, series } = timeline;
  const until = from + bars * step;
  const barAt = (u: UPlot, left: number): number =>
    Math.max(0, Math.min(bars - 1, Math.floor((u.posToVal(left, 'x') - from) / step)));
  const paths = Plot.paths.bars?.({ size: [bars > 120 ? 1 : 0.9, Infinity], align: 1 });
  return {
    ...sizeOf(target),
    ms: 1,
    padding: [4, 8, 0, 0],
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
    scales: { x: { time: false, range: () => [from, until] }, y: { range: (_u, _low, high) => [0, high] } },
    axes: [timeAxis(shift), countAxis()],
    series: [
      {},
      ...series.toReversed().map(({ status }) => ({
        fill: () => token(COLOURS[status]),
        stroke: () => token(COLOURS[status]),
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

function axisLook(): Pick<UPlot.Axis, 'font' | 'stroke' | 'grid' | 'ticks'> {
  const faint = { stroke: () => token('--rs-border'), width: 1 };
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  return { font, stroke: () => token('--rs-text-muted'), grid: faint, ticks: { ...faint, size: 3 } };
}

function timeAxis(shift: number): UPlot.Axis {
  return {
    ...axisLook(),
    size: 20,
    gap: 2,
    splits: (u, _axis, low, high) => {
      const most = Math.floor(u.width / TICK_WIDTH);
      return ticksIn(low + shift, high + shift, most).map((tick) => tick - shift);
    },
    values: (_u, splits) => splits.map((tick, i) => labelOf(tick + shift, i === 0)),
  };
}

/** The day where one begins, and at the first line; else the time of the day. */
function labelOf(time: number, first: boolean): string {
  const iso = new Date(time).toISOString();
  if (time % DAY === 0) return iso.slice(0, 10);
  return first ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(11, time % 60_000 === 0 ? 16 : 19);
}

function countAxis(): UPlot.Axis {
  return {
    ...axisLook(),
    size: 44,
    gap: 2,
    space: 24,
    incrs: [1, 2, 5].flatMap((n) => [0, 1, 2, 3, 4, 5, 6].map((e) => n * 10 ** e)).sort((a, b) => a - b),
    values: (_u, splits) => splits.map((n) => String(n)),
  };
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name);
}
