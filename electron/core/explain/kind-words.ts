/** What each kind of line is, for lines whose own words are in no table. */
import type { Kind } from '#core/records/log-record.ts';
import type { Term } from './seed-terms.ts';

export const KIND_WORDS: Readonly<Record<Kind, Term>> = {
  from: {
    title: { en: 'Arrival', ja: '受け取り' },
    meaning: {
      en: 'This server took the message from the host in relay=.',
      ja: 'このサーバーが、relay= のホストからメールを受け取りました。',
    },
  },
  to: {
    title: { en: 'Delivery', ja: '配送' },
    meaning: {
      en: 'One attempt to deliver the message to the recipients in to=; stat= says how it ended.',
      ja: 'to= の宛先への 1 回の配送です。結果は stat= にあります。',
    },
  },
  ruleset: {
    title: { en: 'Rule check', ja: 'ルール検査' },
    meaning: {
      en: 'A rule of sendmail’s configuration had something to say about this step.',
      ja: 'sendmail の設定にある規則が、この段階について判断しました。',
    },
  },
  milter: {
    title: { en: 'Mail filter', ja: 'メールフィルター' },
    meaning: {
      en: 'A mail filter (milter), such as a virus scanner or DKIM signer, said something about this message.',
      ja: 'メールフィルター（milter：ウイルス検査や DKIM 署名など）が、このメールについて記録しました。',
    },
  },
  auth: {
    title: { en: 'Login', ja: '認証' },
    meaning: {
      en: 'About a login with user name and password or the like.',
      ja: 'ユーザー名とパスワードなどによる認証（ログイン）についての行です。',
    },
  },
  tls: {
    title: { en: 'Encryption', ja: '暗号化' },
    meaning: { en: 'About the encryption of a connection.', ja: '接続の暗号化についての行です。' },
  },
  child: {
    title: { en: 'Notice made', ja: '通知の作成' },
    meaning: {
      en: 'This message caused another: the second id is a notice about the first.',
      ja: 'このメールから別のメールが生じました。2 番目の ID は、最初の ID についての通知です。',
    },
  },
  clone: {
    title: { en: 'Split copy', ja: '分割' },
    meaning: {
      en: 'The message goes on under a further queue id.',
      ja: 'メールの処理が、別のキュー ID に引き継がれました。',
    },
  },
  'recipient-refused': {
    title: { en: 'Recipient refused', ja: '宛先の拒否' },
    meaning: {
      en: 'This server refused one recipient. Others of the same message may still get it.',
      ja: 'このサーバーが宛先の一つを断りました。同じメールのほかの宛先には届くことがあります。',
    },
  },
  connection: {
    title: { en: 'Connection', ja: '接続' },
    meaning: {
      en: 'About a connection with a client or another server.',
      ja: '接続元やほかのサーバーとの接続についての行です。',
    },
  },
  queue: {
    title: { en: 'Queue', ja: 'キュー' },
    meaning: { en: 'About the queue in which messages wait.', ja: 'メールが待つキューについての行です。' },
  },
  daemon: {
    title: { en: 'Daemon', ja: 'デーモン' },
    meaning: {
      en: 'About the mail server itself: start, stop, load.',
      ja: 'メールサーバー自身の起動・停止・負荷などについての行です。',
    },
  },
  alias: {
    title: { en: 'Aliases', ja: '別名' },
    meaning: {
      en: 'About aliases, which replace one address by others.',
      ja: 'アドレスを別のものに置き換える別名（alias）についての行です。',
    },
  },
  error: {
    title: { en: 'Error', ja: 'エラー' },
    meaning: {
      en: 'Something on this server did not work.',
      ja: 'このサーバーで何かがうまくいきませんでした。',
    },
  },
  note: {
    title: { en: 'Note', ja: 'その他の記録' },
    meaning: {
      en: 'A remark of sendmail that fits no other kind.',
      ja: 'ほかの種類に当てはまらない sendmail の記録です。',
    },
  },
  'other-program': {
    title: { en: 'Other program', ja: 'ほかのプログラム' },
    meaning: {
      en: 'Written by a program that is no mail server; it shares the log file.',
      ja: '同じログファイルに書く、メールサーバー以外のプログラムの行です。',
    },
  },
  repeat: {
    title: { en: 'Repeated line', ja: '繰り返し' },
    meaning: {
      en: 'The log service left out lines that were equal to the one before and counted them.',
      ja: 'ログを書く側が、前と同じ行を省いて回数だけを記録しました。',
    },
  },
  unparsed: {
    title: { en: 'Not understood', ja: '未解釈' },
    meaning: {
      en: 'Nothing here could read this line. It is kept as it stands.',
      ja: 'この行は読み取れませんでした。ログのまま残しています。',
    },
  },
};
