/**
 * The sixteen terms that a sendmail admin meets first, each explained in both languages.
 * `relay` stands on both kinds of line and names another host on each, so it has an entry for either.
 */
import type { Text } from './text.ts';

export interface Term {
  /** A short name in plain words. */
  readonly title: Text;
  /** What the field is, whatever its value. */
  readonly meaning: Text;
}

export const SEED_TERMS = [
  'from',
  'size',
  'class',
  'nrcpts',
  'msgid',
  'proto',
  'daemon',
  'relay',
  'to',
  'ctladdr',
  'delay',
  'xdelay',
  'mailer',
  'pri',
  'dsn',
  'stat',
] as const;
export type SeedTerm = (typeof SEED_TERMS)[number];

export const SEED_TERM_TEXTS: Readonly<Record<SeedTerm, Term>> = {
  from: {
    title: { en: 'Envelope sender', ja: 'エンベロープの差出人' },
    meaning: {
      en: 'The address that the client gave in MAIL FROM. Errors about this message go back to it. It may differ from the From: header that the reader sees.',
      ja: '接続元が MAIL FROM で伝えたアドレスです。エラーの知らせはここへ戻ります。読む人の目に入る From: ヘッダーとは違うことがあります。',
    },
  },
  size: {
    title: { en: 'Size', ja: 'サイズ' },
    meaning: {
      en: 'How many bytes the client sent: headers and body together, without the headers that this server adds.',
      ja: '接続元が送ってきたバイト数です。ヘッダーと本文を合わせたもので、このサーバーが書き足すヘッダーは含みません。',
    },
  },
  class: {
    title: { en: 'Precedence class', ja: '優先クラス' },
    meaning: {
      en: 'A number taken from the Precedence: header. Ordinary mail has 0; lists and bulk mail have negative numbers and wait longer in a busy queue.',
      ja: 'Precedence: ヘッダーから決まる数です。ふつうのメールは 0 です。メーリングリストや大量配信は負の数になり、キューが混むと後回しになります。',
    },
  },
  nrcpts: {
    title: { en: 'Number of recipients', ja: '宛先の数' },
    meaning: {
      en: 'How many recipients the server accepted for this message, counted before aliases and lists are opened.',
      ja: 'このメールについてサーバーが受け付けた宛先の数です。別名やリストを展開する前に数えます。',
    },
  },
  msgid: {
    title: { en: 'Message-ID', ja: 'Message-ID' },
    meaning: {
      en: 'The name that the sender’s mail program gave the message. It stays the same on every server, so it links the logs of several machines.',
      ja: '差出人のメールソフトが付けたメールの名前です。どのサーバーを通っても変わらないので、複数のマシンのログを突き合わせる手掛かりになります。',
    },
  },
  proto: {
    title: { en: 'Protocol', ja: 'プロトコル' },
    meaning: {
      en: 'The language in which the client handed the message over: SMTP, or ESMTP with extensions. An S at the end says that it was encrypted, an A that the client logged in.',
      ja: '接続元がどの手順でメールを渡したかを表します。SMTP か、拡張のある ESMTP です。末尾の S は暗号化されていたこと、A は認証（ログイン）があったことを示します。',
    },
  },
  daemon: {
    title: { en: 'Listening daemon', ja: '受け付けたデーモン' },
    meaning: {
      en: 'Which of the server’s entrances took the message. The name is set with DaemonPortOptions; MTA is usually port 25, MSA port 587.',
      ja: 'サーバーのどの入口で受け取ったかを示します。名前は DaemonPortOptions の設定によります。ふつう MTA は 25 番ポート、MSA は 587 番ポートです。',
    },
  },
  relay: {
    title: { en: 'Client host', ja: '接続元ホスト' },
    meaning: {
      en: 'On an arrival line: the host that handed the message to this server. relay= always names the other side; the server that writes the log never appears in it.',
      ja: '受け取りの行では、このサーバーにメールを渡したホストです。relay= に出るのはいつも相手側で、ログを書いているサーバー自身は決して出てきません。',
    },
  },
  to: {
    title: { en: 'Recipient', ja: '宛先' },
    meaning: {
      en: 'For whom this delivery was, after aliases and forwarding. One line may name several recipients when they shared the same delivery and the same outcome.',
      ja: 'この配送の宛先です。別名や転送を展開したあとのものです。同じ配送で結果も同じだった宛先は、1 行にまとめて書かれます。',
    },
  },
  ctladdr: {
    title: { en: 'Controlling user', ja: '制御ユーザー' },
    meaning: {
      en: 'The local user on whose behalf the delivery runs: a local sender, or the alias or forward that led to this recipient. The numbers in parentheses are that user’s uid and gid.',
      ja: 'この配送をだれの権限で行ったかを示す、このサーバーのユーザーです。ローカルの差出人か、この宛先の元になった別名や転送の持ち主です。括弧の中の数字は、そのユーザーの uid と gid です。',
    },
  },
  delay: {
    title: { en: 'Total delay', ja: '通算の所要時間' },
    meaning: {
      en: 'The age of the message at this moment: from its arrival on this server to the end of this attempt, as hours:minutes:seconds.',
      ja: 'このサーバーに着いてから今回の配送が終わるまでの通算時間です。「時:分:秒」で書かれます。',
    },
  },
  xdelay: {
    title: { en: 'Time of this attempt', ja: '今回の配送にかかった時間' },
    meaning: {
      en: 'How long this one delivery attempt took, connection and conversation included. What delay has beyond it was waiting.',
      ja: '今回の配送だけにかかった時間です。接続とやり取りを含みます。delay との差が、待っていた時間です。',
    },
  },
  mailer: {
    title: { en: 'Mailer', ja: 'メーラー（配送方法）' },
    meaning: {
      en: 'The way of delivery that sendmail chose: over the network (esmtp, relay), into a mailbox here (local), or to a program or a file.',
      ja: 'sendmail が選んだ配送の方法です。ネットワーク経由（esmtp、relay）、ここのメールボックス（local）、プログラムやファイルなどがあります。',
    },
  },
  pri: {
    title: { en: 'Queue priority', ja: 'キューの優先度' },
    meaning: {
      en: 'The place in the queue: the smaller, the sooner. It begins as size − class × 1,800 + recipients × 30,000 and grows by 90,000 each time the queue file is read.',
      ja: 'キューでの順番を決める数で、小さいほど先に処理します。最初は「サイズ − クラス × 1,800 ＋ 宛先の数 × 30,000」で、キューのファイルを読むたびに 90,000 ずつ増えます。',
    },
  },
  dsn: {
    title: { en: 'Delivery status code', ja: '配送状態コード' },
    meaning: {
      en: 'The outcome as three numbers: the first says success (2), not yet (4) or failure (5), the second what it is about, the third the detail.',
      ja: '配送の結果を三つの数で表したものです。最初の数は、成功（2）、一時的な失敗（4）、確定した失敗（5）を、二番目は何についてかを、三番目は細かい理由を示します。',
    },
  },
  stat: {
    title: { en: 'Outcome in words', ja: '結果の説明' },
    meaning: {
      en: 'How this attempt ended: sendmail’s own word first (Sent, Deferred, User unknown and so on), then what the other side said.',
      ja: '今回の配送がどう終わったかを言葉で示します。先頭が sendmail 自身の判断（Sent、Deferred、User unknown など）で、続きは相手側の言葉です。',
    },
  },
};

/** relay= of a delivery line: the host after this server, not the one before it. */
export const RELAY_OF_DELIVERY: Term = {
  title: { en: 'Next server', ja: '次のサーバー' },
  meaning: {
    en: 'On a delivery line: the host to which this server tried to pass the message. An address in brackets shows that a connection was really tried in this attempt.',
    ja: '配送の行では、このサーバーがメールを渡そうとした相手のホストです。角括弧の中にアドレスがあれば、今回の配送で実際に接続を試みています。',
  },
};

/** to= outside a delivery line: the recipient that a check or a filter spoke about. */
export const RECIPIENT_NAMED: Term = {
  title: { en: 'Recipient named', ja: '示された宛先' },
  meaning: {
    en: 'The recipient that the client named and that this line is about. Nothing was delivered here.',
    ja: '接続元が示した宛先で、この行はそれについて述べています。ここで配送したわけではありません。',
  },
};

export function isSeedTerm(key: string): key is SeedTerm {
  return (SEED_TERMS as readonly string[]).includes(key);
}
