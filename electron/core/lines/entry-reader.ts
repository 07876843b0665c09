/**
 * Bytes -> entries. Most lines are entries of their own and go straight through. Entries that need more lines (folded
 * ones, texts split for syslog, journal exports) wait in `#queue`, and what comes after them waits behind them, so
 * records leave in file order. `nextOffset` is always a place from which reading again loses and repeats nothing.
 */
import type { Alert } from '#core/base/problem.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { beginsExport } from './head-journal.ts';
import { LineSplitter, type Decode } from './line-splitter.ts';
import { isOpen, mayBeOpen } from './folding.ts';
import { ExportSlot, FoldSlot, PartSlot, type Slot } from './open-entries.ts';
import { hasHead, readLine } from './record-of.ts';
import { maybePart, partOf } from './split-parts.ts';
import { decodeUtf8 } from './utf8.ts';

export const MAX_LINE = 1024 * 1024;
/** Entries that may wait behind an open one. */
const QUEUE_LIMIT = 256;

export interface EntryReaderOptions {
  readonly source: number;
  readonly fromOffset?: number;
  readonly fromLine?: number;
  readonly decode?: Decode;
  readonly maxLine?: number;
}

export class EntryReader {
  readonly #source: number;
  readonly #splitter: LineSplitter;
  #ready: LogRecord[] = [];
  #queue: Slot[] = [];
  #open: FoldSlot | ExportSlot | undefined;
  readonly #parts = new Map<string, PartSlot>();
  /** Number of the next line to be read. */
  #line: number;
  /** Offset after the last line read. */
  #position: number;
  #badText = 0;
  #unfinished = 0;
  #alertLine = 0;

  constructor(options: EntryReaderOptions) {
    this.#source = options.source;
    this.#line = options.fromLine ?? 1;
    this.#position = options.fromOffset ?? 0;
    this.#splitter = new LineSplitter({
      decode: options.decode ?? decodeUtf8,
      maxLine: options.maxLine ?? MAX_LINE,
      fromOffset: this.#position,
      sink: {
        line: (text, offset, end) => {
          this.#read(text, offset, end);
        },
      },
    });
  }

  /** The entries that are complete with this chunk. */
  push(chunk: Uint8Array): LogRecord[] {
    this.#splitter.push(chunk);
    return this.#take();
  }

  /**
   * All that is left. A last line without newline is an entry too, with an alert. Whoever may find the source grown later
   * notes `nextOffset` and `nextLine` before: from there these entries are read again, whole.
   */
  end(): LogRecord[] {
    if (this.#splitter.unfinished) {
      this.#unfinished++;
      this.#splitter.finish();
    }
    this.#closeAll();
    return this.#take();
  }

  /** What was wrong since the last call; the caller knows the file's name. */
  takeAlerts(): Alert[] {
    const { counts } = this.#splitter;
    const found: readonly (readonly [Alert['code'], number])[] = [
      ['line-too-long', counts.tooLong],
      ['nul-bytes', counts.nuls],
      ['invalid-text', this.#badText],
      ['unfinished-line', this.#unfinished],
    ];
    counts.tooLong = counts.nuls = this.#badText = this.#unfinished = 0;
    return found
      .filter(([, count]) => count > 0)
      .map(([code, count]) => ({
        code,
        count,
        where: '',
        ...(this.#alertLine > 0 ? { detail: String(this.#alertLine) } : {}),
      }));
  }

  /** Where reading would go on after the entries returned so far. */
  get nextOffset(): number {
    return this.#queue[0]?.record.offset ?? this.#position;
  }

  get nextLine(): number {
    return this.#queue[0]?.record.line ?? this.#line;
  }

  #take(): LogRecord[] {
    const records = this.#ready;
    this.#ready = [];
    return records;
  }

  #read(raw: string, offset: number, end: number): void {
    const line = this.#line++;
    this.#position = end;
    const text = line === 1 && raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
    if (text.includes('\uFFFD')) this.#bad(line);
    if (this.#open?.take(text) === true) {
      if (!this.#open.open) this.#closeOpen();
      return;
    }
    if (isBlank(text)) return;
    this.#entry(text, offset, line);
  }

  #bad(line: number): void {
    this.#badText++;
    this.#alertLine = line;
  }

  #entry(raw: string, offset: number, line: number): void {
    const place = { source: this.#source, line, lineCount: 1, offset };
    const record = readLine(place, raw);
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

  #closeAll(): void {
    for (const slot of this.#queue) slot.close?.();
    this.#open = undefined;
    this.#parts.clear();
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
