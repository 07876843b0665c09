/** What a whole line says, and what is usual to do about it. */
import type { Language } from '#core/contract/channels.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import { field } from '#core/records/log-record.ts';
import { queueIdLength } from '#core/formats/sendmail/queue-id.ts';
import { KIND_WORDS } from './kind-words.ts';
import { CHECK_LINES } from './line-words-checks.ts';
import { LINK_LINES } from './line-words-links.ts';
import { SESSION_LINES } from './line-words-session.ts';
import { SYSTEM_LINES } from './line-words-system.ts';
import { programWords } from './programs.ts';
import { saslError } from './sasl.ts';
import type { Text } from './text.ts';

export interface LineExplanation {
  readonly title: string;
  readonly meaning: string;
  /** What this very line says beyond that, computed from it. */
  readonly here?: string;
  /** What usually lies behind it or is to be done: a suggestion, where there is one. */
  readonly next?: string;
}

/** Links first: they repeat the words of the error that caused them. */
const TABLES = [LINK_LINES, CHECK_LINES, SESSION_LINES, SYSTEM_LINES].flat();

export function explainLine(record: LogRecord, language: Language): LineExplanation {
  const words = wordsOf(record);
  const here = record.kind === 'auth' ? saslError(record.text) : undefined;
  return {
    title: words.title[language],
    meaning: words.meaning[language],
    ...(here === undefined ? {} : { here: here[language] }),
    ...(words.next === undefined ? {} : { next: words.next[language] }),
  };
}

interface Words {
  readonly title: Text;
  readonly meaning: Text;
  readonly next?: Text;
}

function wordsOf(record: LogRecord): Words {
  const own = KIND_WORDS[record.kind];
  if (record.kind === 'other-program') return programWords(record.program) ?? own;
  if (record.kind === 'from') return isAttempt(record) ? NO_MESSAGE : own;
  if (record.kind === 'to' || record.kind === 'repeat' || record.kind === 'unparsed') return own;
  const text = withoutIds(record.text);
  if (record.kind === 'note' && CONTINUED.test(record.text)) return CONTINUATION;
  return TABLES.find((line) => line.form.test(text)) ?? own;
}

/** A whole arrival line without msgid=: sendmail makes a Message-ID for every message it takes. */
function isAttempt(record: LogRecord): boolean {
  const whole = field(record, 'nrcpts') !== undefined && field(record, 'relay') !== undefined;
  return whole && field(record, 'msgid') === undefined;
}

const CONTINUED = /^[0-9A-Za-z]{8,15}\[(?:[2-9]|\d\d+)\]: /;
const CONTINUATION: Words = {
  title: { en: 'Continuation', ja: '行の続き' },
  meaning: {
    en: 'The line was too long for the log, so it goes on here; the number in brackets counts the parts.',
    ja: 'ログの 1 行に収まらなかった続きです。角括弧の数字は何番目の部分かを示します。',
  },
};

const NO_MESSAGE: Words = {
  title: { en: 'Attempt without a message', ja: 'メールのない送信の試み' },
  meaning: {
    en: 'A client named this sender, but no text of a message was taken: all recipients were refused, or it broke off.',
    ja: '接続元がこの差出人を伝えましたが、メール本文は受け取っていません。すべての宛先を断ったか、途中で終わりました。',
  },
  next: {
    en: 'The lines before it with the same id usually say why.',
    ja: '同じ ID の前の行に、たいてい理由があります。',
  },
};

/** Without `QID: `, `QID[2]: `, `NOQUEUE: ` and the second id of link lines. */
function withoutIds(text: string): string {
  let at = 0;
  for (let ids = 0; ids < 2; ids++) at = afterId(text, at);
  return text.slice(at).trim();
}

function afterId(text: string, at: number): number {
  const length = text.startsWith('NOQUEUE: ', at) ? 'NOQUEUE'.length : queueIdLength(text, at);
  if (length === 0) return at;
  const part = /^(?:\[\d{1,3}\])?: ?/.exec(text.slice(at + length, at + length + 8));
  return part === null ? at : at + length + part[0].length;
}
