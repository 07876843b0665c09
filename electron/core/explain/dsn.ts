/** Enhanced status codes: RFC 3463 and what the IANA registry has added since (RFC 3886 to 8689). */
import type { Finding, Text } from './text.ts';
import { finding } from './text.ts';

const CLASSES: Readonly<Record<string, Text>> = {
  '2': { en: 'Success', ja: '成功' },
  '4': { en: 'Not yet, it will be tried again', ja: '一時的な失敗（再送します）' },
  '5': { en: 'Failed for good', ja: '確定した失敗' },
};

const SUBJECTS: Readonly<Record<string, Text>> = {
  '0': { en: 'nothing more is said', ja: '詳しい理由は示されていません' },
  '1': { en: 'it is about the address', ja: 'アドレスに関するものです' },
  '2': { en: 'it is about the mailbox', ja: 'メールボックスに関するものです' },
  '3': { en: 'it is about the receiving mail system', ja: '受け取り側のメールシステムに関するものです' },
  '4': { en: 'it is about the network or the route', ja: 'ネットワークか経路に関するものです' },
  '5': { en: 'it is about the conversation between the servers', ja: 'サーバー間のやり取りに関するものです' },
  '6': { en: 'it is about the content of the message', ja: 'メールの内容に関するものです' },
  '7': { en: 'it is about security or policy', ja: 'セキュリティーか受信方針に関するものです' },
};

const DETAILS: Readonly<Record<string, Text>> = {
  '0.0': { en: 'no further detail', ja: '詳しい理由は示されていません' },
  '1.0': { en: 'some trouble with the address', ja: 'アドレスに何か問題があります' },
  '1.1': { en: 'there is no such mailbox', ja: 'その名前のメールボックスはありません' },
  '1.2': {
    en: 'there is no such domain, or it takes no mail',
    ja: 'そのドメインがないか、メールを受け取っていません',
  },
  '1.3': { en: 'the recipient’s address is badly written', ja: '宛先アドレスの書き方に誤りがあります' },
  '1.4': { en: 'the address fits more than one mailbox', ja: 'アドレスに合うメールボックスが複数あります' },
  '1.5': { en: 'the recipient’s address is valid', ja: '宛先アドレスは有効です' },
  '1.6': {
    en: 'the mailbox has moved and left no new address',
    ja: 'メールボックスは移転し、移転先は分かりません',
  },
  '1.7': { en: 'the sender’s address is badly written', ja: '差出人アドレスの書き方に誤りがあります' },
  '1.8': {
    en: 'the domain of the sender’s address does not exist',
    ja: '差出人アドレスのドメインが見つかりません',
  },
  '1.9': {
    en: 'it was passed to a server that does not report delivery',
    ja: '配送結果を知らせないサーバーへ渡しました',
  },
  '1.10': {
    en: 'the recipient’s domain says that it takes no mail (null MX)',
    ja: '宛先のドメインはメールを受け取らないと宣言しています（null MX）',
  },
  '2.0': { en: 'some trouble with the mailbox', ja: 'メールボックスに何か問題があります' },
  '2.1': {
    en: 'the mailbox is switched off or takes no mail',
    ja: 'メールボックスは停止中か、メールを受け取らない設定です',
  },
  '2.2': { en: 'the mailbox is full', ja: 'メールボックスがいっぱいです' },
  '2.3': {
    en: 'the message is longer than the mailbox allows',
    ja: 'メールがメールボックスの上限より大きいです',
  },
  '2.4': { en: 'the mailing list could not be opened', ja: 'メーリングリストを展開できませんでした' },
  '3.0': {
    en: 'some trouble in the receiving mail system',
    ja: '受け取り側のメールシステムに何か問題があります',
  },
  '3.1': { en: 'the receiving system’s disk is full', ja: '受け取り側のディスクがいっぱいです' },
  '3.2': {
    en: 'the receiving system takes no mail just now',
    ja: '受け取り側が今はメールを受け付けていません',
  },
  '3.3': {
    en: 'the receiving system lacks something the message needs',
    ja: '受け取り側が、このメールに必要な機能に対応していません',
  },
  '3.4': {
    en: 'the message is too big for the receiving system',
    ja: 'メールが受け取り側の上限より大きいです',
  },
  '3.5': { en: 'a mail system is not set up rightly', ja: 'メールシステムの設定に誤りがあります' },
  '3.6': { en: 'the priority that was asked for was changed', ja: '求めた優先度が変更されました' },
  '4.0': { en: 'some trouble with the network or the route', ja: 'ネットワークか経路に何か問題があります' },
  '4.1': { en: 'the host did not answer', ja: '相手のホストが応答しませんでした' },
  '4.2': { en: 'the connection broke', ja: '接続が途中で切れました' },
  '4.3': {
    en: 'the name server or directory did not help',
    ja: 'ネームサーバーなどから答えを得られませんでした',
  },
  '4.4': { en: 'no way to the recipient’s host is known', ja: '宛先のホストへの道が見つかりません' },
  '4.5': { en: 'the mail system is overloaded', ja: 'メールシステムが混み合っています' },
  '4.6': { en: 'the message goes round in a circle', ja: 'メールが同じ所を回り続けています' },
  '4.7': { en: 'it could not be delivered within the allowed time', ja: '期限内に届けられませんでした' },
  '5.0': { en: 'some trouble in the conversation', ja: 'サーバー間のやり取りに何か問題があります' },
  '5.1': { en: 'a command was not valid at that point', ja: 'その場では使えないコマンドでした' },
  '5.2': { en: 'a command was badly written', ja: 'コマンドの書き方に誤りがありました' },
  '5.3': { en: 'there are too many recipients', ja: '宛先が多すぎます' },
  '5.4': { en: 'a command had wrong parameters', ja: 'コマンドの引数に誤りがありました' },
  '5.5': { en: 'the two sides speak different versions of the protocol', ja: 'プロトコルの版が合いません' },
  '5.6': { en: 'the line of the login exchange was too long', ja: '認証のやり取りの行が長すぎました' },
  '6.0': { en: 'some trouble with the content', ja: 'メールの内容に何か問題があります' },
  '6.1': { en: 'this kind of content is not supported', ja: 'この種類の内容には対応していません' },
  '6.2': {
    en: 'the content would have to be converted, and that is forbidden',
    ja: '内容の変換が必要ですが、許されていません',
  },
  '6.3': {
    en: 'the content would have to be converted, and that is not possible',
    ja: '内容の変換が必要ですが、できません',
  },
  '6.4': { en: 'the content was converted and something was lost', ja: '内容を変換し、一部が失われました' },
  '6.5': { en: 'converting the content failed', ja: '内容の変換に失敗しました' },
  '6.6': { en: 'the content is not available', ja: 'メールの内容を取り出せません' },
  '6.7': {
    en: 'addresses with non-ASCII letters are not allowed there',
    ja: '相手は ASCII 以外の文字を含むアドレスを受け付けません',
  },
  '6.8': {
    en: 'a UTF-8 reply would be needed and is not allowed',
    ja: 'UTF-8 の応答が必要ですが、許されていません',
  },
  '6.9': {
    en: 'UTF-8 headers cannot be passed on to some recipients',
    ja: 'UTF-8 のヘッダーを渡せない宛先があります',
  },
  '6.10': { en: 'UTF-8 replies are needed', ja: 'UTF-8 の応答が必要です' },
  '7.0': { en: 'some trouble with security or policy', ja: 'セキュリティーか受信方針に何か問題があります' },
  '7.1': { en: 'the server refuses it by its rules', ja: 'サーバーの方針により断られました' },
  '7.2': { en: 'the sender may not write to this list', ja: 'この差出人はリストに投稿できません' },
  '7.3': { en: 'a secured form would be needed and cannot be made', ja: '必要な暗号形式に変換できません' },
  '7.4': { en: 'a security feature is not supported', ja: 'セキュリティー機能に対応していません' },
  '7.5': { en: 'encryption or decryption failed', ja: '暗号化か復号に失敗しました' },
  '7.6': { en: 'the algorithm is not supported', ja: '暗号方式に対応していません' },
  '7.7': { en: 'the message was altered on its way', ja: 'メールが途中で改変されています' },
  '7.8': { en: 'user name or password is wrong', ja: 'ユーザー名かパスワードが正しくありません' },
  '7.9': { en: 'the login method is too weak', ja: '認証方式の強度が足りません' },
  '7.10': { en: 'encryption is needed', ja: '暗号化が必要です' },
  '7.11': { en: 'this login method needs encryption', ja: 'この認証方式には暗号化が必要です' },
  '7.12': {
    en: 'the password must be renewed for this login method',
    ja: 'この認証方式を使うにはパスワードの更新が必要です',
  },
  '7.13': { en: 'the account is switched off', ja: 'アカウントが無効になっています' },
  '7.14': { en: 'the servers do not trust each other', ja: 'サーバー間の信頼関係が必要です' },
  '7.15': { en: 'the priority is too low', ja: '優先度が低すぎます' },
  '7.16': { en: 'the message is too big for its priority', ja: 'その優先度で送るには大きすぎます' },
  '7.17': { en: 'the mailbox belongs to somebody else now', ja: 'メールボックスの持ち主が替わっています' },
  '7.18': { en: 'the domain belongs to somebody else now', ja: 'ドメインの持ち主が替わっています' },
  '7.19': {
    en: 'whether the owner has changed cannot be checked',
    ja: '持ち主が替わったかどうかを確かめられません',
  },
  '7.20': { en: 'no DKIM signature passes', ja: '有効な DKIM 署名がありません' },
  '7.21': { en: 'no DKIM signature is acceptable', ja: '受け入れられる DKIM 署名がありません' },
  '7.22': { en: 'no DKIM signature is the author’s', ja: '差出人のドメインと一致する DKIM 署名がありません' },
  '7.23': {
    en: 'SPF says that this host may not send for the domain',
    ja: 'SPF により、この送信元は許可されていません',
  },
  '7.24': { en: 'SPF could not be checked', ja: 'SPF を検証できませんでした' },
  '7.25': {
    en: 'the sending address has no proper reverse DNS',
    ja: '送信元の逆引き DNS が正しくありません',
  },
  '7.26': {
    en: 'several sender checks (SPF, DKIM, DMARC) failed',
    ja: '複数の送信元検証（SPF、DKIM、DMARC）に失敗しました',
  },
  '7.27': {
    en: 'the sender’s domain says that it takes no mail (null MX)',
    ja: '差出人のドメインはメールを受け取らないと宣言しています（null MX）',
  },
  '7.28': { en: 'too much mail is coming', ja: 'メールの量が多すぎます' },
  '7.29': { en: 'the ARC chain is not valid', ja: 'ARC の検証に失敗しました' },
  '7.30': {
    en: 'REQUIRETLS is asked for and not supported',
    ja: 'REQUIRETLS が求められていますが、対応していません',
  },
};

const CODE = /^([245])\.(\d{1,3})\.(\d{1,3})$/;

/** What to do next, where there is something usual to do. */
const ADVICE: Readonly<Record<string, Text>> = {
  '4.4.1': {
    en: 'Usually the other server is down or its port 25 is closed. sendmail tries again by itself.',
    ja: '多くは相手のサーバーが止まっているか、25 番ポートが閉じています。sendmail が自動で再送します。',
  },
  '4.4.2': {
    en: 'Usually a passing trouble on the way. sendmail tries again by itself.',
    ja: '多くは一時的な回線の不調です。sendmail が自動で再送します。',
  },
  '4.4.3': {
    en: 'Check that this server can resolve names, and the name server of the domain.',
    ja: 'このサーバーで名前を引けるか、相手ドメインのネームサーバーが動いているかを確かめてください。',
  },
  '5.4.6': {
    en: 'Look for two servers, aliases or forwards that send to each other.',
    ja: '互いに送り合っているサーバー・別名・転送がないか調べてください。',
  },
  '4.7.1': {
    en: 'Often greylisting or a limit on how much may be sent: waiting and trying again is enough.',
    ja: '多くはグレイリスティングか流量制限です。待って再送すれば通ります。',
  },
  '5.1.1': { en: 'Check how the address is spelt.', ja: 'アドレスのつづりを確かめてください。' },
  '5.1.2': { en: 'Check how the domain is spelt.', ja: 'ドメイン名のつづりを確かめてください。' },
  '5.1.8': {
    en: 'Check the sender’s address in the mail program, and the DNS of its domain.',
    ja: 'メールソフトの差出人アドレスと、そのドメインの DNS を確かめてください。',
  },
  '5.2.2': {
    en: 'The owner has to make room; tell them another way.',
    ja: '持ち主が空きを作る必要があります。別の方法で知らせてください。',
  },
  '4.2.2': {
    en: 'The owner has to make room; until then sendmail tries again.',
    ja: '持ち主が空きを作れば届きます。それまで sendmail が再送します。',
  },
  '5.7.1': {
    en: 'Read the words in stat: they usually name the rule, such as relaying, a block list, or missing authentication.',
    ja: 'stat の言葉を読んでください。中継の禁止、ブロックリスト、認証不足など、理由が書かれていることが多いです。',
  },
  '5.7.25': {
    en: 'Ask the provider of the sending address for a matching PTR record.',
    ja: '送信元アドレスの提供元に、正しい PTR レコードの設定を頼んでください。',
  },
};

/** The code in words: class, detail (or at least its subject), and what is usual to do. */
export function explainDsn(value: string): readonly Finding[] {
  const match = CODE.exec(value);
  if (match === null) {
    return [
      finding(
        'logged',
        'This is not in the usual form of three numbers.',
        '三つの数からなる通常の形ではありません。',
      ),
    ];
  }
  const [, kind = '', subject = '', detail = ''] = match;
  const outcome = CLASSES[kind] ?? { en: kind, ja: kind };
  const what =
    kind === '2' && subject === '0'
      ? DONE
      : (DETAILS[`${subject}.${detail}`] ?? SUBJECTS[subject] ?? NOT_LISTED);
  const advice = ADVICE[value];
  return [
    finding('logged', `${outcome.en}; ${what.en}.`, `${outcome.ja}：${what.ja}。`),
    ...(advice === undefined ? [] : [{ certainty: 'suggested', text: advice } as const]),
  ];
}

const DONE: Text = {
  en: 'the next server or the mailbox has taken the message',
  ja: '次のサーバーかメールボックスがメールを受け取りました',
};
const NOT_LISTED: Text = { en: 'a code that is not in the public list', ja: '公開の一覧にないコードです' };
