/** What the command line says itself, in both languages. Problems of files are core/base/problem-text.ts. */
import type { Language } from '#core/contract/channels.ts';
import type { Direction, Status } from '#core/correlate/message.ts';
import { filterErrorText } from '#core/query/error-text.ts';
import { FIELD_NAMES } from '#core/query/fields.ts';
import type { UsageError } from './arguments.ts';

export interface Texts {
  readonly help: string;
  readonly usage: (error: UsageError) => string;
  /** A file beside the log that is not what the window exports; `at` is the place in it, empty when it is no JSON. */
  readonly badFile: (path: string, at: string) => string;
  readonly nothingFound: (key: string) => string;
  readonly drewFirst: (count: number, id: string) => string;
  readonly status: Readonly<Record<Status, string>>;
  readonly direction: Readonly<Record<Direction, string>>;
  readonly label: Readonly<Record<Label, string>>;
  readonly seconds: (n: number) => string;
  readonly bytes: (n: number) => string;
}

export type Label =
  | 'from'
  | 'to'
  | 'client'
  | 'server'
  | 'next'
  | 'mailbox'
  | 'status'
  | 'delay'
  | 'messageId'
  | 'size'
  | 'arrived'
  | 'ids'
  | 'attempts'
  | 'children'
  | 'parents'
  | 'lines'
  | 'entries'
  | 'unparsed'
  | 'messages'
  | 'recipients'
  | 'queueIds'
  | 'span'
  | 'dialects'
  | 'kinds'
  | 'statuses'
  | 'words'
  | 'directions'
  | 'nobody'
  | 'noRecipient'
  | 'verdict'
  | 'cutStart'
  | 'cutEnd'
  | 'handOver'
  | 'todo';

/** What the reader of a terminal may filter by; notes are the window's. */
const FIELDS = wrapped([...FIELD_NAMES.filter((name) => name !== 'note' && name !== 'label'), 'raw.KEY']);

function wrapped(names: readonly string[]): string {
  const half = Math.ceil(names.length / 2);
  return `${names.slice(0, half).join(' ')}\n${' '.repeat(23)}${names.slice(half).join(' ')}`;
}

const HELP_EN = `relayscope - what happened to a mail, from the logs of the mail server

Usage:
  relayscope parse    FILE...          one entry a line
  relayscope messages FILE...          one message a line, by arrival
  relayscope trace    KEY FILE...      the messages KEY names: a queue id, a Message-ID, an address, an IP address or a host name
  relayscope trace --lines KEY FILE... their raw log lines, byte for byte
  relayscope diagram  KEY FILE... [--out FILE.svg] [--theme NAME] [--unfold] [--notes FILE]
  relayscope diagram --map FILE... [--out FILE.svg]   all messages as one network
  relayscope stats    FILE...          counts

FILE may be - (standard input), a compressed file or a folder.

Options:
  --json, --text       JSON lines or text; text on a terminal, JSON otherwise
  --lines              with trace: the raw log lines
  --rotated            each FILE stands for its rotated set, oldest first
  --map                with diagram: all messages as one network, without KEY
  --unfold             with diagram: bounces, notices and copies as ways of their own
  --notes FILE         with diagram: the notes in FILE, as the window exports them
  --network FILE       your network, as the window exports it
  --theme NAME         with diagram: print (the default), light or dark; the colours are those of the window's export
  --out FILE           with diagram: where to write the SVG
  --filter TEXT        with messages, trace and diagram: only messages that the filter finds, written as in the window:
                       'status:deferred delay>1h', '-to:*@example.com (size>10k OR "user unknown")'; fields are
                       ${FIELDS}
  --lang en|ja         language of messages
  --year N             year of the first entry, for stamps without one
  --zone +09:00        offset of the log's clock, for stamps without one
  --internal CIDR|HOST counts as internal; may be repeated
  --format NAME        sendmail: do not detect
  --help, --version

Exit status: 0; 1 when trace or diagram found nothing; 2 for wrong usage or unreadable input.
`;

const HELP_JA = `relayscope - メールサーバーのログから、メールに何が起きたかを調べます

使い方:
  relayscope parse    FILE...          ログの項目を1行に1つずつ
  relayscope messages FILE...          メールを到着順に1行に1通ずつ
  relayscope trace    KEY FILE...      KEY に当たるメール（キューID、Message-ID、メールアドレス、IPアドレス、ホスト名）
  relayscope trace --lines KEY FILE... そのログの行を、もとのバイトのまま
  relayscope diagram  KEY FILE... [--out FILE.svg] [--theme NAME] [--unfold] [--notes FILE]
  relayscope diagram --map FILE... [--out FILE.svg]   すべてのメールを一つの図に
  relayscope stats    FILE...          集計

FILE には -（標準入力）、圧縮ファイル、フォルダーも指定できます。

オプション:
  --json, --text       JSON かテキストか。端末ではテキスト、それ以外では JSON
  --lines              trace で、ログの行そのもの
  --rotated            FILE を、ローテートされた一組として古い順に読む
  --map                diagram で、すべてのメールを一つの図に（KEY なし）
  --unfold             diagram で、不達通知・通知・写しの経路も描く
  --notes FILE         diagram で、ウィンドウから書き出したメモも描く
  --network FILE       ウィンドウから書き出したネットワークの設定
  --theme NAME         diagram の配色：print（既定）、light、dark。ウィンドウから書き出すときと同じ色になります
  --out FILE           diagram で、SVG の書き込み先
  --filter TEXT        messages、trace、diagram で、条件に合うメールだけ（書き方は画面の絞り込みと同じ）:
                       'status:deferred delay>1h'、'-to:*@example.com (size>10k OR "user unknown")'。項目は
                       ${FIELDS}
  --lang en|ja         表示の言語
  --year N             最初の項目の年（年のない日時のとき）
  --zone +09:00        ログの時計の時差（時差のない日時のとき）
  --internal CIDR|HOST 内部とみなすネットワークやホスト（何度でも）
  --format NAME        sendmail：形式を判別しない
  --help, --version

終了ステータス: 0。trace か diagram で見つからなければ 1。使い方の誤りや読めない入力は 2。
`;

const USAGE_EN: Readonly<Record<UsageError['code'], (what: string) => string>> = {
  'no-command': () => 'No command was given; say parse, messages, trace, diagram or stats.',
  'unknown-command': (w) => `There is no command “${w}”; say parse, messages, trace, diagram or stats.`,
  'unknown-option': (w) => `There is no option “${w}”; relayscope --help lists them.`,
  'missing-value': (w) => `The option “${w}” wants a value; relayscope --help shows which.`,
  'bad-value': (w) => `“${w}” cannot be used; relayscope --help shows what is allowed.`,
  'no-key': (w) =>
    `“${w}” wants to know what to look for; give a queue id, Message-ID, address, IP address or host name before the files.`,
  'no-file': (w) => `“${w}” was given no file; name a log, a folder, or - for standard input.`,
  'bad-filter': (w) => `--filter “${w}”`,
  'not-here': (w) => `“${w}” does not go with this command; relayscope --help shows where it does.`,
};

const USAGE_JA: Readonly<Record<UsageError['code'], (what: string) => string>> = {
  'no-command': () =>
    'コマンドがありません。parse、messages、trace、diagram、stats のどれかを指定してください。',
  'unknown-command': (w) =>
    `「${w}」というコマンドはありません。parse、messages、trace、diagram、stats のどれかを指定してください。`,
  'unknown-option': (w) => `「${w}」というオプションはありません。relayscope --help で一覧を見られます。`,
  'missing-value': (w) => `オプション「${w}」には値が必要です。relayscope --help で確かめてください。`,
  'bad-value': (w) => `「${w}」は使えません。使える値は relayscope --help で確かめてください。`,
  'no-key': (w) =>
    `「${w}」には探すものが必要です。ファイルの前に、キューID、Message-ID、メールアドレス、IPアドレス、ホスト名のどれかを指定してください。`,
  'no-file': (w) =>
    `「${w}」にファイルの指定がありません。ログ、フォルダー、または標準入力の - を指定してください。`,
  'bad-filter': (w) => `--filter 「${w}」`,
  'not-here': (w) => `「${w}」はこのコマンドでは使えません。relayscope --help で確かめてください。`,
};

/** An error within a filter says where: what is wrong, and what to do, is the filter's own sentence. */
function usageText({ filterError, language }: UsageError, text: string, join: string): string {
  if (filterError === undefined) return text;
  return `${text}${join}${filterErrorText(filterError, language, 'relayscope --help')}`;
}

const EN: Texts = {
  help: HELP_EN,
  usage: (e) => usageText(e, USAGE_EN[e.code](e.what), ': '),
  badFile: (path, at) =>
    `${path}: this is not what the window exports${at === '' ? ', or no JSON at all' : ` (at ${at})`}. Export it again in Relayscope and name that file.`,
  nothingFound: (key) => `No message here goes by “${key}”; check the spelling, or give more of the log.`,
  drewFirst: (count, id) =>
    `${count} messages go by this key; drew the first, ${id}. Give a queue id to choose another.`,
  status: {
    sent: 'sent',
    deferred: 'deferred',
    bounced: 'bounced',
    rejected: 'rejected',
    queued: 'queued',
    discarded: 'discarded',
    quarantined: 'quarantined',
    unknown: 'unknown',
  },
  direction: {
    outbound: 'outbound',
    inbound: 'inbound',
    internal: 'internal',
    transit: 'transit',
    unknown: 'unknown',
  },
  label: {
    from: 'from',
    to: 'to',
    client: 'client',
    server: 'this server',
    next: 'next',
    mailbox: 'local mailbox',
    status: 'status',
    delay: 'delay',
    messageId: 'Message-ID',
    size: 'size',
    arrived: 'arrived',
    ids: 'queue id',
    attempts: 'attempts',
    children: 'caused',
    parents: 'came from',
    lines: 'lines',
    entries: 'entries',
    unparsed: 'not understood',
    messages: 'messages',
    recipients: 'recipients',
    queueIds: 'queue ids',
    span: 'time',
    dialects: 'written by',
    kinds: 'kinds',
    statuses: 'recipients',
    words: 'stat=',
    directions: 'direction',
    nobody: '(empty sender)',
    noRecipient: '(no recipient)',
    verdict: 'verdict',
    cutStart: 'its beginning is not in this log',
    cutEnd: 'its end is not in this log',
    handOver: 'handed over as',
    todo: 'to do: ',
  },
  seconds: (n) => `${n} s`,
  bytes: (n) => `${n} bytes`,
};

const JA: Texts = {
  help: HELP_JA,
  usage: (e) => usageText(e, USAGE_JA[e.code](e.what), '：'),
  badFile: (path, at) =>
    `${path}: ウィンドウから書き出したファイルではありません${at === '' ? '（JSON として読めません）' : `（${at}）`}。Relayscope でもう一度書き出し、そのファイルを指定してください。`,
  nothingFound: (key) =>
    `「${key}」に当たるメールはありません。つづりを確かめるか、ほかのログも指定してください。`,
  drewFirst: (count, id) =>
    `${count} 通が当てはまります。最初の ${id} を描きました。ほかのメールはキューIDで指定してください。`,
  status: {
    sent: '配送済み',
    deferred: '配送延期',
    bounced: '配送失敗',
    rejected: '受信拒否',
    queued: 'キュー待ち',
    discarded: '破棄',
    quarantined: '隔離',
    unknown: '不明',
  },
  direction: { outbound: '送信', inbound: '受信', internal: '内部', transit: '中継', unknown: '不明' },
  label: {
    from: '差出人',
    to: '宛先',
    client: '接続元',
    server: 'このサーバー',
    next: '次のサーバー',
    mailbox: 'ローカルのメールボックス',
    status: '状態',
    delay: '所要時間',
    messageId: 'Message-ID',
    size: 'サイズ',
    arrived: '到着',
    ids: 'キューID',
    attempts: '試行',
    children: '生じたメール',
    parents: 'もとのメール',
    lines: '行',
    entries: '項目',
    unparsed: '未解釈',
    messages: 'メール',
    recipients: '宛先',
    queueIds: 'キューID',
    span: '期間',
    dialects: '書いたプログラム',
    kinds: '種類',
    statuses: '宛先の状態',
    words: 'stat=',
    directions: '方向',
    nobody: '（差出人なし）',
    noRecipient: '（宛先なし）',
    verdict: '判定',
    cutStart: '始まりはこのログにありません',
    cutEnd: '終わりはこのログにありません',
    handOver: '引き渡し先',
    todo: '対処：',
  },
  seconds: (n) => `${n} 秒`,
  bytes: (n) => `${n} バイト`,
};

export function texts(language: Language): Texts {
  return language === 'ja' ? JA : EN;
}
