/** Refusals by rules and by mail filters, and what filters change (parseaddr.c, milter.c, err.c). */
import type { LineWords } from './line-words.ts';
import { words } from './line-words.ts';

export const CHECK_LINES: readonly LineWords[] = [
  words(
    /^ruleset=.*, discard$/,
    { en: 'To be thrown away, by rule', ja: '規則による破棄' },
    {
      en: 'A rule of this server decided to throw the message away without telling the sender.',
      ja: 'このサーバーの規則により、差出人に知らせずに捨てることにしました。',
    },
  ),
  words(
    /^ruleset=.*, quarantine=/,
    { en: 'To be quarantined, by rule', ja: '規則による隔離' },
    {
      en: 'A rule of this server decided to hold the message back.',
      ja: 'このサーバーの規則により、メールを隔離することにしました。',
    },
  ),
  words(
    /^ruleset=/,
    { en: 'Refused by rule', ja: '規則による拒否' },
    {
      en: 'A rule of this server refused a client, a sender or a recipient; reject= is the answer it was given. Other recipients of the same message may still get it.',
      ja: 'このサーバーの規則により、接続元・差出人・宛先のどれかを断りました。reject= が返した応答です。同じメールのほかの宛先には届くことがあります。',
    },
  ),
  words(
    /\.\.\. (?:User unknown|No such user)/i,
    { en: 'No such user here', ja: 'ここにいないユーザー' },
    {
      en: 'The recipient does not exist on this server and was refused. Other recipients may still get the message.',
      ja: '宛先のユーザーがこのサーバーにいないため、断りました。ほかの宛先には届くことがあります。',
    },
    {
      en: 'Check the spelling, /etc/aliases and the virtusertable.',
      ja: 'つづりと、/etc/aliases や virtusertable を確かめてください。',
    },
  ),
  words(
    /^Milter(?: \([^)]*\))?: (?:connect|helo|from|to|data|cmd|body|header|eoh)\b.*(?:reject|discard)/i,
    { en: 'Refused by a mail filter', ja: 'メールフィルターによる拒否' },
    {
      en: 'A mail filter (milter) refused this step; reject= is the answer that the client was given. This is no delivery.',
      ja: 'メールフィルター（milter）がこの段階で断りました。reject= が接続元への応答です。配送の行ではありません。',
    },
  ),
  words(
    /^Milter.*(?:add|insert(?: \(\d+\))?): header:/i,
    { en: 'Header added by a filter', ja: 'フィルターによるヘッダーの追加' },
    {
      en: 'A mail filter put a header into the message.',
      ja: 'メールフィルターがヘッダーを書き足しました。',
    },
  ),
  words(
    /^Milter.*(?:change|delete): header/i,
    { en: 'Header changed by a filter', ja: 'フィルターによるヘッダーの変更' },
    {
      en: 'A mail filter changed or removed a header.',
      ja: 'メールフィルターがヘッダーを変えたか、取り除きました。',
    },
  ),
  words(
    /^Milter.*(?:add|delete): rcpt/i,
    { en: 'Recipient changed by a filter', ja: 'フィルターによる宛先の変更' },
    {
      en: 'A mail filter added or removed a recipient.',
      ja: 'メールフィルターが宛先を加えたか、取り除きました。',
    },
  ),
  words(
    /^Milter.*chgfrom:/i,
    { en: 'Sender changed by a filter', ja: 'フィルターによる差出人の変更' },
    {
      en: 'A mail filter changed the envelope sender.',
      ja: 'メールフィルターがエンベロープの差出人を変えました。',
    },
  ),
  words(
    /^Milter.*body replaced/i,
    { en: 'Text changed by a filter', ja: 'フィルターによる本文の変更' },
    { en: 'A mail filter replaced the text of the message.', ja: 'メールフィルターが本文を置き換えました。' },
  ),
  words(
    /^milter=.*quarantine=/i,
    { en: 'Quarantined by a filter', ja: 'フィルターによる隔離' },
    {
      en: 'A mail filter had the message held back in the queue.',
      ja: 'メールフィルターの判断で、メールをキューに隔離しました。',
    },
  ),
  words(
    /^milter=.*(?:reject|tempfail|discard)/i,
    { en: 'Stopped by a filter', ja: 'フィルターによる停止' },
    {
      en: 'A mail filter refused, put off or threw away the message.',
      ja: 'メールフィルターが、メールを断ったか、先送りしたか、捨てました。',
    },
  ),
  words(
    /^milter=.*(?:continue|accepted)/i,
    { en: 'Let through by a filter', ja: 'フィルターの通過' },
    { en: 'A mail filter had nothing against this step.', ja: 'メールフィルターはこの段階を通しました。' },
  ),
  words(
    /^Milter.*(?:error|timeout|failed|to error state)/i,
    { en: 'A filter does not work', ja: 'フィルターの不調' },
    {
      en: 'The mail filter did not answer or is not there. Depending on its settings, mail is put off, refused or let through unchecked.',
      ja: 'メールフィルターが応答しないか、動いていません。設定により、メールは先送り、拒否、または検査なしで通過になります。',
    },
    {
      en: 'Check that the filter’s program is running and that its socket fits the configuration.',
      ja: 'フィルターのプログラムが動いているか、ソケットの指定が合っているかを確かめてください。',
    },
  ),
  words(
    /^Milter.*init success|^Milter: connect to filters|^Milter accept/i,
    { en: 'A filter at work', ja: 'フィルターの動作' },
    {
      en: 'The mail filter was reached or has let the message pass.',
      ja: 'メールフィルターとつながったか、メールが通過しました。',
    },
  ),
];
