/** Words that many servers use when they refuse or put off, and what they usually mean. */
import type { Text } from './text.ts';

export const REFUSALS: readonly (readonly [RegExp, Text])[] = [
  [
    /Relaying (?:temporarily )?denied|relay (?:access )?denied|relaying (?:prohibited|not (?:allowed|permitted))|not permitted to relay/i,
    {
      en: 'The server was asked to pass mail on for a domain that is not its own, by a client it does not know. From your own network this means: log in (AUTH), or add the client to relay-domains or access.',
      ja: '自分の担当でないドメイン宛てのメールを、登録のない接続元から中継するよう頼まれたため断りました。自分のネットワークからなら、認証（AUTH）を使うか、relay-domains や access に接続元を加えてください。',
    },
  ],
  [
    /Domain of sender address .* does not (?:exist|resolve)|sender (?:address|domain).*(?:not found|does not (?:exist|resolve))/i,
    {
      en: 'The domain of the sender’s address cannot be found in DNS. Check the sender address in the mail program.',
      ja: '差出人アドレスのドメインが DNS で見つかりません。メールソフトの差出人アドレスを確かめてください。',
    },
  ],
  [
    /gr[ae]y.?list/i,
    {
      en: 'Greylisting: the first try is put off on purpose, a later one is taken. Nothing needs to be done.',
      ja: 'グレイリスティングです。最初の配送をわざと先送りし、あとの再送で受け取ります。何もする必要はありません。',
    },
  ],
  [
    /spamhaus|spamcop|\bDNSBL\b|\bRBL\b|block ?list|black ?list|listed (?:at|by|in|on)|blocked using/i,
    {
      en: 'The sending address is on a block list. Look it up at the list’s own site; addresses of home lines are often listed as a whole, so send through the provider’s server.',
      ja: '送信元アドレスがブロックリストに載っています。リストのサイトで確かめてください。家庭用回線のアドレスはまとめて載っていることが多いので、プロバイダーのサーバーを経由して送る方法があります。',
    },
  ],
  [
    /\bSPF\b/,
    {
      en: 'SPF: the sender’s domain does not list this host as one that may send for it.',
      ja: 'SPF の検査です。差出人のドメインが、このホストを送信元として認めていません。',
    },
  ],
  [
    /\bDMARC\b/,
    {
      en: 'DMARC: the sender’s domain asks to refuse mail that is not properly signed or sent.',
      ja: 'DMARC の検査です。正しく署名・送信されていないメールを断るよう、差出人のドメインが求めています。',
    },
  ],
  [
    /IP name lookup failed|reverse (?:DNS|lookup)|\bPTR\b|cannot find your (?:hostname|reverse)|Fix reverse DNS/i,
    {
      en: 'The sending address has no proper name in reverse DNS.',
      ja: '送信元アドレスの逆引き DNS が正しく設定されていません。',
    },
  ],
  [
    /User unknown|No such (?:user|recipient|mailbox)|mailbox (?:not found|unavailable)|recipient (?:rejected|not found)|does not exist|unknown (?:user|recipient)/i,
    {
      en: 'There is no such recipient. Check how the address is spelt.',
      ja: '宛先が存在しません。アドレスのつづりを確かめてください。',
    },
  ],
  [
    /(?:over|exceed\w*|out of).{0,20}quota|quota (?:exceeded|full)|mailbox (?:is )?full/i,
    { en: 'The recipient’s mailbox is full.', ja: '宛先のメールボックスがいっぱいです。' },
  ],
  [
    /authentication required|must (?:authenticate|issue a STARTTLS)|STARTTLS (?:command )?first|need to authenticate/i,
    {
      en: 'Login or encryption is needed first: check the mail program’s or the smart host’s settings.',
      ja: '先に認証か暗号化が必要です。メールソフトやスマートホストの設定を確かめてください。',
    },
  ],
  [
    /rate (?:limit|control)|too many (?:connections|messages|recipients|errors)|try(?:ing)? (?:again )?(?:too often|later)|throttl/i,
    {
      en: 'Too much at once for that server; it is taken later.',
      ja: '相手の受け入れられる量を超えています。時間をおけば受け取られます。',
    },
  ],
  [
    /temporary (?:system )?(?:failure|problem|error)|temporarily (?:unavailable|deferred|rejected)|please try again later/i,
    {
      en: 'A passing trouble on that side; it will be tried again.',
      ja: '相手側の一時的な問題です。あとで再送します。',
    },
  ],
  [
    /Access denied|access not allowed|refused by (?:local )?policy|policy (?:rejection|violation)/i,
    {
      en: 'A rule of the server, such as its access table, forbids it.',
      ja: 'サーバーの access などの規則により禁じられています。',
    },
  ],
  [
    /spam|unsolicited|content (?:rejected|filter)/i,
    {
      en: 'The content or the sender looks like spam to the server.',
      ja: '内容か送信元が迷惑メールと判断されました。',
    },
  ],
  [/virus|malware|infected/i, { en: 'A virus scanner objected.', ja: 'ウイルス検査に引っかかりました。' }],
];
