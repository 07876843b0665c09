import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LABELS } from '#core/annotations/annotation.ts';

type Tokens = Readonly<Record<string, string>>;

function tokensOf(block: string): Tokens {
  return Object.fromEntries(
    [...block.matchAll(/--rs-([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    ),
  );
}

const [light = '', dark = ''] = readFileSync('renderer/src/styles/tokens.css', 'utf8').split(
  ":root[data-theme='dark']",
);
const themes: readonly (readonly [string, Tokens])[] = [
  ['light', tokensOf(light)],
  ['dark', tokensOf(dark)],
];

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(tokens: Tokens, a: string, b: string): number {
  const [one, two] = [luminance(tokens[a] ?? ''), luminance(tokens[b] ?? '')];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

const GROUNDS = ['bg', 'surface', 'surface-2', 'selected'];
const REGIONS = ['region-lan', 'region-server', 'region-internet', 'warn'];
const STATES = ['sent', 'deferred', 'bounced', 'rejected', 'queued', 'unknown'];
const TEXT = [
  ...[...GROUNDS, ...REGIONS].flatMap((ground) => [
    ['text', ground],
    ['text-muted', ground],
  ]),
  ...GROUNDS.flatMap((ground) => STATES.map((state) => [state, ground])),
  ...GROUNDS.map((ground) => ['accent', ground]),
  ['on-accent', 'accent'],
  ...LABELS.map((label) => ['on-label', `label-${label}`]),
] as const;
const FOCUS = [...GROUNDS, ...REGIONS].flatMap((ground) =>
  ['focus', ...LABELS.map((label) => `label-${label}`)].map((sign) => [sign, ground] as const),
);

test.each(themes)('every text of the %s theme is readable on every ground it stands on', (_name, tokens) => {
  const low = TEXT.map(([a = '', b = '']) => [a, b, contrast(tokens, a, b)] as const).filter(
    ([, , ratio]) => !(ratio >= 4.5),
  );
  expect(low).toEqual([]);
});

test.each(themes)('focus and labels can be seen on every ground of the %s theme', (_name, tokens) => {
  for (const [a, b] of FOCUS) expect(contrast(tokens, a, b), `${a} on ${b}`).toBeGreaterThanOrEqual(3);
});
