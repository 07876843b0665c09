/**
 * Lines -> entries, for lines that need a second look. Most are entries of their own and go straight through. Entries
 * that need more lines (folded ones, texts split for syslog, journal exports) wait in `#queue`, and what comes after
 * them waits behind them, so records leave in file order.
 */
import type { LogRecord } from '#core/records/log-record.ts';
import { beginsExport } from './head-journal.ts';
import { isOpen, mayBeOpen } from './folding.ts';
import { ExportSlot, FoldSlot, PartSlot, type Slot } from './open-entries.ts';
import { hasHead, readLine } from './record-of.ts';
import { maybePart, partOf } from './split-parts.ts';

/** Entries that may wait behind an open one. */
const QUEUE_LIMIT = 256;

export class EntryAssembler {
  readonly #source: number;
  #ready: LogRecord[] = [];
  #queue: Slot[] = [];
  #open: FoldSlot | ExportSlot | undefined;
  readonly #parts = new Map<string, PartSlot>();

  constructor(source: number) {
    this.#source = source;
  }

  /** Nothing waits: a line that is an entry of its own needs not pass through here. */
  get idle(): boolean {
    return this.#queue.length === 0;
  }

  /** The first entry that waits: reading again would begin there. */
  get waiting(): LogRecord | undefined {
    return this.#queue[0]?.record;
  }

  /** Line number `line` without its newline, which begins at `offset`. */
  add(text: string, offset: number, line: number): void {
    if (this.#open?.take(text) === true) {
      if (!this.#open.open) this.#closeOpen();
      return;
    }
    if (!isBlank(text)) this.#entry(text, offset, line);
  }

  /** No more lines will come. */
  end(): void {
    for (const slot of this.#queue) slot.close?.();
    this.#open = undefined;
    this.#parts.clear();
    this.#flush();
  }

  /** The entries that are complete, in file order, each once. */
  take(): readonly LogRecord[] {
    const records = this.#ready;
    if (records.length > 0) this.#ready = [];
    return records;
  }

  #entry(raw: string, offset: number, line: number): void {
    const record = readLine({ source: this.#source, line, lineCount: 1, offset }, raw);
    if (this.#open !== undefined && !this.#open.tolerates(hasHead(record))) this.#closeOpen();
    if (maybePart(record.text) && this.#joinPart(record)) return;
    if (this.#open === undefined && waits(record)) this.#wait(record);
    else if (this.#queue.length > 0) this.#hold({ record, open: false });
    else this.#ready.push(record);
  }

  #wait(record: LogRecord): void {
    this.#open = beginsExport(record.raw) ? new ExportSlot(record) : new FoldSlot(record);
    this.#hold(this.#open);
  }

  /** `QID[2]: ...` goes to its beginning, if that is still waiting. */
  #joinPart(record: LogRecord): boolean {
    const part = partOf(record.text);
    if (part === undefined) return false;
    const key = `${record.host ?? ''} ${part.queueId}`;
    const slot = this.#parts.get(key);
    if (slot?.add(record, part) === true) {
      if (!slot.open) this.#parts.delete(key);
      this.#flush();
      return true;
    }
    if (part.number !== 1 || !part.open) return false;
    const first = new PartSlot(record, part);
    this.#parts.set(key, first);
    this.#hold(first);
    return true;
  }

  #hold(slot: Slot): void {
    this.#queue.push(slot);
    if (this.#queue.length > QUEUE_LIMIT) this.#queue[0]?.close?.();
    this.#flush();
  }

  #closeOpen(): void {
    this.#open?.close();
    this.#open = undefined;
    this.#flush();
  }

  #flush(): void {
    let done = 0;
    while (this.#queue[done]?.open === false) done++;
    if (done === 0) return;
    for (const slot of this.#queue.splice(0, done)) this.#ready.push(slot.record);
  }
}

/** Does this entry need more lines? */
function waits(record: LogRecord): boolean {
  const headed = hasHead(record);
  return (mayBeOpen(record.raw) && isOpen(record, headed)) || (!headed && beginsExport(record.raw));
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) return false;
  return true;
}
