/**
 * Colours of the picture. On the page they are the theme's custom properties; in a picture that stands alone they
 * are the values of one theme, so that it looks the same wherever it is opened. Contrast of each text on its ground
 * is at least 4.5 to 1.
 */
import { EMBEDDED_FONT } from '#core/relay-graph/embedded-font.ts';
import type { Ink, RegionKind } from '#core/relay-graph/diagram-layout.ts';
import type { Ground } from '#core/relay-graph/ground.ts';

const LIGHT = {
  bg: '#f7f8fa',
  surface: '#ffffff',
  'surface-2': '#eef1f5',
  text: '#1a2230',
  'text-muted': '#566173',
  border: '#c9d1dc',
  accent: '#1f5fbf',
  sent: '#0a7245',
  deferred: '#96580a',
  bounced: '#b42318',
  rejected: '#a0185c',
  queued: '#5747a8',
  unknown: '#5b6675',
  'region-lan': '#e8f3ec',
  'region-server': '#e8effa',
  'region-internet': '#f6f0e4',
  focus: '#1f6feb',
  'label-red': '#b42318',
  'label-orange': '#a34700',
  'label-yellow': '#7a6000',
  'label-green': '#0a7245',
  'label-teal': '#0b6e75',
  'label-blue': '#1f5fbf',
  'label-purple': '#6b3fa0',
  'label-pink': '#a0185c',
  'label-grey': '#5b6675',
  'on-label': '#ffffff',
} as const;
export type ColorName = keyof typeof LIGHT;

const DARK: Readonly<Record<ColorName, string>> = {
  bg: '#14181d',
  surface: '#1b2027',
  'surface-2': '#252c35',
  text: '#e6eaf0',
  'text-muted': '#a3afbe',
  border: '#3a4450',
  accent: '#82b1ff',
  sent: '#5fd39b',
  deferred: '#f0b35a',
  bounced: '#ff9186',
  rejected: '#ff8cc0',
  queued: '#b7a6ff',
  unknown: '#aab5c3',
  'region-lan': '#1b2b24',
  'region-server': '#1c2a3f',
  'region-internet': '#2f2818',
  focus: '#82b1ff',
  'label-red': '#ff9186',
  'label-orange': '#ffae66',
  'label-yellow': '#e6c84a',
  'label-green': '#5fd39b',
  'label-teal': '#5ccfd6',
  'label-blue': '#82b1ff',
  'label-purple': '#c9a6ff',
  'label-pink': '#ff8cc0',
  'label-grey': '#aab5c3',
  'on-label': '#14181d',
};

const COLORS: Readonly<Record<Ground, Readonly<Record<ColorName, string>>>> = { light: LIGHT, dark: DARK };

export type Paint = (name: ColorName) => string;

export const livePaint: Paint = (name) => `var(--rs-${name}, ${LIGHT[name]})`;

/** For the page, or with the fixed colours of that ground. */
export function paintFor(standalone: boolean, ground: Ground = 'light'): Paint {
  return standalone ? (name) => COLORS[ground][name] : livePaint;
}

/** The first that is there is taken; every one of them has figures of one width. */
export const FONTS =
  "'Inter', 'Segoe UI', system-ui, -apple-system, 'Noto Sans', 'DejaVu Sans', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'IPAPGothic', sans-serif";

/** On the page the theme's; a picture that stands alone has its own, and the others for what that lacks. */
export function fontsFor(standalone: boolean): string {
  return standalone ? `'${EMBEDDED_FONT}', ${FONTS}` : `var(--rs-font, ${FONTS})`;
}

/** Never colour alone: each outcome has its own line, arrow head and sign as well. */
export type Head = 'solid' | 'open' | 'dot' | 'cross' | 'bar' | 'square' | 'diamond';

export interface Stroke {
  readonly color: ColorName;
  readonly dash?: string;
  readonly head: Head;
}

export const STROKES: Readonly<Record<Ink, Stroke>> = {
  sent: { color: 'sent', head: 'solid' },
  deferred: { color: 'deferred', dash: '9 5', head: 'open' },
  bounced: { color: 'bounced', dash: '14 4 3 4', head: 'cross' },
  rejected: { color: 'rejected', head: 'bar' },
  queued: { color: 'queued', dash: '1 6', head: 'dot' },
  discarded: { color: 'unknown', dash: '5 5', head: 'square' },
  quarantined: { color: 'deferred', dash: '3 4', head: 'diamond' },
  unknown: { color: 'unknown', dash: '4 6', head: 'open' },
  caused: { color: 'accent', dash: '6 4', head: 'solid' },
};

export const REGION_COLORS: Readonly<Record<RegionKind, ColorName>> = {
  lan: 'region-lan',
  server: 'region-server',
  router: 'surface-2',
  internet: 'region-internet',
};
