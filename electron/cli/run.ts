/** One run of the command line. Exit status: 0; 1 when nothing matched; 2 for wrong usage or unreadable input. */
import { problemText } from '#core/base/problem-text.ts';
import { readArguments, type Options } from './arguments.ts';
import { readExtras } from './extras.ts';
import type { Io } from './io.ts';
import { Output } from './output.ts';
import { problemOf } from '#ingest/failure.ts';
import { runDiagram, runMessages, runTrace, type Found } from './run-messages.ts';
import { runMap } from './run-map.ts';
import { runParse } from './run-parse.ts';
import { pointerAt } from '#core/query/error-text.ts';
import { plain } from './text-form.ts';
import { runStats } from './run-stats.ts';
import { texts } from './texts.ts';

export async function run(argv: readonly string[], io: Io): Promise<number> {
  const asked = readArguments(argv, io.language);
  if (!asked.ok) {
    await io.error(`${plain(texts(asked.error.language).usage(asked.error))}\n`);
    const { filterError, what } = asked.error;
    /* Scripts get their one line; somebody at a terminal sees the character. */
    if (filterError !== undefined && io.terminal)
      await io.error(`  ${plain(what)}\n  ${pointerAt(what, filterError)}\n`);
    return 2;
  }
  if (asked.value.ask === 'version') {
    await io.out(`relayscope ${io.version}\n`);
    return 0;
  }
  if (asked.value.ask === 'help') {
    await io.out(texts(asked.value.language).help);
    return 0;
  }
  return runCommand(asked.value.options, io);
}

async function runCommand(options: Options, io: Io): Promise<number> {
  const output = new Output(io);
  const json = options.form === undefined ? !io.terminal : options.form === 'json';
  try {
    const extras = await readExtras(io, options);
    if (!extras.ok) {
      await io.error(`${plain(extras.error)}\n`);
      return 2;
    }
    const settled = { ...options, extras: extras.value };
    const { read, matched } = await dispatch(settled, io, output, json);
    await output.flush();
    if (output.closed) return 0;
    if (read.failed) return 2;
    return matched ? 0 : 1;
  } catch (error) {
    if (output.closed) return 0;
    await io.error(`${problemText(problemOf(error, 'relayscope'), options.language)}\n`);
    return 2;
  }
}

async function dispatch(options: Options, io: Io, output: Output, json: boolean): Promise<Found> {
  switch (options.command) {
    case 'parse':
      return { read: await runParse(io, options, output, json), matched: true };
    case 'stats':
      return { read: await runStats(io, options, output, json), matched: true };
    case 'messages':
      return runMessages(io, options, output, json);
    case 'trace':
      return runTrace(io, options, output, json);
    case 'diagram':
      return options.map ? runMap(io, options, output) : runDiagram(io, options, output);
  }
}
