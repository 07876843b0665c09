/** `parse`: one object an entry. Streams; the first entries wait until the log's clock is known. */
import { recordJson } from '#core/correlate/message-json.ts';
import { Clock } from '#core/correlate/clock.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Options } from './arguments.ts';
import { isoTime } from '#core/correlate/iso-time.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';
import { LogReader, type LogRead, type Source } from './read-log.ts';

/** Enough arrival lines to vote about year and offset, little enough to keep. */
const LOOK_AHEAD = 5000;

export async function runParse(io: Io, options: Options, output: Output, json: boolean): Promise<LogRead> {
  const reader = new LogReader(io, options);
  const sources = await reader.open();
  const clock = new Clock({ ...given(options), modified: sources.map((s) => s.modified) });
  let waiting: { record: LogRecord; index: number }[] = [];
  const write = (record: LogRecord, index: number): boolean | Promise<boolean> =>
    output.line(json ? jsonLine(record, index, sources, clock) : textLine(record, index, clock));
  const flush = async (): Promise<boolean> => {
    const ready = waiting;
    waiting = [];
    for (const { record, index } of ready) if (!(await write(record, index))) return false;
    return true;
  };
  const read = await reader.read((record, index) => {
    if (index >= LOOK_AHEAD) clock.forgetBefore(index);
    clock.add(record, index);
    if (index >= LOOK_AHEAD) return write(record, index);
    waiting.push({ record, index });
    return index === LOOK_AHEAD - 1 ? flush() : true;
  });
  await flush();
  return read;
}

export function given(options: Options): Pick<Options, 'year' | 'zone'> {
  const { year, zone } = options;
  return { ...(year === undefined ? {} : { year }), ...(zone === undefined ? {} : { zone }) };
}

function jsonLine(record: LogRecord, index: number, sources: readonly Source[], clock: Clock): string {
  return JSON.stringify(recordJson(record, sources[record.source]?.name ?? '', clock.timeOf(index)));
}

function textLine(record: LogRecord, index: number, clock: Clock): string {
  const time = clock.timeOf(index);
  const pid = record.pid === undefined ? '' : `[${record.pid}]`;
  const head = [
    time === undefined ? '-' : isoTime(time.time, time.zone),
    record.kind.padEnd(17),
    record.host ?? '-',
  ];
  return `${head.join('  ')} ${record.program ?? ''}${pid}: ${record.text}`;
}
