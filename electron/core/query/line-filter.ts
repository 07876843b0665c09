/**
 * The filter of the view of all lines: the language of the list (parse.ts), asked of one entry instead of a message.
 * Words stand anywhere in the entry; `kind`, `host`, `program`, `pid` and `qid` are what every line has, any other field
 * is a key as logged. `:` and `=` look for the value within the field.
 */
import type { Result } from '#core/base/result.ts';
import { decodeUtf8 } from '#core/lines/utf8.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import { KINDS } from '#core/records/log-record.ts';
import { BatchView, queueIdAt, rawAt } from '#core/records/record-at.ts';
import type { Node, Value } from './ast.ts';
import { parse } from './parse.ts';
import type { FilterError } from './tokens.ts';
import { isWildcard, matchesWildcard } from './wildcard.ts';

export interface LineFilter {
  readonly node: Node;
  /** In lower case, each once: what is worth a colour. */
  readonly words: readonly string[];
}

const LINES = { isField: () => true, compares: () => false, check: () => undefined };

export function parseLineFilter(text: string): Result<LineFilter, FilterError> {
  const parsed = parse(text, LINES);
  if (!parsed.ok) return parsed;
  return { ok: true, value: { node: parsed.value, words: [...new Set(wordsOf(parsed.value))] } };
}

/** One byte an entry of the batch: 1 where the filter holds. */
export function entriesMatching({ node }: LineFilter, batch: RecordBatch): Uint8Array {
  const all = decodeUtf8(batch.text);
  return evaluate(node, batch, { lower: all.length === batch.text.length ? all.toLowerCase() : undefined });
}

/** The batch's text in lower case, made once for all words; undefined where a character is not always a byte. */
interface Lowered {
  readonly lower: string | undefined;
}

type Test = (text: string) => boolean;

function evaluate(node: Node, batch: RecordBatch, text: Lowered): Uint8Array {
  if (node.type === 'word') return wordBits(node.value, batch, text);
  if (node.type === 'field') {
    const bits = fieldBits(node.field, anyOf(node.values), batch, text);
    return node.operator === '!=' ? inverted(bits) : bits;
  }
  if (node.type === 'not') return inverted(evaluate(node.part, batch, text));
  const all = node.type === 'and';
  const bits = new Uint8Array(batch.count).fill(all ? 1 : 0);
  for (const part of node.parts) {
    const more = evaluate(part, batch, text);
    for (let i = 0; i < bits.length; i++) {
      bits[i] = all ? (bits[i] ?? 0) & (more[i] ?? 0) : (bits[i] ?? 0) | (more[i] ?? 0);
    }
  }
  return bits;
}

function inverted(bits: Uint8Array): Uint8Array {
  return bits.map((bit) => bit ^ 1);
}

/** The joined text is searched at once where it can be, which is far cheaper than line by line. */
function wordBits({ text, quoted }: Value, batch: RecordBatch, { lower }: Lowered): Uint8Array {
  const bits = new Uint8Array(batch.count);
  if (text === '') return bits.fill(1);
  if (lower === undefined || (!quoted && isWildcard(text))) {
    const test = quoted || !isWildcard(text) ? holds(text) : like(`*${text}*`);
    return bits.map((_, i) => (test(rawAt(batch, i)) ? 1 : 0));
  }
  let entry = 0;
  for (let at = lower.indexOf(text); at >= 0;) {
    while ((batch.rawEnd[entry] ?? Infinity) <= at) entry++;
    const end = batch.rawEnd[entry] ?? lower.length;
    const within = at + text.length <= end;
    if (within) bits[entry] = 1;
    at = lower.indexOf(text, within ? end : at + 1);
  }
  return bits;
}

function fieldBits(field: string, test: Test, batch: RecordBatch, text: Lowered): Uint8Array {
  const passes = batch.strings.map((name, id) => id > 0 && test(name));
  const column = (ids: Uint32Array): Uint8Array =>
    Uint8Array.from(ids, (id) => (passes[id] === true ? 1 : 0));
  if (field === 'kind') return batch.kind.map((kind) => (test(KINDS[kind] ?? '') ? 1 : 0));
  if (field === 'host') return column(batch.host);
  if (field === 'program') return column(batch.program);
  if (field === 'pid') return Uint8Array.from(batch.pid, (pid) => (pid >= 0 && test(String(pid)) ? 1 : 0));
  if (field === 'qid') {
    return column(batch.childId).map((bit, i) => (bit === 1 || test(queueIdAt(batch, i) ?? '') ? 1 : 0));
  }
  return loggedBits(field, test, batch, text);
}

/** Fields are read from the text of those entries only that have the key in it. */
function loggedBits(key: string, test: Test, batch: RecordBatch, text: Lowered): Uint8Array {
  const view = new BatchView(batch);
  return wordBits({ text: key, quoted: true }, batch, text).map((bit, i) => {
    const fields = bit === 1 ? view.entry(i).fields : [];
    return fields.some(([name, value]) => name.toLowerCase() === key && test(value)) ? 1 : 0;
  });
}

function anyOf(values: readonly Value[]): Test {
  const tests = values.map(({ text, quoted }) => (!quoted && isWildcard(text) ? like(text) : holds(text)));
  return (text) => tests.some((test) => test(text));
}

function holds(word: string): Test {
  return (text) => text.toLowerCase().includes(word);
}

function like(pattern: string): Test {
  return (text) => matchesWildcard(pattern, text.toLowerCase());
}

function wordsOf(node: Node): readonly string[] {
  if (node.type === 'word') return node.value.text === '' ? [] : [node.value.text];
  if (node.type === 'field') return node.values.map(({ text }) => text).filter((text) => text.length > 1);
  return node.type === 'not' ? [] : node.parts.flatMap(wordsOf);
}
