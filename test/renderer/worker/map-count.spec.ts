import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { messagePlace } from '#core/annotations/places.ts';
import type { MapQuestion } from '#core/contract/map-protocol.ts';
import { NO_NETWORK } from '#core/networks/network-facts.ts';
import { BY_TIME, SEED, WorkerBench, batchesOf, facts, soon } from './worker-bench.ts';

const QUESTION: MapQuestion = {
  filter: '',
  besides: '',
  sort: BY_TIME,
  language: 'en',
  width: 1100,
  weight: 'messages',
  shade: 'failures',
  open: {},
};

async function opened(logId: string, text = SEED): Promise<WorkerBench> {
  const bench = new WorkerBench();
  await bench.call('open', logId, [facts()]);
  bench.session(logId).finish(batchesOf(text, 100));
  await soon(() => expect(bench.changes.at(-1)?.state.partial).toBe(false));
  return bench;
}

test('the map counts the messages of the filter', async () => {
  const bench = await opened('m1');
  expect((await bench.call('map', QUESTION))?.messages).toBe(5);
  expect((await bench.call('map', { ...QUESTION, filter: 'qid:k9LE1v98001811' }))?.messages).toBe(1);
  const answer = await bench.call('map', { ...QUESTION, filter: 'qid:k9LE1v98001811' });
  expect(answer?.picture.nodes.map((n) => n.id)).toEqual([
    'lan:local001.localserver200',
    'internet:maile.ekisaito.ko.ni',
  ]);
});

/** A message to each of so many servers. */
function manyPeers(count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const head = `Nov  2 01:00:00 mx sendmail[1000]: kB28001v${String(i).padStart(6, '0')}: `;
    const relay = `mx.site${String(i)}.test. [198.51.100.1]`;
    return `${head}to=<b@site${String(i)}.test>, delay=00:00:04, mailer=esmtp, relay=${relay}, dsn=2.0.0, stat=Sent (ok)\n`;
  }).join('');
}

test('of a very long map each part is there, and a change of language or network is seen in the next', async () => {
  const bench = await opened('m5', manyPeers(300));
  const names = async (change: Partial<MapQuestion>): Promise<string> => {
    const question = { ...QUESTION, open: { 'rest:internet': 300 }, ...change };
    const picture = (await bench.call('map', question))?.picture;
    return (picture?.nodes ?? [])
      .flatMap(({ texts, words }) => [...texts.map(({ text }) => text), words])
      .join();
  };
  const [top, bottom] = [
    { from: 0, until: 500 },
    { from: 13_000, until: 13_500 },
  ];
  const first = await names({ sight: top });
  const below = await names({ sight: bottom });
  expect(below).toContain('mx.site');
  expect(first.split(',').some((name) => name.startsWith('mx.site') && below.includes(name))).toBe(false);
  expect(await names({ sight: top })).toBe(first);
  expect(await names({ sight: top, language: 'ja' })).toContain('送信');
  const host = /mx\.site\d+\.test/.exec(first)?.[0] ?? '';
  await bench.call('network', { ...NO_NETWORK, hosts: [{ host, label: 'The other office' }] });
  expect(await names({ sight: top })).toContain('The other office');
});

test('what the reader says about the network moves a host to the inside', async () => {
  const bench = await opened('m2');
  await bench.call('network', {
    version: 1,
    internal: ['ekisaito.ko.ni'],
    server: { names: [], outside: [] },
    hosts: [{ host: 'maile.ekisaito.ko.ni', label: 'The other office' }],
  });
  const answer = await bench.call('map', { ...QUESTION, filter: 'qid:k9LE1v98001811' });
  const host = answer?.picture.nodes.find((n) => n.id === 'lan:maile.ekisaito.ko.ni');
  expect(host?.texts[0]).toMatchObject({
    text: 'The other office',
    full: 'The other office (maile.ekisaito.ko.ni)',
  });
});

test('a note on a message is known on each edge it crossed, as soon as it is written', async () => {
  const bench = await opened('m4');
  const noted = async (): Promise<readonly string[]> =>
    ((await bench.call('map', QUESTION))?.picture.edges ?? [])
      .filter((edge) => edge.noted !== undefined)
      .map(({ id }) => id);
  expect(await noted()).toEqual([]);
  const found = await bench.call('message', 'user100/k9LE1v98001811');
  if (found === undefined) throw new Error('The seed has it');
  const place = messagePlace(
    found.message,
    found.records.map(({ raw }) => raw),
  );
  await bench.call('annotate', [{ ...place, note: 'Ask them', changed: 1 }]);
  expect(await noted()).toEqual([
    'lan:local001.localserver200>0>received',
    'internet:maile.ekisaito.ko.ni>0>sent',
  ]);
});

test('a filter that cannot be read has no map, and neither has a window without a log', async () => {
  const bench = await opened('m3');
  expect(await bench.call('map', { ...QUESTION, filter: 'from:' })).toBeUndefined();
  await bench.call('close');
  expect(await bench.call('map', QUESTION)).toBeUndefined();
});
