/** The numbers with which Cyrus SASL says why a login failed (sasl.h). */
import type { Text } from './text.ts';

const ERRORS: Readonly<Record<number, Text>> = {
  1: { en: 'a general failure', ja: '一般的な失敗' },
  2: { en: 'out of memory', ja: 'メモリー不足' },
  3: { en: 'the answer was too long', ja: '応答が長すぎた' },
  4: { en: 'this login method is not offered', ja: 'この認証方式は使えない' },
  5: {
    en: 'the client broke the rules of the method, or gave up',
    ja: '接続元が手順を守らなかったか、途中でやめた',
  },
  7: { en: 'a wrong parameter', ja: '引数の誤り' },
  8: { en: 'a passing trouble: try again', ja: '一時的な問題（やり直せば通ることがある）' },
  9: { en: 'the data was changed on its way', ja: '途中でデータが変わっていた' },
  10: { en: 'the server could not prove who it is', ja: 'サーバー側が自分を証明できなかった' },
  11: { en: 'the method does not fit', ja: '認証方式が合わない' },
  12: { en: 'the SASL library was not set up', ja: 'SASL ライブラリーが準備されていない' },
  13: { en: 'wrong user name or password', ja: 'ユーザー名かパスワードが違う' },
  14: {
    en: 'the login was right, but this user may not act as the other',
    ja: '認証は通ったが、その名前で使う権限がない',
  },
  15: { en: 'the method is too weak for this server', ja: '認証方式が弱すぎる' },
  16: { en: 'encryption is needed first', ja: '先に暗号化が必要' },
  17: {
    en: 'one login with the plain password would set up the method',
    ja: '一度平文のパスワードで認証すればこの方式が使えるようになる',
  },
  18: { en: 'the password has expired', ja: 'パスワードの期限切れ' },
  19: { en: 'the account is disabled', ja: 'アカウントが無効にされている' },
  20: { en: 'there is no such user', ja: 'そのユーザーはいない' },
  21: { en: 'the password is locked', ja: 'パスワードがロックされている' },
  23: { en: 'the versions do not fit', ja: '版が合わない' },
  24: { en: 'the password server cannot be reached', ja: '認証サーバーに届かない' },
  26: { en: 'this user has no secret for the method', ja: 'この方式のための秘密情報が登録されていない' },
  32: { en: 'the channel binding does not fit', ja: 'チャネルバインディングが合わない' },
};

/** The number in the line, in words; undefined where there is none that is known. */
export function saslError(text: string): Text | undefined {
  const number = /\((-\d{1,2})\)/.exec(text)?.[1] ?? /\bSASL\((-\d{1,2})\)/.exec(text)?.[1];
  if (number === undefined) return undefined;
  const words = ERRORS[-Number(number)];
  if (words === undefined) return undefined;
  return {
    en: `SASL error ${number}: ${words.en}.`,
    ja: `SASL のエラー ${number}：${words.ja}。`,
  };
}
