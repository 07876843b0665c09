/** `stats`: one object about the whole log. Entries are counted as they pass and not kept. */
import type { OffsetMinutes } from '#core/base/units.ts';
import { Correlator } from '#core/correlate/correlator.ts';
import { isoTime } from '#core/correlate/iso-time.ts';
import type { JsonObject } from '#core/correlate/message-json.ts';
import type { Message } from '#core/correlate/message.ts';
import { statWord } from '#core/formats/sendmail/status.ts';
import { field } from '#core/records/log-record.ts';
import type { Options } from './arguments.ts';
import { runNetworks } from './extras.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { LogReader, type LogRead } from './read-log.ts';
import { given } from './run-parse.ts';
import { statsText } from './text-form.ts';

class Tally {
  readonly #counts = new Map<string, number>();

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Most frequent first. */
  get object(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([, a], [, b]) => b - a));
  }
}

export async function runStats(io: Io, options: Options, output: Output, json: boolean): Promise<LogRead> {
  const reader = new LogReader(io, options);
  const sources = await reader.open();
  const correlator = new Correlator({
    ...given(options),
    modified: sources.map((s) => s.modified),
  });
  correlator.setNetworks(runNetworks(options));
  const kinds = new Tally();
  const dialects = new Tally();
  const stats = new Tally();
  const ids = new Set<string>();
  const read = await reader.read((record, index) => {
    correlator.add(record, index);
    kinds.add(record.kind);
    dialects.add(record.dialect);
    if (record.queueId !== undefined) ids.add(record.queueId);
    const stat = record.kind === 'to' ? field(record, 'stat') : undefined;
    if (stat !== undefined) stats.add(statWord(stat));
    return true;
  });
  if (read.failed && read.entries === 0) return read;
  const { messages } = correlator.result();
  const object: JsonObject = {
    lines: read.lines,
    entries: read.entries,
    unparsed: kinds.object['unparsed'] ?? 0,
    byDialect: dialects.object,
    byKind: kinds.object,
    queueIds: ids.size,
    ...messageCounts(messages),
    byStat: stats.object,
    ...span(correlator, read.entries),
  };
  await output.line(json ? JSON.stringify(object) : statsText(object, options.language));
  return read;
}

function messageCounts(messages: readonly Message[]): JsonObject {
  const statuses = new Tally();
  const directions = new Tally();
  let recipients = 0;
  for (const message of messages) {
    directions.add(message.direction);
    recipients += message.recipients.length;
    for (const recipient of message.recipients) statuses.add(recipient.status);
  }
  return { messages: messages.length, recipients, byStatus: statuses.object, byDirection: directions.object };
}

/** Earliest and latest time, each in the offset it was logged with. */
function span(correlator: Correlator, entries: number): JsonObject {
  let first: { time: number; zone: OffsetMinutes } | undefined;
  let last: { time: number; zone: OffsetMinutes } | undefined;
  for (let i = 0; i < entries; i++) {
    const at = correlator.timeOf(i);
    if (at === undefined) continue;
    if (first === undefined || at.time < first.time) first = at;
    if (last === undefined || at.time > last.time) last = at;
  }
  return {
    from: first === undefined ? undefined : isoTime(first.time, first.zone),
    to: last === undefined ? undefined : isoTime(last.time, last.zone),
  };
}
