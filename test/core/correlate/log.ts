/** Test helpers: log text in, messages out. */
import { readFileSync } from 'node:fs';
import { Correlator, type CorrelatorOptions } from '#core/correlate/correlator.ts';
import { isoTime } from '#core/correlate/iso-time.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogTiming } from '#core/correlate/timing.ts';
import { EntryReader } from '#core/lines/entry-reader.ts';
import type { LogRecord } from '#core/records/log-record.ts';

export function entries(text: string, source = 0): LogRecord[] {
  const reader = new EntryReader({ source });
  return [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
}

export interface Correlated {
  readonly messages: readonly Message[];
  readonly timing: readonly LogTiming[];
  readonly records: readonly LogRecord[];
  /** By queue id. Throws when there is none, or more than one. */
  readonly message: (queueId: string) => Message;
  readonly time: (record: number) => string;
  readonly basis: (record: number) => string | undefined;
}

export function correlate(text: string | readonly string[], options: CorrelatorOptions = {}): Correlated {
  const sources = typeof text === 'string' ? [text] : text;
  return correlateRecords(
    sources.flatMap((t, source) => entries(t, source)),
    options,
  );
}

export function correlateRecords(records: readonly LogRecord[], options: CorrelatorOptions = {}): Correlated {
  const correlator = new Correlator(options);
  for (const [i, record] of records.entries()) correlator.add(record, i);
  const { messages, timing } = correlator.result();
  return {
    messages,
    timing,
    records,
    message: (queueId) =>
      only(
        messages.filter((m) => m.queueIds.includes(queueId)),
        queueId,
      ),
    time: (record) => {
      const at = correlator.timeOf(record);
      return at === undefined ? '' : isoTime(at.time, at.zone);
    },
    basis: (record) => correlator.timeOf(record)?.basis,
  };
}

function only(found: readonly Message[], queueId: string): Message {
  const [message] = found;
  if (message === undefined || found.length > 1) throw new Error(`${found.length} messages with ${queueId}`);
  return message;
}

export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
}

/** What became of each recipient: `alice@example.test sent`. */
export function outcomes(message: Message): string[] {
  return message.recipients.map((r) => `${r.to} ${r.status}`);
}

export function arrival(message: Message): string {
  return message.arrived === undefined ? '' : isoTime(message.arrived, message.zone ?? 0);
}
