/** `messages`, `trace` and `diagram`: read the whole log, then show its messages or those that a key names. */
import type { RecordIndex } from '#core/base/units.ts';
import { problemText } from '#core/base/problem-text.ts';
import { messageJson } from '#core/correlate/message-json.ts';
import type { Message } from '#core/correlate/message.ts';
import { traceKey } from '#core/query/trace.ts';
import type { Told } from '#core/relay-graph/told.ts';
import { tellFamily, type Family } from '#core/relay-graph/family.ts';
import type { Options } from './arguments.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import type { LogRead } from './read-log.ts';
import { readMessages, type ReadMessages } from './read-messages.ts';
import { messageLine, messageText, plain, storyLines } from './text-form.ts';
import { texts } from './texts.ts';

export interface Found {
  readonly read: LogRead;
  /** What `trace` and `diagram` were asked for is there. */
  readonly matched: boolean;
}

export async function runMessages(io: Io, options: Options, output: Output, json: boolean): Promise<Found> {
  const log = await readMessages(io, options, false);
  for (const message of log.messages) {
    const text = json
      ? JSON.stringify(messageJson(message, log.placeOf))
      : messageLine(message, options.language);
    if (!(await output.line(text))) break;
  }
  return { read: log.read, matched: true };
}

export async function runTrace(io: Io, options: Options, output: Output, json: boolean): Promise<Found> {
  const log = await readMessages(io, options, options.lines || !json);
  const found = await lookFor(io, options, log);
  if (options.lines) await writeLines(log, found, output);
  else if (json) await writeJson(log, found, output);
  else await writeText(log, found, output, options);
  return { read: log.read, matched: found.length > 0 };
}

async function lookFor(io: Io, options: Options, log: ReadMessages): Promise<readonly Message[]> {
  const key = options.key ?? '';
  const found = log.messages.filter(traceKey(key));
  if (found.length === 0) await io.error(`${plain(texts(options.language).nothingFound(key))}\n`);
  return found;
}

function recordsOf(messages: readonly Message[]): ReadonlySet<RecordIndex> {
  return new Set(messages.flatMap((m) => m.records));
}

async function writeLines(log: ReadMessages, found: readonly Message[], output: Output): Promise<void> {
  if (found.length === 0) return;
  for await (const line of log.linesOf(recordsOf(found))) if (!(await output.bytes(line))) return;
}

async function writeJson(log: ReadMessages, found: readonly Message[], output: Output): Promise<void> {
  for (const message of found) {
    if (!(await output.line(JSON.stringify(messageJson(message, log.placeOf))))) return;
  }
}

async function writeText(
  log: ReadMessages,
  found: readonly Message[],
  output: Output,
  options: Options,
): Promise<void> {
  if (found.length === 0) return;
  const wanted = [...recordsOf(found)].sort((a, b) => a - b);
  const records = await log.recordsOf(new Set(wanted));
  const byIndex = new Map(wanted.map((index, i) => [index, records[i]]));
  for (const message of found) {
    const own = message.records.flatMap((index) => byIndex.get(index) ?? []);
    await output.line(messageText(message, options.language));
    for (const sentence of storyLines(message, own, options.language)) await output.line(`  ${sentence}`);
    for (const index of message.records) {
      const { file, line } = log.placeOf(index);
      const raw = byIndex.get(index)?.raw;
      if (raw !== undefined)
        await output.line(`  ${plain(file)}:${line}: ${raw.split('\n').map(plain).join('\n    ')}`);
    }
    if (!(await output.line(''))) return;
  }
}

export async function runDiagram(io: Io, options: Options, output: Output): Promise<Found> {
  const log = await readMessages(io, options, true);
  const found = await lookFor(io, options, log);
  const [message] = found;
  if (message === undefined) return { read: log.read, matched: false };
  const { told, family } = await withFamily(log, message, options.unfold);
  const { language, internal, extras, theme } = options;
  const look = { language, ...(theme === undefined ? {} : { theme }) };
  const svg = await io.renderDiagram({ told, family, internal, ...look, ...extras });
  if (found.length > 1) await io.error(`${texts(options.language).drewFirst(found.length, message.id)}\n`);
  return { read: await writePicture(svg, log.read, io, options, output), matched: true };
}

/** The messages that belong to it too; the log is gone through once for the entries of all of them. */
async function withFamily(
  log: ReadMessages,
  message: Message,
  unfold: boolean,
): Promise<{ readonly told: Told; readonly family: Family }> {
  const byId = new Map(log.messages.map((m) => [m.id, m]));
  const bare = (id: string): Promise<Told | undefined> => {
    const found = byId.get(id);
    return Promise.resolve(found === undefined ? undefined : { message: found, records: [] });
  };
  const relatives = await tellFamily({ message, records: [] }, () => unfold, bare);
  const all = [message, ...[...relatives.values()].map((told) => told.message)];
  const wanted = [...recordsOf(all)].sort((a, b) => a - b);
  const records = await log.recordsOf(new Set(wanted));
  const byIndex = new Map(wanted.map((index, i) => [index, records[i]]));
  const told = (m: Message): Told => ({
    message: m,
    records: m.records.flatMap((index) => byIndex.get(index) ?? []),
  });
  return {
    told: told(message),
    family: {
      told: new Map([...relatives].map(([id, one]) => [id, told(one.message)])),
      open: new Set(unfold ? relatives.keys() : []),
    },
  };
}

/** To the file that was named, or to the output. */
export async function writePicture(
  svg: string,
  read: LogRead,
  io: Io,
  { out, language }: Options,
  output: Output,
): Promise<LogRead> {
  if (out === undefined) {
    await output.line(svg.trimEnd());
    return read;
  }
  const problem = await io.writeFile(out, `${svg.trimEnd()}\n`);
  if (problem === undefined) return read;
  await io.error(`${problemText(problem, language)}\n`);
  return { ...read, failed: true };
}
