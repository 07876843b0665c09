/** Entries that wait for more lines: each knows which lines are its own and what record they make. */
import { parseText } from '#core/formats/parse-text.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { continues, isOpen, unfolded } from './folding.ts';
import { isExportLine, journalExportHead } from './head-journal.ts';
import { parseHead } from './head.ts';
import { HEADLESS, recordOf } from './record-of.ts';
import type { Part } from './split-parts.ts';

/** A place in the queue of entries. */
export interface Slot {
  readonly record: LogRecord;
  /** Waits for more. */
  readonly open: boolean;
  /** No more will come. */
  close?(): void;
}

/** Remarks between two values of one entry; more mean that the entry will not go on. */
const REMARK_LIMIT = 40;

function reread(first: LogRecord, raw: string, text: string, lineCount: number): LogRecord {
  const { source, line, offset, stamp, host, program, pid } = first;
  const head = {
    ...HEADLESS,
    ...(stamp === undefined ? {} : { stamp }),
    ...(host === undefined ? {} : { host }),
    ...(program === undefined ? {} : { program }),
    ...(pid === undefined ? {} : { pid }),
  };
  return recordOf({ source, line, offset, lineCount }, raw, text, head, parseText(text, program, pid));
}

/** An entry folded over several lines. */
export class FoldSlot implements Slot {
  record: LogRecord;
  open = true;
  #blanks = 0;
  #remarks = 0;

  constructor(record: LogRecord) {
    this.record = record;
  }

  /** Is `raw` this entry's (a blank line counts when the entry goes on after it)? */
  take(raw: string): boolean {
    if (!this.open) return false;
    const line = raw.replaceAll('\0', '').trim();
    if (line === '') {
      this.#blanks++;
      return true;
    }
    const { text, program, pid } = this.record;
    if (!continues(text, line, program, pid) || parseHead(line)?.program !== undefined) return false;
    this.#append(raw, unfolded(text, line));
    return true;
  }

  #append(raw: string, text: string): void {
    const { record } = this;
    const blanks = this.#remarks > 0 ? 0 : this.#blanks;
    const joined = `${record.raw}\n${'\n'.repeat(blanks)}${raw}`;
    this.record = reread(record, joined, text, record.lineCount + blanks + 1);
    this.#blanks = 0;
    this.open = isOpen(this.record, true);
  }

  /** May the entry still go on after a line that is none of its own? */
  tolerates(hasHead: boolean): boolean {
    return this.open && !hasHead && ++this.#remarks < REMARK_LIMIT;
  }

  close(): void {
    this.open = false;
  }
}

/** An entry of `journalctl -o export`: lines up to a blank one. */
export class ExportSlot implements Slot {
  record: LogRecord;
  open = true;
  readonly #lines: string[];
  #binary = false;

  constructor(record: LogRecord) {
    this.record = record;
    this.#lines = [record.raw];
  }

  take(raw: string): boolean {
    if (!this.open) return false;
    if (!this.#binary && (raw === '' || !isExportLine(raw))) {
      this.close();
      return raw === '';
    }
    this.#binary = !this.#binary && !raw.includes('=');
    this.#lines.push(raw);
    return true;
  }

  tolerates(): boolean {
    return this.open;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    const raw = this.#lines.join('\n');
    const lineCount = this.#lines.length;
    const head = journalExportHead(this.#lines);
    if (head === undefined) {
      this.record = { ...this.record, raw, lineCount };
      return;
    }
    const { source, line, offset } = this.record;
    const text = head.text ?? '';
    const parsed = parseText(text, head.program, head.pid);
    this.record = recordOf({ source, line, offset, lineCount }, raw, text, head, parsed);
  }
}

/** A text that syslog's buffer could not hold, split into `QID[n]:` parts. */
export class PartSlot implements Slot {
  record: LogRecord;
  open = true;
  #number = 1;
  #raw: string[];
  #text: string;
  readonly #queueId: string;

  constructor(record: LogRecord, part: Part) {
    this.record = record;
    this.#raw = [record.raw];
    this.#text = part.text;
    this.#queueId = part.queueId;
  }

  /** Takes the part if it is the next one. */
  add(record: LogRecord, part: Part): boolean {
    if (!this.open || part.number !== this.#number + 1 || record.pid !== this.record.pid) return false;
    this.#number = part.number;
    this.#raw.push(record.raw);
    this.#text += part.text;
    if (!part.open) this.close();
    return true;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.record = reread(
      this.record,
      this.#raw.join('\n'),
      `${this.#queueId}: ${this.#text}`,
      this.#raw.length,
    );
  }
}
