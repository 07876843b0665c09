/** Logs with what happens to logs: lines lost, doubled, out of order, other ids, other relays. */
import fc from 'fast-check';
import { logLines } from '../../bench/generate.mjs';
import { fixture } from './log.ts';

const NAMES = ['seed.log', 'real/default.log', 'real/checks.log', 'real/milter-jst.log', 'real/verbose.log'];
const TEXTS = [...NAMES.map(fixture), [...logLines(800)].join('')].map((text) => text.split('\n'));

type Change = (lines: readonly string[], pick: (below: number) => number) => readonly string[];

const ID = /: ([0-9A-Za-z]{14}):/;

const CHANGES: readonly Change[] = [
  (lines, pick) => lines.filter(() => pick(8) > 0),
  (lines, pick) => lines.flatMap((line) => (pick(6) === 0 ? [line, line] : [line])),
  (lines) => [...lines, ...lines],
  (lines, pick) => lines.map((line) => (pick(9) === 0 ? (lines[pick(lines.length)] ?? line) : line)),
  (lines, pick) => lines.map((line) => (pick(9) === 0 ? line.toUpperCase() : line)),
  (lines, pick) => {
    const ids = lines.flatMap((line) => ID.exec(line)?.[1] ?? []);
    return lines.map((line) =>
      pick(5) === 0 ? line.replace(ID, `: ${ids[pick(ids.length)] ?? 'x'}:`) : line,
    );
  },
  (lines, pick) => {
    const ids = lines.flatMap((line) => ID.exec(line)?.[1] ?? []);
    const sent = (): string => `stat=Sent (${ids[pick(ids.length)] ?? ''} Message accepted for delivery)`;
    return lines.map((line) => (pick(6) === 0 ? line.replace(/stat=.*/, sent()) : line));
  },
  (lines, pick) =>
    lines.map((line) =>
      pick(6) === 0 ? line.replace(/relay=[^,]*/, 'relay=[127.0.0.1] [127.0.0.1]') : line,
    ),
];

/** Text of a log, changed up to three times. */
export const mutatedLog = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    fc.array(fc.constantFrom(...CHANGES), { maxLength: 3 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([lines, changes, numbers]) => {
    const pick = (below: number): number => (numbers.next().value ?? 0) % Math.max(1, below);
    return changes.reduce<readonly string[]>((changed, change) => change(changed, pick), lines).join('\n');
  });
