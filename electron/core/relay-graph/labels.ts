/** Every word in the picture, in both languages. Log text is never translated. */
import type { Language } from '#core/contract/channels.ts';
import type { Status } from '#core/correlate/message.ts';
import { formatCount } from '#core/explain/format.ts';
import type { RegionKind } from './diagram-layout.ts';
import type { Evidence, NodeKind } from './graph.ts';

export interface DiagramLabels {
  readonly regions: Readonly<Record<RegionKind, string>>;
  readonly kinds: Readonly<Record<NodeKind, string>>;
  readonly statuses: Readonly<Record<Status, string>>;
  /** An arrow to this server that carried the message in. */
  readonly received: string;
  readonly handedOver: string;
  readonly causedBy: string;
  /** On the line of a notice to whoever it was sent to. */
  readonly backTo: (address: string) => string;
  readonly caused: Readonly<Record<'notice' | 'copy', string>>;
  readonly from: string;
  readonly to: string;
  readonly ident: string;
  readonly login: string;
  readonly forged: string;
  readonly mtaHint: string;
  readonly unknownClientHint: string;
  readonly ownMailHint: string;
  readonly unknownServerHint: string;
  readonly stoppedHint: string;
  readonly daemon: (name: string) => string;
  readonly mailer: (name: string) => string;
  readonly auth: (who: string) => string;
  readonly delay: (text: string) => string;
  readonly transactionDelay: (text: string) => string;
  readonly remoteQueueId: (id: string) => string;
  readonly at: (clock: string) => string;
  readonly attempts: (count: string) => string;
  readonly evidence: Readonly<Record<Evidence, string>>;
  readonly more: (count: string) => string;
  readonly moreServers: (count: string) => string;
  readonly leftOut: (servers: number, arrows: number, messages: number) => string;
  /** On the button of a card that stands for another message. */
  readonly wayHops: (count: number) => string;
  readonly unfold: (id: string) => string;
  readonly fold: (id: string) => string;
  readonly forRecipients: (list: string) => string;
  readonly hop: (step: number, of: number) => string;
  readonly hopWay: (from: string, to: string) => string;
  readonly picture: (from: string, to: string) => string;
  readonly hops: string;
  readonly andMore: (count: number) => string;
  readonly nobody: string;
  readonly listJoin: string;
  readonly clauseJoin: string;
}

const EN: DiagramLabels = {
  regions: { lan: 'LAN', server: 'This server', router: 'Router', internet: 'Internet' },
  kinds: {
    host: 'Client host',
    'local-user': 'Sent on this machine',
    'unknown-client': 'Client not in the log',
    'own-mail': 'Written by this server',
    message: 'Earlier message',
    'submission-queue': 'Submission queue',
    mta: 'Mail server (MTA)',
    server: 'Next server',
    'unknown-server': 'Server not in the log',
    'more-servers': 'More destinations',
    mailbox: 'Local mailbox',
    program: 'Program',
    file: 'File',
    queue: 'Waiting in the queue',
    quarantine: 'In quarantine',
    discarded: 'Discarded here',
    stopped: 'Stopped here',
    notice: 'Notice',
    copy: 'Copy under a new id',
  },
  statuses: {
    sent: 'Sent',
    deferred: 'Deferred',
    bounced: 'Bounced',
    rejected: 'Rejected',
    queued: 'Queued',
    discarded: 'Discarded',
    quarantined: 'Quarantined',
    unknown: 'Unknown',
  },
  received: 'Received',
  handedOver: 'Handed over',
  causedBy: 'Caused',
  backTo: (address) => `back to ${address}`,
  caused: { notice: 'Notice sent', copy: 'Copied' },
  from: 'from',
  to: 'to',
  ident: 'ident user',
  login: 'login',
  forged: 'name may be forged',
  mtaHint: 'It wrote this log; no relay= names it. Its name is the host at the start of the lines.',
  unknownClientHint: 'The arrival line is missing; it may be in an older file.',
  ownMailHint: 'A bounce or a notice; nobody handed it in.',
  unknownServerHint: 'No server was reached; this is the domain of the address.',
  stoppedHint: 'It did not leave this server.',
  daemon: (name) => `daemon ${name}`,
  mailer: (name) => `mailer ${name}`,
  auth: (who) => `AUTH ${who}`,
  delay: (text) => `delay ${text}`,
  transactionDelay: (text) => `transaction ${text}`,
  remoteQueueId: (id) => `id there ${id}`,
  at: (clock) => `at ${clock}`,
  attempts: (count) => `× ${count}`,
  evidence: {
    both: 'logged on both sides',
    one: 'logged on one side',
    inferred: 'inferred, no line says so',
  },
  more: (count) => `and ${count} more`,
  moreServers: (count) => `${count} more destinations`,
  leftOut: (servers, arrows, messages) =>
    [
      servers > 0 ? `${String(servers)} destinations drawn as one` : '',
      arrows > 0 ? `${String(arrows)} older arrows joined to later ones` : '',
      messages > 0 ? `${String(messages)} more ${messages === 1 ? 'message' : 'messages'} not drawn` : '',
    ]
      .filter((t) => t !== '')
      .join(', '),
  wayHops: (count) => (count === 1 ? '1 hop' : `${String(count)} hops`),
  unfold: (id) => `unfold the way of ${id}`,
  fold: (id) => `fold the way of ${id}`,
  forRecipients: (list) => `for ${list}`,
  hop: (step, of) => `Hop ${String(step)} of ${String(of)}`,
  hopWay: (from, to) => `${from} to ${to}`,
  picture: (from, to) => `The way of the message from ${from} to ${to}`,
  hops: 'Hops of this message',
  andMore: (count) => ` and ${formatCount(count, 'en')} more`,
  nobody: 'unknown',
  listJoin: ', ',
  clauseJoin: '; ',
};

const JA: DiagramLabels = {
  regions: { lan: 'LAN', server: 'このサーバー', router: 'ルーター', internet: 'インターネット' },
  kinds: {
    host: '送信元ホスト',
    'local-user': 'このマシンから送信',
    'unknown-client': '送信元はログにありません',
    'own-mail': 'このサーバーが作成',
    message: '元のメッセージ',
    'submission-queue': '投稿キュー',
    mta: 'メールサーバー（MTA）',
    server: '次のサーバー',
    'unknown-server': 'サーバーはログにありません',
    'more-servers': 'ほかの宛先',
    mailbox: 'ローカルメールボックス',
    program: 'プログラム',
    file: 'ファイル',
    queue: 'キューで待機中',
    quarantine: '隔離中',
    discarded: 'ここで破棄',
    stopped: 'ここで停止',
    notice: '通知',
    copy: '新しい ID の写し',
  },
  statuses: {
    sent: '配送済み',
    deferred: '配送延期',
    bounced: '配送失敗',
    rejected: '受信拒否',
    queued: 'キュー待ち',
    discarded: '破棄',
    quarantined: '隔離',
    unknown: '不明',
  },
  received: '受信',
  handedOver: '引き渡し',
  causedBy: 'きっかけ',
  backTo: (address) => `${address} へ返送`,
  caused: { notice: '通知を送信', copy: '写しを作成' },
  from: '差出人',
  to: '宛先',
  ident: 'ident ユーザー',
  login: 'ログイン',
  forged: '名前は詐称の可能性あり',
  mtaHint: 'このログを書いたサーバー。relay= には現れず、行頭のホスト名から描いています。',
  unknownClientHint: '受信の行がありません。古いファイルにあるかもしれません。',
  ownMailHint: '不達通知など。外から渡されたものではありません。',
  unknownServerHint: 'サーバーには届いていません。宛先のドメインを示します。',
  stoppedHint: 'このサーバーから出ていません。',
  daemon: (name) => `デーモン ${name}`,
  mailer: (name) => `メーラー ${name}`,
  auth: (who) => `AUTH ${who}`,
  delay: (text) => `経過 ${text}`,
  transactionDelay: (text) => `配送 ${text}`,
  remoteQueueId: (id) => `相手側 ID ${id}`,
  at: (clock) => clock,
  attempts: (count) => `× ${count}`,
  evidence: { both: '両側のログにあり', one: '片側のログにあり', inferred: '推定（行なし）' },
  more: (count) => `ほか ${count} 件`,
  moreServers: (count) => `ほか ${count} か所の宛先`,
  leftOut: (servers, arrows, messages) =>
    [
      servers > 0 ? `${String(servers)} か所の宛先を一つにまとめています` : '',
      arrows > 0 ? `古い矢印 ${String(arrows)} 本を後の矢印にまとめています` : '',
      messages > 0 ? `ほか ${String(messages)} 通は描いていません` : '',
    ]
      .filter((t) => t !== '')
      .join('。'),
  wayHops: (count) => `${String(count)} ホップ`,
  unfold: (id) => `${id} の経路を開く`,
  fold: (id) => `${id} の経路を閉じる`,
  forRecipients: (list) => `対象 ${list}`,
  hop: (step, of) => `ホップ ${String(step)} / ${String(of)}`,
  hopWay: (from, to) => `${from} から ${to}`,
  picture: (from, to) => `${from} から ${to} へのメッセージの経路`,
  hops: 'このメッセージのホップ',
  andMore: (count) => ` ほか ${formatCount(count, 'ja')} 件`,
  nobody: '不明',
  listJoin: '、',
  clauseJoin: '。',
};

const LABELS: Readonly<Record<Language, DiagramLabels>> = { en: EN, ja: JA };

export function diagramLabels(language: Language): DiagramLabels {
  return LABELS[language];
}
