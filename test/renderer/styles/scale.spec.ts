/** The visual language of renderer/README.md, held: no size, space, radius or colour beside the scale. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Declaration {
  readonly file: string;
  readonly property: string;
  readonly value: string;
}

const files = readdirSync('renderer/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:svelte|css)$/.test(file) && !file.endsWith('tokens.css'))
  .map((file) => `renderer/src/${file}`);

const declarations: readonly Declaration[] = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  const style = file.endsWith('.css') ? text : (/<style>(.*)<\/style>/s.exec(text)?.[1] ?? '');
  return [...style.replace(/\/\*.*?\*\//gs, '').matchAll(/^\s+([a-z-]+):\s*([^;{}]+);/gm)].map(
    ([, property = '', value = '']) => ({ file, property, value }),
  );
});

const SPACE = /^(?:padding|margin|gap|row-gap|column-gap)(?:-(?:top|right|bottom|left))?$/;
const SPACES = new Set([0, 2, 4, 6, 8, 10, 12, 16, 20, 24]);
const TYPES = new Set([11, 12, 13, 15, 16, 22, 26]);
const RADII = new Set([4, 6, 10, 12, 16]);

function pixels(value: string): readonly number[] {
  return [...value.matchAll(/(-?\d+(?:\.\d+)?)px/g)].map(([, number]) => Math.abs(Number(number)));
}

/** `file: property: value` of everything that is not on the scale. */
function strays(applies: RegExp, allowed: ReadonlySet<number>): readonly string[] {
  return declarations
    .filter(
      ({ property, value }) => applies.test(property) && pixels(value).some((size) => !allowed.has(size)),
    )
    .map(({ file, property, value }) => `${file}: ${property}: ${value}`);
}

test('there are styles to look at', () => {
  expect(declarations.length).toBeGreaterThan(500);
});

test('spaces stand on the scale', () => {
  expect(strays(SPACE, SPACES)).toEqual([]);
});

test('type has seven sizes and two weights', () => {
  expect(strays(/^font(?:-size)?$/, TYPES)).toEqual([]);
  const weights = declarations.filter(({ property }) => property === 'font-weight').map(({ value }) => value);
  expect([...new Set(weights)].sort()).toEqual(['400', '600']);
});

test('corners have five radii', () => {
  expect(strays(/^border(?:-[a-z-]+)?-radius$/, RADII)).toEqual([]);
});

test('every colour is a token', () => {
  const loose = declarations.filter(({ value }) => /#[0-9a-f]{3,8}\b|rgb\(|hsl\(/i.test(value));
  expect(loose.map(({ file, property, value }) => `${file}: ${property}: ${value}`)).toEqual([]);
});

test('every token that is used exists', () => {
  const known = readFileSync('renderer/src/styles/tokens.css', 'utf8');
  const used = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/var\((--rs-[a-z0-9-]+)/g)].map(([, token = '']) => token),
  );
  expect([...new Set(used)].filter((token) => !known.includes(`${token}:`))).toEqual([]);
});
