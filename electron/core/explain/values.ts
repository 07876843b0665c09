/** Values that come from a short list: protocols, mailers, classes, daemons, TLS verdicts, login methods. */
import type { Finding, Text } from './text.ts';
import { finding } from './text.ts';

type Table = Readonly<Record<string, Text>>;

function lookUp(table: Table, value: string): Text | undefined {
  return Object.hasOwn(table, value) ? table[value] : undefined;
}

const PROTOCOLS: Table = {
  SMTP: {
    en: 'Plain SMTP (the client said HELO), without encryption or login.',
    ja: '基本の SMTP です（接続元が HELO で名乗りました）。暗号化も認証もありません。',
  },
  ESMTP: {
    en: 'SMTP with extensions (the client said EHLO).',
    ja: '拡張のある SMTP です（接続元が EHLO で名乗りました）。',
  },
  ESMTPS: { en: 'ESMTP over an encrypted connection (TLS).', ja: '暗号化された接続（TLS）での ESMTP です。' },
  ESMTPA: {
    en: 'ESMTP, and the client logged in; the connection was not encrypted.',
    ja: '認証（ログイン）のある ESMTP です。接続は暗号化されていません。',
  },
  ESMTPSA: {
    en: 'ESMTP, encrypted (TLS), and the client logged in.',
    ja: '暗号化（TLS）され、認証（ログイン）もある ESMTP です。',
  },
  LMTP: {
    en: 'The local form of SMTP, used in front of mailboxes.',
    ja: 'SMTP のローカル版で、メールボックスへの配送に使います。',
  },
  LMTPS: { en: 'LMTP, encrypted (TLS).', ja: '暗号化（TLS）された LMTP です。' },
  LMTPA: { en: 'LMTP, and the client logged in.', ja: '認証のある LMTP です。' },
  LMTPSA: { en: 'LMTP, encrypted and with login.', ja: '暗号化され、認証もある LMTP です。' },
  UTF8SMTP: {
    en: 'ESMTP with addresses in any script (SMTPUTF8).',
    ja: '英数字以外のアドレスも扱える ESMTP（SMTPUTF8）です。',
  },
  UTF8SMTPS: {
    en: 'ESMTP with addresses in any script, encrypted.',
    ja: '英数字以外のアドレスも扱える ESMTP で、暗号化されています。',
  },
  UTF8SMTPA: {
    en: 'ESMTP with addresses in any script, with login.',
    ja: '英数字以外のアドレスも扱える ESMTP で、認証があります。',
  },
  UTF8SMTPSA: {
    en: 'ESMTP with addresses in any script, encrypted and with login.',
    ja: '英数字以外のアドレスも扱える ESMTP で、暗号化され、認証もあります。',
  },
};

export function explainProtocol(value: string): readonly Finding[] {
  const name = value.toUpperCase();
  return name === 'ESMTP' ? [...fromTable(PROTOCOLS, name), OLD_ESMTP] : fromTable(PROTOCOLS, name);
}

const OLD_ESMTP = finding(
  'suggested',
  'Before version 8.15.1 sendmail wrote ESMTP even when the connection was encrypted or the client had logged in.',
  'sendmail 8.15.1 より前は、暗号化や認証があっても ESMTP とだけ書かれます。',
);

const MAILERS: Table = {
  local: {
    en: 'Delivered into a mailbox on this server; the way ends here.',
    ja: 'このサーバーのメールボックスへの配送です。ここが終点です。',
  },
  esmtp: {
    en: 'Passed to another server over the network with ESMTP.',
    ja: 'ESMTP を使い、ネットワークの先にある別のサーバーへ渡します。',
  },
  smtp: {
    en: 'Passed to another server over the network with SMTP.',
    ja: 'SMTP を使い、ネットワークの先にある別のサーバーへ渡します。',
  },
  smtp8: {
    en: 'Passed to another server with SMTP, eight-bit text sent as it is.',
    ja: 'SMTP で別のサーバーへ渡します。8 ビットの文字はそのまま送ります。',
  },
  dsmtp: {
    en: 'Waits until the next server comes and asks for its mail (ETRN).',
    ja: '次のサーバーが取りに来る（ETRN）まで待って渡します。',
  },
  relay: {
    en: 'Passed to the fixed relay or smart host of this server.',
    ja: 'このサーバーに設定された中継先（スマートホストなど）へ渡します。',
  },
  prog: {
    en: 'Given to a program on this server, usually by an alias or a .forward file.',
    ja: 'このサーバーのプログラムに渡します。多くは別名や .forward の指定によります。',
  },
  '*file*': {
    en: 'Appended to a file on this server, by an alias or a .forward file.',
    ja: '別名や .forward の指定により、このサーバーのファイルに書き足します。',
  },
  '*include*': { en: 'A list of recipients read from a file.', ja: 'ファイルから読み込んだ宛先リストです。' },
  lmtp: { en: 'Given to the mailbox server with LMTP.', ja: 'LMTP でメールボックスのサーバーに渡します。' },
  cyrus: { en: 'Given to the Cyrus mailbox server.', ja: 'Cyrus のメールボックスに渡します。' },
  cyrusv2: {
    en: 'Given to the Cyrus mailbox server with LMTP.',
    ja: 'LMTP で Cyrus のメールボックスに渡します。',
  },
  procmail: {
    en: 'Given to procmail, which sorts it into mailboxes.',
    ja: 'procmail に渡し、procmail がメールボックスに振り分けます。',
  },
  uucp: { en: 'Passed on by UUCP, the old dial-up way.', ja: '昔のダイヤルアップ方式、UUCP で渡します。' },
  'uucp-old': {
    en: 'Passed on by UUCP, the old dial-up way.',
    ja: '昔のダイヤルアップ方式、UUCP で渡します。',
  },
  error: {
    en: 'No delivery: a rule of this server answers with an error.',
    ja: '配送はしません。このサーバーの規則がエラーを返します。',
  },
  discard: {
    en: 'No delivery: a rule of this server throws the message away.',
    ja: '配送はしません。このサーバーの規則がメールを捨てます。',
  },
  usenet: { en: 'Posted to a news group.', ja: 'ネットニュースに投稿します。' },
  bitbucket: { en: 'Thrown away.', ja: '捨てます。' },
};

export function explainMailer(value: string): readonly Finding[] {
  return fromTable(MAILERS, value.toLowerCase());
}

function fromTable(table: Table, key: string): readonly Finding[] {
  const text = lookUp(table, key);
  return text === undefined ? [] : [{ certainty: 'logged', text }];
}

const CLASSES: Table = {
  '100': {
    en: 'Precedence: special-delivery, to be sent before all other mail.',
    ja: 'Precedence: special-delivery です。ほかのメールより先に送ります。',
  },
  '0': {
    en: 'Ordinary mail (no Precedence: header, or first-class).',
    ja: 'ふつうのメールです（Precedence: ヘッダーがないか、first-class です）。',
  },
  '-30': {
    en: 'Precedence: list, mail of a mailing list.',
    ja: 'Precedence: list です。メーリングリストのメールです。',
  },
  '-60': {
    en: 'Precedence: bulk, mail sent to many.',
    ja: 'Precedence: bulk です。大量に配信されたメールです。',
  },
  '-100': {
    en: 'Precedence: junk; if it cannot be delivered, the body is not returned.',
    ja: 'Precedence: junk です。届かないときも本文は送り返しません。',
  },
};

export function explainClass(value: string): readonly Finding[] {
  return fromTable(CLASSES, value);
}

const DAEMONS: Table = {
  MTA: {
    en: 'the standard entrance for mail from other servers (port 25)',
    ja: 'ほかのサーバーからのメールを受ける通常の入口（25 番ポート）',
  },
  'MTA-v4': { en: 'the standard entrance (port 25), over IPv4', ja: '通常の入口（25 番ポート、IPv4）' },
  'MTA-v6': { en: 'the standard entrance (port 25), over IPv6', ja: '通常の入口（25 番ポート、IPv6）' },
  MSA: {
    en: 'the entrance for mail programs of users (port 587)',
    ja: '利用者のメールソフト用の入口（587 番ポート）',
  },
  'MSP-v4': {
    en: 'the entrance for mail programs of users (port 587), over IPv4',
    ja: '利用者のメールソフト用の入口（587 番ポート、IPv4）',
  },
  'MSP-v6': {
    en: 'the entrance for mail programs of users (port 587), over IPv6',
    ja: '利用者のメールソフト用の入口（587 番ポート、IPv6）',
  },
  TLSMTA: {
    en: 'the entrance that is encrypted from the first byte (port 465)',
    ja: '最初から暗号化される入口（465 番ポート）',
  },
  Daemon0: {
    en: 'the first entrance in the configuration, which was given no name',
    ja: '設定の最初にある、名前のない入口',
  },
};

export function explainDaemon(value: string): readonly Finding[] {
  const text = lookUp(DAEMONS, value);
  if (text === undefined) return [];
  return [finding('suggested', `Going by the name, this is ${text.en}.`, `名前からすると、${text.ja}です。`)];
}

const VERIFY: Table = {
  OK: {
    en: 'The other side’s certificate was checked and is good.',
    ja: '相手の証明書を検証し、正しいと確認できました。',
  },
  NO: {
    en: 'The other side showed no certificate though asked. The connection is encrypted all the same.',
    ja: '求めましたが、相手は証明書を出しませんでした。接続は暗号化されています。',
  },
  NOT: {
    en: 'No certificate was asked for. The connection is encrypted all the same.',
    ja: '証明書は求めませんでした。接続は暗号化されています。',
  },
  FAIL: {
    en: 'The certificate could not be verified. For ordinary mail this is common and no error; the connection is encrypted.',
    ja: '証明書を検証できませんでした。ふつうのメールではよくあることで、エラーではありません。接続は暗号化されています。',
  },
  NONE: { en: 'STARTTLS was not used.', ja: 'STARTTLS は使われていません。' },
  TEMP: {
    en: 'A passing error came up while encryption was set up.',
    ja: '暗号化の準備中に一時的なエラーが起きました。',
  },
  PROTOCOL: { en: 'The TLS conversation went wrong.', ja: 'TLS のやり取りで問題が起きました。' },
  SOFTWARE: { en: 'The TLS handshake failed.', ja: 'TLS のハンドシェイクに失敗しました。' },
  CONFIG: {
    en: 'TLS could not be used because of this server’s configuration.',
    ja: 'このサーバーの設定のため、TLS を使えませんでした。',
  },
  CLEAR: { en: 'The message went in clear text.', ja: '暗号化せずに送りました。' },
  TRUSTED: {
    en: 'The certificate was verified with a key named in DNS (DANE).',
    ja: 'DNS に登録された鍵（DANE）で証明書を確認できました。',
  },
  DANE_FAIL: {
    en: 'The certificate does not fit the key named in DNS (DANE).',
    ja: '証明書が、DNS に登録された鍵（DANE）と合いません。',
  },
};

export function explainVerify(value: string): readonly Finding[] {
  return fromTable(VERIFY, value.toUpperCase());
}

const MECHANISMS: Table = {
  PLAIN: {
    en: 'User name and password as they are; safe only inside an encrypted connection.',
    ja: 'ユーザー名とパスワードをそのまま送ります。暗号化された接続でのみ安全です。',
  },
  LOGIN: {
    en: 'An old form of PLAIN; safe only inside an encrypted connection.',
    ja: 'PLAIN の古い形です。暗号化された接続でのみ安全です。',
  },
  'CRAM-MD5': {
    en: 'The password is proved and not sent; the method is old.',
    ja: 'パスワードそのものは送りません。古い方式です。',
  },
  'DIGEST-MD5': {
    en: 'The password is proved and not sent; no longer recommended.',
    ja: 'パスワードそのものは送りません。今では推奨されない方式です。',
  },
  'SCRAM-SHA-1': { en: 'The password is proved and not sent.', ja: 'パスワードそのものは送りません。' },
  'SCRAM-SHA-256': { en: 'The password is proved and not sent.', ja: 'パスワードそのものは送りません。' },
  GSSAPI: { en: 'Login by Kerberos ticket.', ja: 'Kerberos のチケットによる認証です。' },
  KERBEROS_V4: {
    en: 'Login by a Kerberos 4 ticket (historic).',
    ja: 'Kerberos 4 のチケットによる認証です（歴史的な方式です）。',
  },
  EXTERNAL: {
    en: 'Login by the certificate of the encrypted connection.',
    ja: '暗号化された接続の証明書による認証です。',
  },
  NTLM: { en: 'Windows login; old and weak.', ja: 'Windows の認証です。古く、強度が足りません。' },
  XOAUTH2: {
    en: 'Login by a token instead of a password.',
    ja: 'パスワードの代わりにトークンを使う認証です。',
  },
  OAUTHBEARER: {
    en: 'Login by a token instead of a password.',
    ja: 'パスワードの代わりにトークンを使う認証です。',
  },
};

export function explainMechanism(value: string): readonly Finding[] {
  return fromTable(MECHANISMS, value.toUpperCase());
}
