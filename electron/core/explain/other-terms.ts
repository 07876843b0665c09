/** Fields beyond the sixteen: those of newer versions and of the other kinds of line. */
import type { Term } from './seed-terms.ts';

function term(titleEn: string, titleJa: string, en: string, ja: string): Term {
  return { title: { en: titleEn, ja: titleJa }, meaning: { en, ja } };
}

const VERIFY = term(
  'Certificate check',
  '証明書の検証',
  'What came of checking the other side’s certificate. For ordinary mail it matters little; encryption works either way.',
  '相手の証明書を検証した結果です。ふつうのメールでは結果にかかわらず暗号化されるので、あまり問題になりません。',
);
const VERSION = term(
  'TLS version',
  'TLS の版',
  'The version of the encryption protocol.',
  '暗号化プロトコルの版です。',
);
const IDS = term(
  'New queue ids',
  '新しいキュー ID',
  'The ids under which the parts of the message go on.',
  '分割したメールの、それぞれの新しい ID です。',
);

export const OTHER_TERMS: Readonly<Record<string, Term>> = {
  qid: term(
    'Queue id',
    'キュー ID',
    'The name of the message on this server. Every line about the message begins with it.',
    'このサーバーでのメールの名前です。メールについての行は、どれもこの ID で始まります。',
  ),
  bodytype: term(
    'Body type',
    '本文の種類',
    'What the client announced: 8BITMIME (letters outside ASCII go as they are) or 7BIT.',
    '接続元が申告した本文の種類です。8BITMIME（ASCII 以外の文字をそのまま送る）か 7BIT です。',
  ),
  reply: term(
    'Answer of the other server',
    '相手サーバーの応答',
    'The first line of what the other server answered when it refused or put off the message.',
    '相手のサーバーがメールを断ったり先送りしたりしたときの応答の、最初の行です。',
  ),
  quarantine: term(
    'Reason for quarantine',
    '隔離の理由',
    'Why the message is held back in the queue.',
    'メールをキューに隔離した理由です。',
  ),
  ntries: term('Number of tries', '試行回数', 'How often delivery was tried.', '配送を試みた回数です。'),
  stage: term(
    'Stage',
    '段階',
    'How far the conversation with the other server had come.',
    '相手サーバーとのやり取りが、どこまで進んでいたかです。',
  ),
  STARTTLS: term(
    'Encryption',
    '暗号化',
    'On which side of an encrypted connection this server was.',
    '暗号化された接続で、このサーバーがどちら側だったかを示します。',
  ),
  AUTH: term(
    'Login',
    '認証',
    'On which side of a login this server was.',
    '認証（ログイン）で、このサーバーがどちら側だったかを示します。',
  ),
  auth: term(
    'Login method',
    '認証方式',
    'The way in which the client logged in.',
    '接続元が使った認証の方式です。',
  ),
  verify: VERIFY,
  tls_verify: VERIFY,
  version: VERSION,
  tls_version: VERSION,
  cipher: term(
    'Cipher',
    '暗号方式',
    'The set of algorithms that the two sides agreed on.',
    '双方が合意した暗号方式の組み合わせです。',
  ),
  bits: term(
    'Key length',
    '鍵の長さ',
    'How long the key is that was used, and after the slash how long the algorithm’s keys can be.',
    '使われた鍵の長さです。斜線の後ろは、その方式で使える長さです。',
  ),
  pubkey_fp: term(
    'Key fingerprint',
    '鍵の指紋',
    'A short mark of the other side’s public key.',
    '相手の公開鍵を識別する短い値です。',
  ),
  'cert-subject': term(
    'Certificate of',
    '証明書の名義',
    'For whom the other side’s certificate was issued.',
    '相手の証明書がだれに対して発行されたかです。',
  ),
  'cert-issuer': term(
    'Certificate issuer',
    '証明書の発行者',
    'Who issued the other side’s certificate.',
    '相手の証明書をだれが発行したかです。',
  ),
  verifymsg: term(
    'Words of the check',
    '検証の説明',
    'What the check of the certificate said.',
    '証明書の検証についての説明です。',
  ),
  mech: term(
    'Login method',
    '認証方式',
    'The way in which the client logged in.',
    '接続元が使った認証の方式です。',
  ),
  authid: term(
    'User logged in',
    '認証したユーザー',
    'The user name with which the client logged in.',
    '接続元が認証（ログイン）に使ったユーザー名です。',
  ),
  user: term('User', 'ユーザー', 'The user name that was given.', '示されたユーザー名です。'),
  ruleset: term(
    'Rule set',
    'ルールセット',
    'Which set of rules in sendmail’s configuration decided.',
    'sendmail の設定にあるどの規則が判断したかです。',
  ),
  arg1: term(
    'What was checked',
    '検査した値',
    'The value that the rule set looked at.',
    'ルールセットが調べた値です。',
  ),
  arg2: term(
    'What was checked (second)',
    '検査した値（2 番目）',
    'The second value that the rule set looked at.',
    'ルールセットが調べた 2 番目の値です。',
  ),
  reject: term(
    'Refusal',
    '拒否の応答',
    'What this server answered when it refused: a reply code, a status code, then words.',
    'このサーバーが断ったときの応答です。応答コード、状態コード、説明の順に並びます。',
  ),
  milter: term(
    'Mail filter',
    'メールフィルター',
    'Which mail filter (milter) it was.',
    'どのメールフィルター（milter）かを示します。',
  ),
  Milter: term(
    'Mail filter',
    'メールフィルター',
    'What a mail filter (milter) did.',
    'メールフィルター（milter）が行ったことです。',
  ),
  action: term(
    'Step',
    '段階',
    'At which step of the conversation the filter was asked.',
    'やり取りのどの段階でフィルターに尋ねたかです。',
  ),
  helo: term(
    'Name given',
    '名乗った名前',
    'The name with which the client introduced itself. It is not checked.',
    '接続元が名乗った名前です。正しいとは限りません。',
  ),
  host: term('Client', '接続元', 'The host that connected.', '接続してきたホストです。'),
  cmd: term(
    'Command',
    'コマンド',
    'The SMTP command at which it happened.',
    'それが起きた SMTP コマンドです。',
  ),
  command: term('Command', 'コマンド', 'The SMTP command that it is about.', '対象の SMTP コマンドです。'),
  errormode: term(
    'Error mode',
    'エラーの扱い',
    'An inner number of how the refusal was given.',
    '断り方を示す内部の番号です。',
  ),
  naddrs: term(
    'Number of addresses',
    'アドレスの数',
    'How many recipients were concerned.',
    '対象になった宛先の数です。',
  ),
  owner: term(
    'List owner',
    'リストの管理者',
    'Who gets the errors of this mailing list.',
    'このメーリングリストのエラーを受け取る人です。',
  ),
  count: term('Count', '回数', 'How many there were.', '数を示します。'),
  maxrcpts: term(
    'Most recipients at once',
    '一度の宛先の上限',
    'How many recipients one part may have.',
    '一つにまとめてよい宛先の上限です。',
  ),
  rcpts: term(
    'Recipients',
    '宛先の数',
    'How many recipients there were before splitting.',
    '分割する前の宛先の数です。',
  ),
  ids: IDS,
  'id(s)': IDS,
  id: IDS,
  info: term(
    'What happened',
    '起きたこと',
    'What ended the taking in of the message.',
    'メールの受信が終わった原因です。',
  ),
  where: term('Where', '場所', 'In which part of the message it was.', 'メールのどの部分かを示します。'),
  status: term('What was done', '処置', 'What sendmail did about it.', 'sendmail がどう扱ったかです。'),
  reason: term('Reason', '理由', 'Why it happened.', 'その理由です。'),
  error: term('Error', 'エラー', 'Which operation failed.', '失敗した処理です。'),
  errno: term(
    'System error number',
    'システムのエラー番号',
    'The system’s number of the error; 0 is none.',
    'システムのエラー番号です。0 はエラーなしです。',
  ),
  SSL_error: term(
    'TLS error number',
    'TLS のエラー番号',
    'The encryption library’s number of the error.',
    '暗号化ライブラリーのエラー番号です。',
  ),
  retry: term(
    'Retry',
    '再試行',
    'An inner number: whether it is tried again.',
    '再び試すかどうかを示す内部の番号です。',
  ),
};
