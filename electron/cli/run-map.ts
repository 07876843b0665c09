/** `diagram --map`: all messages of the log as one network. */
import { Tally } from '#core/relay-graph/map/tally.ts';
import type { Options } from './arguments.ts';
import { runNetworks } from './extras.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { readMessages } from './read-messages.ts';
import { writePicture, type Found } from './run-messages.ts';

export async function runMap(io: Io, options: Options, output: Output): Promise<Found> {
  const log = await readMessages(io, options, false);
  const tally = new Tally(runNetworks(options));
  for (const message of log.messages) tally.add(message);
  const { language, theme, extras } = options;
  const svg = await io.renderMap(tally.result(), {
    language,
    ...(theme === undefined ? {} : { theme }),
    ...extras,
  });
  const read = await writePicture(svg, log.read, io, options, output);
  return { read, matched: log.messages.length > 0 };
}
