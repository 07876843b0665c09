/**
 * How long the pictures take to be placed: the map of ten thousand peers, and of each message of a log the diagram, the
 * ladder and the waterfall. Each in times of one fixed piece of work, so that machines compare. Prints JSON.
 */
import { readFileSync } from 'node:fs';
import { Correlator } from '#core/correlate/correlator.ts';
import { Networks } from '#core/correlate/networks.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import { ladder } from '#core/relay-graph/ladder.ts';
import { layoutGraph } from '#core/relay-graph/layout.ts';
import { layoutMap } from '#core/relay-graph/map/map-layout.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { waterfall } from '#core/relay-graph/waterfall.ts';
import { message, sent } from '../../core/relay-graph/messages.ts';

const PEERS = 10_000;
const OPTIONS = { language: 'en', width: 1100, weight: 'messages', shade: 'failures' } as const;

/** Milliseconds, the median of nine runs after two that do not count. */
function time(work: () => unknown): number {
  const runs = Array.from({ length: 11 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return runs.slice(2).sort((a, b) => a - b)[4] ?? NaN;
}

/** A thousand small objects to text and back, ten times. */
function unit(): void {
  const things = Array.from({ length: 1000 }, (_, i) => ({
    id: `thing ${i}`,
    x: i,
    y: i * 2,
    list: [i, i + 1],
  }));
  for (let i = 0; i < 10; i++) JSON.parse(JSON.stringify(things));
}

const messages = Array.from({ length: PEERS }, (_, i) => peer(i));
function count() {
  const tally = new Tally(new Networks());
  for (const each of messages) tally.add(each);
  return tally.result();
}
const counted = time(count);
const result = count();

function peer(i: number) {
  const relay = { name: `mx.site${i}.test`, address: '198.51.100.7' };
  return message({ id: `m/${i}`, recipients: [sent(`b@site${i}.test`, { relay })] });
}

const path = process.argv[2];
const one = time(unit);
const figures = {
  unit: one,
  'map of 10,000 peers: counting': counted,
  'map of 10,000 peers: first cards': time(() => layoutMap(result, { ...OPTIONS, open: {} })),
  'map of 10,000 peers: all opened': time(() =>
    layoutMap(result, { ...OPTIONS, open: { 'rest:internet': PEERS } }),
  ),
  ...(path === undefined ? {} : slowest(path)),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);

/** Of every message the first drawing, as a reader meets it; the slowest of each picture. */
function slowest(file: string): Record<string, number> {
  const reader = new EntryReader({ source: 0 });
  const records = [...reader.push(readFileSync(file)), ...reader.end()];
  const correlator = new Correlator();
  for (const [i, record] of records.entries()) correlator.add(record, i);
  const { messages } = correlator.result();
  const worst = { diagram: 0, ladder: 0, waterfall: 0 };
  const options = { language: 'en', width: 900 } as const;
  for (const m of messages) {
    const own = m.records.flatMap((r) => records[r] ?? []);
    const once = (name: keyof typeof worst, work: () => unknown): void => {
      const began = performance.now();
      work();
      worst[name] = Math.max(worst[name], performance.now() - began);
    };
    once('diagram', () => layoutGraph(relayGraph(m, own), options));
    once('ladder', () => ladder(m, relayGraph(m, own), options));
    once('waterfall', () => waterfall(m, options));
  }
  return {
    [`${messages.length} messages, slowest diagram`]: worst.diagram,
    [`${messages.length} messages, slowest ladder`]: worst.ladder,
    [`${messages.length} messages, slowest waterfall`]: worst.waterfall,
  };
}
