#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { nodeIo } from './node-io.ts';
import { run } from './run.ts';

export { run } from './run.ts';

/** package.json stands beside out/, where this file is built to. */
function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** A closed pipe ends the run by itself: the writer learns of it, and there is nothing to say. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** V8 would compile what cuts the fonts once more, to be faster later: a run ends only when that is done. */
setFlagsFromString('--liftoff-only');

/** Also beside it: the folder that the app has too. */
const fonts = fileURLToPath(new URL('app/page/fonts', import.meta.url));
process.exitCode = await run(process.argv.slice(2), nodeIo(version(), fonts));
// Standard input may still be open when the output was closed early.
if (process.argv.includes('-')) process.stdin.destroy();
