import { expect, test } from 'vitest';
import { toEnd } from '#core/base/steps.ts';
import { domainsOf } from '#core/query/domains.ts';

test('addresses of a domain share it, whatever their letters; one without has the empty domain', () => {
  const strings = ['', 'a@X.org', 'b@x.ORG', 'root', '', '"a@b"@y.org'];
  const { names, of } = toEnd(domainsOf({ ids: new Uint32Array(0), strings }));
  expect(Array.from(of.subarray(1), (number) => names[number])).toEqual(['x.org', 'x.org', '', '', 'y.org']);
});

test('domains of the same texts are worked out once', () => {
  const dictionary = { ids: new Uint32Array(0), strings: ['', 'a@x.org'] };
  expect(toEnd(domainsOf({ ...dictionary }))).toBe(toEnd(domainsOf({ ...dictionary })));
});
