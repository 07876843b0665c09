/** `diagram --map`: all messages of the log as one network. */
import { anchorsOf, withAnnotations, type Find } from '#core/annotations/find.ts';
import type { Message } from '#core/correlate/message.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import type { Options } from './arguments.ts';
import { runNetworks } from './extras.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { readMessages, type ReadMessages } from './read-messages.ts';
import { writePicture, type Found } from './run-messages.ts';

const NOBODY: ReadonlySet<string> = new Set();

async function withNotes(log: ReadMessages, message: Message, find: Find): Promise<Message> {
  const records = await log.recordsOf(new Set(message.records));
  return withAnnotations(
    message,
    records.map(({ raw }) => raw),
    find,
  );
}

export async function runMap(io: Io, options: Options, output: Output): Promise<Found> {
  const { anchors = NOBODY, find } = options.extras ?? {};
  const log = await readMessages(io, options, anchors.size > 0);
  const tally = new Tally(runNetworks(options));
  const isNoted = (message: Message): boolean => anchorsOf(message).some((anchor) => anchors.has(anchor));
  for (const message of log.messages) {
    const noted = find !== undefined && anchors.size > 0 && isNoted(message);
    tally.add(noted ? await withNotes(log, message, find) : message);
  }
  const { language, theme, extras } = options;
  const svg = await io.renderMap(tally.result(), {
    language,
    ...(theme === undefined ? {} : { theme }),
    ...extras,
  });
  const read = await writePicture(svg, log.read, io, options, output);
  return { read, matched: log.messages.length > 0 };
}
