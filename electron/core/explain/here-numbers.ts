/** Sizes, counts and the arithmetic of pri= (sendmail 8: collect.c, queue.c:readqf(), savemail.c). */
import type { ExplainContext } from './explain.ts';
import { exactBytes, formatBytes, formatCount } from './format.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

/** Default factors of sendmail.cf: ClassFactor, RecipientFactor, RetryFactor. */
const CLASS_FACTOR = 1800;
const RECIPIENT_FACTOR = 30_000;
const RETRY_FACTOR = 90_000;
/** Headers that the server adds and then counts; more than this is not explained by them. */
const MOST_HEADERS = 4000;

export function hereSize(value: string): readonly Finding[] {
  const bytes = wholeNumber(value);
  if (bytes === undefined) return [];
  if (bytes === 0) {
    return [
      finding(
        'computed',
        'Nothing was received: the text of the message never came.',
        '何も受け取っていません。メールの本文は届きませんでした。',
      ),
    ];
  }
  if (bytes < 1024) return [];
  return [
    finding(
      'computed',
      `${exactBytes(bytes, 'en')}, about ${formatBytes(bytes, 'en')}.`,
      `${exactBytes(bytes, 'ja')}、およそ ${formatBytes(bytes, 'ja')} です。`,
    ),
  ];
}

export function hereRecipientCount(value: string): readonly Finding[] {
  const count = wholeNumber(value);
  if (count === undefined) return [];
  if (count === 0) {
    return [
      finding(
        'logged',
        'No recipient was accepted: there is no message to deliver.',
        '受け付けた宛先はありません。配送するメールもありません。',
      ),
    ];
  }
  if (count === 1) return [finding('logged', 'One recipient.', '宛先は 1 件です。')];
  return [
    finding(
      'logged',
      `${formatCount(count, 'en')} recipients in one message.`,
      `1 通のメールに宛先が ${formatCount(count, 'ja')} 件あります。`,
    ),
  ];
}

interface Sum {
  readonly size: number;
  readonly class: number;
  readonly recipients: number;
}

export function herePriority(value: string, context: ExplainContext): readonly Finding[] {
  if (/^\d{16,}$/.test(value)) return [CLAMPED];
  const pri = wholeNumber(value);
  const sum = partsOf(context);
  if (pri === undefined || sum === undefined) return [];
  const base = sum.size - sum.class * CLASS_FACTOR + sum.recipients * RECIPIENT_FACTOR;
  const reads = Math.floor((pri - base) / RETRY_FACTOR);
  const headers = pri - base - reads * RETRY_FACTOR;
  if (reads < 0 || headers > MOST_HEADERS) return [differs(pri, base)];
  return [workedOut(sum, reads, headers, pri), ...readsMean(reads, headers, context)];
}

const CLAMPED = finding(
  'computed',
  'The largest number there is: the sum came out below zero (a message of high precedence), and sendmail writes that in this way.',
  '扱える最大の数です。計算結果が 0 を下回ると（優先度の高いメールで起こります）、sendmail はこう書きます。',
);

/** Size, class and recipients stand on the arrival line; nrcpts there is the whole envelope's count. */
function partsOf(context: ExplainContext): Sum | undefined {
  const size = context.message?.size ?? numberField(context, 'size');
  const recipients = context.message?.recipientCount ?? numberField(context, 'nrcpts');
  if (size === undefined || recipients === undefined) return undefined;
  return { size, recipients, class: context.message?.class ?? numberField(context, 'class') ?? 0 };
}

function numberField(context: ExplainContext, key: string): number | undefined {
  for (const [k, v] of context.fields) if (k === key) return wholeNumber(v);
  return undefined;
}

/** `6,297 (size) + 1 × 30,000 (recipients) + 1 × 90,000 (queue reads) = 126,297`. */
function workedOut(sum: Sum, reads: number, headers: number, pri: number): Finding {
  return finding(
    'computed',
    `${sumText(sum, reads, headers, pri, 'en')}.`,
    `${sumText(sum, reads, headers, pri, 'ja')} です。`,
  );
}

const LABELS = {
  en: {
    size: 'size',
    class: 'class',
    recipients: 'recipients',
    reads: 'queue reads',
    headers: 'headers added here',
  },
  ja: {
    size: 'サイズ',
    class: 'クラス',
    recipients: '宛先',
    reads: 'キューの読み込み',
    headers: 'ここで足したヘッダー',
  },
} as const;

function sumText(sum: Sum, reads: number, headers: number, pri: number, language: 'en' | 'ja'): string {
  const label = LABELS[language];
  const [open, close] = language === 'ja' ? (['（', '）'] as const) : ([' (', ')'] as const);
  const [plus, equals] = language === 'ja' ? (['＋ ', '＝ '] as const) : ([' + ', ' = '] as const);
  const n = (value: number): string => formatCount(value, language);
  const part = (text: string, name: string): string => `${text}${open}${name}${close}`;
  const parts = [
    part(n(sum.size), label.size),
    part(`${n(sum.recipients)} × ${n(RECIPIENT_FACTOR)}`, label.recipients),
    ...(reads > 0 ? [part(`${n(reads)} × ${n(RETRY_FACTOR)}`, label.reads)] : []),
    ...(headers > 0 ? [part(n(headers), label.headers)] : []),
  ];
  const less =
    sum.class === 0 ? '' : ` − ${part(`${bracketed(sum.class, n)} × ${n(CLASS_FACTOR)}`, label.class)}`;
  const [first = '', ...rest] = parts;
  return `${[`${first}${less}`, ...rest].join(plus)}${equals}${n(pri)}`;
}

function bracketed(value: number, n: (value: number) => string): string {
  return value < 0 ? `(−${n(-value)})` : n(value);
}

function readsMean(reads: number, headers: number, context: ExplainContext): readonly Finding[] {
  const attempts = reads > 0 ? [queueReads(reads)] : [];
  const local = headers > 0 ? [localHeaders(context)] : [];
  return [...attempts, ...local];
}

/** A Linux build re-reads its own queue file for the first delivery to another server (deliver.c:sendall()). */
function queueReads(reads: number): Finding {
  if (reads === 1) {
    return finding(
      'suggested',
      'One 90,000 means that the queue file was read once. sendmail on Linux does that for the very first delivery to another server; on other systems it is a first retry.',
      '90,000 が一つなら、キューのファイルを 1 回読んでいます。Linux の sendmail は、別のサーバーへの最初の配送でも 1 回読みます。ほかのシステムなら、最初の再送です。',
    );
  }
  return finding(
    'suggested',
    `The queue file was read ${formatCount(reads, 'en')} times. On Linux the first delivery already counts one, so ${formatCount(reads - 1, 'en')} or ${formatCount(reads, 'en')} retries lie behind it.`,
    `キューのファイルを ${formatCount(reads, 'ja')} 回読んでいます。Linux では最初の配送も 1 回と数えるので、これまでの再送は ${formatCount(reads - 1, 'ja')} 回か ${formatCount(reads, 'ja')} 回です。`,
  );
}

function localHeaders(context: ExplainContext): Finding {
  const local = context.fields.some(([k, v]) => k === 'mailer' && v === 'local');
  return finding(
    'suggested',
    `The remainder fits the headers (Received: and others) that this server put in front${local ? ' before it put the message into the mailbox' : ''}.`,
    `残りは、このサーバーが${local ? 'メールボックスに入れる前に' : ''}先頭へ書き足したヘッダー（Received: など）の大きさと見られます。`,
  );
}

function differs(pri: number, base: number): Finding {
  const apart = Math.abs(pri - base);
  return finding(
    'computed',
    `Size, class and recipients alone would give ${formatCount(base, 'en')}. The log does not show where the difference of ${formatCount(apart, 'en')} comes from; this server may use other factors.`,
    `サイズ・クラス・宛先の数だけなら ${formatCount(base, 'ja')} になります。差の ${formatCount(apart, 'ja')} がどこから来たかは、ログからは分かりません。係数の設定が既定と違うのかもしれません。`,
  );
}

/** A whole number that JavaScript holds exactly. */
export function wholeNumber(value: string): number | undefined {
  if (!/^-?\d{1,15}$/.test(value)) return undefined;
  return Number(value);
}
