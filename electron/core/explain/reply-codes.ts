/** SMTP reply codes (RFC 5321, 4954, 3207, 2034, 7504): three digits at the start of what a server answers. */
import type { Finding, Text } from './text.ts';

const CODES: Readonly<Record<string, Text>> = {
  '211': { en: 'Status information.', ja: '状態の情報です。' },
  '214': { en: 'Help text.', ja: 'ヘルプの文です。' },
  '220': { en: 'The server is ready.', ja: 'サーバーの準備ができています。' },
  '221': { en: 'The server closes the connection.', ja: 'サーバーが接続を閉じます。' },
  '235': { en: 'Login succeeded.', ja: '認証に成功しました。' },
  '250': { en: 'Done: the server has accepted it.', ja: '完了です。サーバーが受け入れました。' },
  '251': {
    en: 'The user is elsewhere; the server will forward.',
    ja: '利用者は別の場所にいて、サーバーが転送します。',
  },
  '252': {
    en: 'The server does not check the user but will take the message.',
    ja: '利用者の確認はしませんが、メールは受け取ります。',
  },
  '334': { en: 'The login goes on.', ja: '認証を続けます。' },
  '354': { en: 'Send the message now.', ja: 'メール本文を送ってください、という応答です。' },
  '421': {
    en: 'The server is not available now and closes the connection; it will be tried again.',
    ja: 'サーバーが今は使えず、接続を閉じます。あとで再送します。',
  },
  '422': {
    en: 'The recipient’s mailbox is over its limit; it will be tried again.',
    ja: '宛先のメールボックスが上限を超えています。あとで再送します。',
  },
  '431': {
    en: 'The server is short of room or memory; it will be tried again.',
    ja: 'サーバーの空きやメモリーが足りません。あとで再送します。',
  },
  '432': {
    en: 'The password must be renewed before this login works.',
    ja: 'この認証には、先にパスワードの更新が必要です。',
  },
  '450': {
    en: 'The mailbox cannot be used just now; it will be tried again. Often greylisting.',
    ja: 'メールボックスが今は使えません。あとで再送します。グレイリスティングのことも多くあります。',
  },
  '451': {
    en: 'The server had a passing trouble; it will be tried again. Often greylisting or a name server.',
    ja: 'サーバーで一時的な問題が起きました。あとで再送します。グレイリスティングやネームサーバーが原因のことも多くあります。',
  },
  '452': {
    en: 'The server is short of room, or there are too many recipients at once; it will be tried again.',
    ja: 'サーバーの空きが足りないか、一度の宛先が多すぎます。あとで再送します。',
  },
  '454': { en: 'TLS or login is not available just now.', ja: 'TLS か認証が今は使えません。' },
  '455': {
    en: 'The server cannot take the parameters just now.',
    ja: 'サーバーが今はそのパラメーターを受け付けません。',
  },
  '458': {
    en: 'The server cannot queue messages for this host.',
    ja: 'このホスト宛てのメールをキューに入れられません。',
  },
  '459': { en: 'The server does not do this for that host.', ja: 'そのホストにはこの処理をしません。' },
  '500': {
    en: 'The server did not understand the command.',
    ja: 'サーバーがコマンドを理解できませんでした。',
  },
  '501': { en: 'The command’s parameters were wrong.', ja: 'コマンドの引数に誤りがありました。' },
  '502': { en: 'The server does not have this command.', ja: 'サーバーはこのコマンドに対応していません。' },
  '503': { en: 'The commands came in the wrong order.', ja: 'コマンドの順序が違います。' },
  '504': { en: 'The server does not know this parameter.', ja: 'サーバーはこの引数に対応していません。' },
  '521': { en: 'This host takes no mail.', ja: 'このホストはメールを受け取りません。' },
  '523': {
    en: 'The message is larger than the recipient allows.',
    ja: 'メールが宛先の許す大きさを超えています。',
  },
  '530': { en: 'Login or encryption is needed first.', ja: '先に認証か暗号化が必要です。' },
  '534': { en: 'The login method is too weak.', ja: '認証方式の強度が足りません。' },
  '535': { en: 'User name or password is wrong.', ja: 'ユーザー名かパスワードが正しくありません。' },
  '538': { en: 'This login method needs encryption.', ja: 'この認証方式には暗号化が必要です。' },
  '541': {
    en: 'The recipient’s filter refused the message.',
    ja: '宛先側のフィルターがメールを断りました。',
  },
  '550': {
    en: 'Refused: usually there is no such mailbox, or the server’s rules forbid it.',
    ja: '断られました。多くは、宛先がないか、サーバーの方針によるものです。',
  },
  '551': {
    en: 'The user is not there; try the address in the answer.',
    ja: '利用者はそこにいません。応答にあるアドレスを試してください。',
  },
  '552': { en: 'Too large, or the mailbox is full.', ja: '大きすぎるか、メールボックスがいっぱいです。' },
  '553': {
    en: 'The address is not allowed or badly written.',
    ja: 'アドレスが許されていないか、書き方に誤りがあります。',
  },
  '554': {
    en: 'Refused; often the sending address is on a block list or the content looks like spam.',
    ja: '断られました。多くは、送信元がブロックリストに載っているか、内容が迷惑メールと判断されたためです。',
  },
  '555': {
    en: 'The server does not know the parameters of MAIL or RCPT.',
    ja: 'サーバーは MAIL や RCPT の引数に対応していません。',
  },
  '556': { en: 'The recipient’s domain takes no mail.', ja: '宛先のドメインはメールを受け取りません。' },
};

const CLASSES: Readonly<Record<string, Text>> = {
  '2': { en: 'Accepted.', ja: '受け入れられました。' },
  '3': { en: 'The server waits for more.', ja: 'サーバーが続きを待っています。' },
  '4': { en: 'Not now; it will be tried again.', ja: '今はできません。あとで再送します。' },
  '5': { en: 'Refused for good.', ja: '確定的に断られました。' },
};

const REPLY = /^([2-5])([0-5]\d)(?=[ -]|$)/;

/** The code at the start of a reply in words; empty when there is none. */
export function explainReply(reply: string): readonly Finding[] {
  const match = REPLY.exec(reply);
  if (match === null) return [];
  const text = CODES[match[0]] ?? CLASSES[match[1] ?? ''];
  if (text === undefined) return [];
  const code = match[0];
  return [{ certainty: 'logged', text: { en: `${code}: ${text.en}`, ja: `${code}：${text.ja}` } }];
}
