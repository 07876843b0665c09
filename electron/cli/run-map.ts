/** `diagram --map`: all messages of the log as one network. */
import { Networks } from '#core/correlate/networks.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import type { Options } from './arguments.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { readMessages } from './read-messages.ts';
import { writePicture, type Found } from './run-messages.ts';

export async function runMap(io: Io, options: Options, output: Output): Promise<Found> {
  const log = await readMessages(io, options, false);
  const tally = new Tally(new Networks(options.internal));
  for (const message of log.messages) tally.add(message);
  const svg = await io.renderMap(tally.result(), options.language);
  const read = await writePicture(svg, log.read, io, options, output);
  return { read, matched: log.messages.length > 0 };
}
