/** Rule checks, refusals and the strength of encryption. */
import { explainDsn } from './dsn.ts';
import type { ExplainContext } from './explain.ts';
import { REFUSALS } from './refusal-words.ts';
import { explainReply } from './reply-codes.ts';
import type { Finding, Text } from './text.ts';
import { finding } from './text.ts';

const RULESETS: Readonly<Record<string, Text>> = {
  check_relay: { en: 'Checks the client when it connects.', ja: '接続してきたホストを検査します。' },
  check_mail: { en: 'Checks the sender (MAIL FROM).', ja: '差出人（MAIL FROM）を検査します。' },
  check_rcpt: {
    en: 'Checks a recipient (RCPT TO). With delay_checks set, reasons of the client and the sender are reported here too.',
    ja: '宛先（RCPT TO）を検査します。delay_checks の設定があると、接続元や差出人についての理由もここで報告されます。',
  },
  check_data: {
    en: 'Checks before the text of the message is sent.',
    ja: 'メール本文を受け取る前に検査します。',
  },
  check_eoh: { en: 'Checks at the end of the headers.', ja: 'ヘッダーの終わりで検査します。' },
  check_eom: { en: 'Checks at the end of the message.', ja: 'メールの終わりで検査します。' },
  check_compat: {
    en: 'Checks whether this sender may write to this recipient, just before delivery.',
    ja: '配送の直前に、この差出人からこの宛先へ送ってよいかを検査します。',
  },
  check_vrfy: {
    en: 'Checks a question about an address (VRFY).',
    ja: 'アドレスの問い合わせ（VRFY）を検査します。',
  },
  check_expn: {
    en: 'Checks a question about a list (EXPN).',
    ja: 'リストの問い合わせ（EXPN）を検査します。',
  },
  check_etrn: {
    en: 'Checks a request to send the queue (ETRN).',
    ja: 'キュー送出の依頼（ETRN）を検査します。',
  },
  tls_client: { en: 'Checks the encryption with the client.', ja: '接続元との暗号化を検査します。' },
  tls_server: {
    en: 'Checks the encryption with the next server.',
    ja: '次のサーバーとの暗号化を検査します。',
  },
  tls_rcpt: {
    en: 'Checks whether the encryption is good enough for this recipient.',
    ja: 'この宛先に対して暗号化が十分かを検査します。',
  },
  try_tls: {
    en: 'Decides whether encryption is tried with the next server.',
    ja: '次のサーバーと暗号化を試みるかを決めます。',
  },
  trust_auth: {
    en: 'Checks whether a logged-in user may send in another’s name.',
    ja: '認証したユーザーが、ほかの名前で送ってよいかを検査します。',
  },
};

export function hereRuleset(value: string): readonly Finding[] {
  const text = Object.hasOwn(RULESETS, value) ? RULESETS[value] : undefined;
  return text === undefined ? [OWN_RULE] : [{ certainty: 'logged', text }];
}

const OWN_RULE = finding(
  'suggested',
  'A rule set of this server’s own configuration, usually one that looks at a header.',
  'このサーバーの設定に独自に書かれた規則です。多くはヘッダーを検査するものです。',
);

type Arguments = readonly [first: Text, second?: Text];

const CLIENT_ARGUMENTS: Arguments = [
  { en: 'The client’s name.', ja: '接続元の名前です。' },
  { en: 'The client’s address.', ja: '接続元のアドレスです。' },
];
const ARGUMENTS: Readonly<Record<string, Arguments>> = {
  check_relay: CLIENT_ARGUMENTS,
  check_mail: [{ en: 'The sender.', ja: '差出人です。' }],
  check_rcpt: [{ en: 'The recipient.', ja: '宛先です。' }],
  check_compat: [
    { en: 'The sender.', ja: '差出人です。' },
    { en: 'The recipient.', ja: '宛先です。' },
  ],
  tls_client: [
    { en: 'What came of checking the certificate.', ja: '証明書を検証した結果です。' },
    { en: 'The command at which it was checked.', ja: '検査したときのコマンドです。' },
  ],
  tls_server: [{ en: 'What came of setting up encryption.', ja: '暗号化を準備した結果です。' }],
};

export function hereArgument(value: string, context: ExplainContext, which: 0 | 1): readonly Finding[] {
  const ruleset = context.fields.find(([key]) => key === 'ruleset')?.[1] ?? '';
  const text = Object.hasOwn(ARGUMENTS, ruleset) ? ARGUMENTS[ruleset]?.[which] : undefined;
  return value === '' || text === undefined ? [] : [{ certainty: 'logged', text }];
}

const ENHANCED = /^[2-5]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})(?= |$)/;

/** Code, enhanced code and well-known words of a refusal, the words that say most first. */
export function explainRefusal(value: string): readonly Finding[] {
  const known = REFUSALS.find(([form]) => form.test(value));
  const enhanced = ENHANCED.exec(value)?.[1];
  return [
    ...explainReply(value),
    ...(known === undefined ? [] : [{ certainty: 'suggested', text: known[1] } as const]),
    ...(known === undefined && enhanced !== undefined ? explainDsn(enhanced) : []),
  ];
}

export function hereVersion(value: string): readonly Finding[] {
  if (/^(?:SSLv[23]|TLSv1(?:\.[01])?)$/i.test(value)) return [OLD_TLS];
  return /^TLSv1\.[23]$/.test(value) ? [GOOD_TLS] : [];
}

const OLD_TLS = finding(
  'suggested',
  'An old version that counts as weak today.',
  '今では弱いとされる古い版です。',
);
const GOOD_TLS = finding('suggested', 'A version in good standing.', '現在も使われている版です。');

export function hereBits(value: string): readonly Finding[] {
  const match = /^(\d{1,4})(?:\/(\d{1,4}))?$/.exec(value);
  if (match === null) return [];
  const used = match[1] ?? '';
  if (used === '0') return [finding('logged', 'No encryption.', '暗号化されていません。')];
  return [
    finding('logged', `The key that was used has ${used} bits.`, `使われた鍵の長さは ${used} ビットです。`),
  ];
}

export function hereSide(value: string): readonly Finding[] {
  if (value === 'server') return [SERVER_SIDE];
  return value === 'client' ? [CLIENT_SIDE] : [];
}

const SERVER_SIDE = finding(
  'logged',
  'This server was called: the other side is the client.',
  'このサーバーは接続を受けた側です。相手は接続元です。',
);
const CLIENT_SIDE = finding(
  'logged',
  'This server called: the other side is the next server.',
  'このサーバーが接続した側です。相手は次のサーバーです。',
);
