import { expect, test } from 'vitest';
import type { IngestJob } from '#core/contract/ingest-protocol.ts';
import { deal } from '../../electron/main/deal.ts';

type Source = IngestJob['sources'][number];

const MIB = 1024 * 1024;
const REMOTE = { server: 'mx', path: '/var/log/maillog', name: 'maillog', size: MIB };

function file(source: number, mib: number, change: Partial<Source> = {}): Source {
  const facts = { sourceId: `s${source}`, name: `log.${source}`, modified: 0, fingerprint: '' };
  const size = mib * MIB;
  return { facts: { ...facts, source, size }, path: `/l/${source}`, fromOffset: 0, fromLine: 1, ...change };
}

function dealt(sources: readonly Source[], processors: number): number[][] {
  return deal({ sources }, processors).map((job) => job.sources.map(({ facts }) => facts.source));
}

const set = (count: number, mib: number): Source[] => Array.from({ length: count }, (_, i) => file(i, mib));

test('a rotated set is dealt in turn over one process less than there are processors', () => {
  expect(dealt(set(7, 10), 4)).toEqual([
    [0, 3, 6],
    [1, 4],
    [2, 5],
  ]);
});

test.each([1, 2])('with %d processors one process reads all', (processors) => {
  expect(dealt(set(3, 10), processors)).toEqual([[0, 1, 2]]);
});

test('no process is started without a source', () => {
  expect(dealt(set(2, 100), 64)).toEqual([[0], [1]]);
});

test('small files are read sooner than more processes would start', () => {
  expect(dealt(set(8, 0.1), 8)).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
  expect(dealt(set(8, 3), 8)).toHaveLength(2);
});

test('a packed file counts as what its text is long', () => {
  const packed = set(8, 3).map(({ facts, ...rest }) => ({
    ...rest,
    facts: { ...facts, name: `${facts.name}.bz2` },
  }));
  expect(dealt(packed, 64)).toHaveLength(8);
});

test('what was read before is worth no process', () => {
  expect(dealt([file(0, 100, { fromOffset: 99.5 * MIB }), file(1, 1)], 8)).toEqual([[0, 1]]);
});

test.each<[string, Partial<Source>]>([
  ['is followed', { follow: true }],
  ['lies on a server', { remote: REMOTE }],
  ['was pasted', { text: 'x' }],
])('a log of which a part %s is read by one process', (_what, change) => {
  expect(dealt([...set(3, 100), file(3, 100, change)], 8)).toEqual([[0, 1, 2, 3]]);
});

test('a log without anything to read still ends by the word of a process', () => {
  expect(deal({ sources: [], nextSource: 3 }, 8)).toEqual([{ sources: [], nextSource: 3 }]);
});
