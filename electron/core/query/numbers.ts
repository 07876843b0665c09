/** Numbers with units, as half-open spans: `2006-10-21` is the whole day, `10k` is 10,240 bytes and nothing else. */
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import type { Operator } from './ast.ts';

export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
}

export type NumberKind = 'size' | 'seconds' | 'count' | 'time';

const SIZES: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const SECOND = 1000;
const TIME = /^(\d{4})(?:[-/](\d\d)(?:[-/](\d\d)(?:[t ](\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?$/;

/** `a`, `a..b`, `a..` or `..b`. Times are read off the log's own clock, in milliseconds as if it were UTC. */
export function readSpan(text: string, kind: NumberKind): Span | undefined {
  const dots = text.indexOf('..');
  if (dots < 0) return readOne(text, kind);
  const [low, high] = [text.slice(0, dots), text.slice(dots + 2)];
  const from = low === '' ? { from: -Infinity } : readOne(low, kind);
  const until = high === '' ? { until: Infinity } : readOne(high, kind);
  if (from === undefined || until === undefined || text === '..') return undefined;
  return { from: from.from, until: until.until };
}

export function isOrder(operator: Operator): boolean {
  return operator !== ':' && operator !== '=' && operator !== '!=';
}

/** What compares so with a span, as a span of its own. */
export function boundsOf(operator: Operator, { from, until }: Span): Span {
  if (operator === '>') return { from: until, until: Infinity };
  if (operator === '>=') return { from, until: Infinity };
  if (operator === '<') return { from: -Infinity, until: from };
  if (operator === '<=') return { from: -Infinity, until };
  return { from, until };
}

export function compares(value: number, operator: Operator, span: Span): boolean {
  const { from, until } = boundsOf(operator, span);
  return value >= from && value < until;
}

function readOne(text: string, kind: NumberKind): Span | undefined {
  if (kind === 'time') return readTime(text);
  const value = kind === 'seconds' ? readSeconds(text) : readSize(text, kind === 'size');
  return value === undefined ? undefined : { from: value, until: value + 1 };
}

/** A number as a log line has it: `6297`, `00:00:04`, `2+01:00:00`, `256/256`. */
export function readLogged(text: string): number | undefined {
  const number = /^-?\d+(?:\.\d+)?/.exec(text)?.[0];
  return parseDelay(text) ?? (number === undefined ? undefined : Number(number));
}

function readSize(text: string, units: boolean): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)(?:b|([kmg])(?:i?b)?)?$/.exec(text) ?? [];
  const factor = SIZES[unit];
  if (digits === undefined || factor === undefined || (!units && !/\d$/.test(text))) return undefined;
  return Math.round(Number(digits) * factor);
}

/** `90`, `90s`, `1h30m`, `1.5h`, `1:30:00`, and as a log has it: `1+02:09:32`. */
function readSeconds(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const [, h, m, s] = /^(\d+):(\d\d):(\d\d)$/.exec(text) ?? [];
  if (h !== undefined) return Number(h) * 3600 + Number(m) * 60 + Number(s);
  if (!/^(?:\d+(?:\.\d+)?[wdhms])+$/.test(text)) return parseDelay(text);
  let sum = 0;
  for (const [, digits, unit = ''] of text.matchAll(/([\d.]+)([wdhms])/g))
    sum += Number(digits) * (SECONDS[unit] ?? 0);
  return Math.round(sum);
}

function readTime(text: string): Span | undefined {
  const [, year, month, day, hour, minute, second] = TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  const parts = [year, month ?? '1', day ?? '1', hour ?? '0', minute ?? '0', second ?? '0'].map(Number);
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts;
  const from = Date.UTC(y, mo - 1, d, h, mi, s);
  const back = new Date(from);
  if (back.getUTCMonth() !== mo - 1 || back.getUTCDate() !== d || h > 23 || mi > 59 || s > 59)
    return undefined;
  if (second !== undefined) return { from, until: from + SECOND };
  if (minute !== undefined) return { from, until: from + 60 * SECOND };
  if (hour !== undefined) return { from, until: from + 3600 * SECOND };
  if (day !== undefined) return { from, until: from + 86_400 * SECOND };
  return { from, until: month === undefined ? Date.UTC(y + 1, 0, 1) : Date.UTC(y, mo, 1) };
}
