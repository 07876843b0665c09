/** The lines of chosen entries as they stand in the file, byte for byte, in file order, each once. */
import { CarriedLine } from '#core/lines/carried-line.ts';
import { decodeUtf8 } from '#core/lines/utf8.ts';
import type { Spot } from './place-table.ts';

interface Open {
  readonly lines: readonly string[];
  next: number;
}

const NEWLINE = 10;

export async function* rawLines(
  chunks: AsyncIterable<Uint8Array>,
  spots: readonly Spot[],
): AsyncIterable<Uint8Array> {
  const wanted = [...spots].sort((a, b) => a.offset - b.offset);
  let open: Open[] = [];
  let next = 0;
  for await (const { bytes, start } of physicalLines(chunks)) {
    let chosen = false;
    for (
      let spot = wanted[next];
      spot !== undefined && spot.offset < start + bytes.length;
      spot = wanted[++next]
    ) {
      chosen = true;
      if (spot.lines !== undefined) open.push({ lines: spot.lines, next: 1 });
    }
    if (!chosen && open.length > 0) chosen = takenBy(open, bytes);
    open = open.filter((o) => o.next < o.lines.length);
    if (chosen) yield ended(bytes);
    if (next === wanted.length && open.length === 0) return;
  }
}

/** Is this the next line of an entry that has begun? */
function takenBy(open: readonly Open[], bytes: Uint8Array): boolean {
  const text = plain(decodeUtf8(bytes));
  const taker = open.find((o) => plain(o.lines[o.next] ?? '') === text);
  if (taker === undefined) return false;
  taker.next++;
  return true;
}

function plain(line: string): string {
  return line.replaceAll('\0', '').trimEnd();
}

function ended(bytes: Uint8Array): Uint8Array {
  if (bytes.at(-1) === NEWLINE) return bytes;
  const whole = new Uint8Array(bytes.length + 1);
  whole.set(bytes);
  whole[bytes.length] = NEWLINE;
  return whole;
}

interface PhysicalLine {
  /** With its newline. */
  readonly bytes: Uint8Array;
  readonly start: number;
}

/** A chunk is good only until the next one is asked for: what is left of it is copied. */
async function* physicalLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<PhysicalLine> {
  const carried = new CarriedLine(Infinity);
  let start = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      carried.add(chunk, from, end + 1);
      const bytes = carried.take();
      yield { bytes, start };
      start += bytes.length;
      from = end + 1;
    }
    carried.add(chunk, from, chunk.length);
  }
  if (carried.length > 0) yield { bytes: carried.take(), start };
}
