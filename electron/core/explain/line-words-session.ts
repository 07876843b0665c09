/** Connections, conversations and the taking in of the message (srvrsmtp.c, collect.c, util.c). */
import type { LineWords } from './line-words.ts';
import { words } from './line-words.ts';

export const SESSION_LINES: readonly LineWords[] = [
  words(
    /did not issue MAIL\/EXPN\/VRFY\/ETRN during connection|^Null connection from/,
    { en: 'Connection without a message', ja: 'メールのない接続' },
    {
      en: 'A client connected and left without sending anything. The queue id stands for no message.',
      ja: '接続元がつないだだけで、何も送らずに去りました。このキュー ID のメールはありません。',
    },
    {
      en: 'Monitoring programs and port scanners do this; a few such lines are normal.',
      ja: '監視ソフトやポートスキャンによるもので、少しなら正常です。',
    },
  ),
  words(
    /^lost input channel from/,
    { en: 'Connection lost', ja: '接続が切れました' },
    {
      en: 'The client went away in the middle of the conversation; the word after “after” is the last command.',
      ja: 'やり取りの途中で接続元が切れました。after の後ろは最後のコマンドです。',
    },
    {
      en: 'Often a spam sender that gives up, or a poor line.',
      ja: '迷惑メールの送信元があきらめた場合や、回線が不安定な場合によく出ます。',
    },
  ),
  words(
    /^timeout waiting for input from|read timeout on connection from/,
    { en: 'No answer in time', ja: '時間切れ' },
    {
      en: 'The other side said nothing for too long, so the connection was closed. It may be a client or, during a delivery, the next server.',
      ja: '相手が長いあいだ応答しなかったため、接続を閉じました。相手は接続元のことも、配送中なら次のサーバーのこともあります。',
    },
    {
      en: 'If it happens with large messages only, look for a firewall or an MTU problem on the way.',
      ja: '大きなメールでだけ起きるなら、途中のファイアウォールや MTU の問題を疑ってください。',
    },
  ),
  words(
    /probable open proxy/,
    { en: 'Web request on the mail port', ja: 'メールのポートへの Web の要求' },
    {
      en: 'The client spoke HTTP: somebody tries to misuse a proxy. sendmail closed the connection.',
      ja: '接続元が HTTP で話しかけました。プロキシを悪用しようとしたもので、sendmail が接続を閉じました。',
    },
  ),
  words(
    /SMTP violation, input too long/,
    { en: 'Command too long', ja: '長すぎるコマンド' },
    {
      en: 'The client sent a command line longer than the protocol allows.',
      ja: '接続元が、規格の上限より長いコマンドを送りました。',
    },
  ),
  words(
    /possible SMTP attack/,
    { en: 'Too many odd commands', ja: '不審なコマンドの繰り返し' },
    {
      en: 'The client repeated a command suspiciously often; sendmail slows it down.',
      ja: '接続元が同じコマンドを不自然に繰り返したため、sendmail が応答を遅らせています。',
    },
  ),
  words(
    /Possible SMTP RCPT flood/,
    { en: 'Too many wrong recipients', ja: '誤った宛先の連続' },
    {
      en: 'The client named many recipients that do not exist; sendmail slows it down or cuts it off.',
      ja: '接続元が存在しない宛先を次々に挙げたため、sendmail が応答を遅らせるか接続を切ります。',
    },
    {
      en: 'Usually somebody guesses addresses. BadRcptThrottle sets the limit.',
      ja: '多くはアドレスの当て推量です。上限は BadRcptThrottle で決まります。',
    },
  ),
  words(
    /pre-greeting traffic|traffic before response/,
    { en: 'Talked before its turn', ja: '順番を待たない送信' },
    {
      en: 'The client sent commands before this server had greeted it, which proper mail servers never do. It was refused.',
      ja: '接続元が、こちらの挨拶を待たずにコマンドを送りました。正しいメールサーバーはこうしないので、断りました。',
    },
  ),
  words(
    /: (?:VRFY|EXPN) /,
    { en: 'Question about an address', ja: 'アドレスの問い合わせ' },
    {
      en: 'The client asked whether an address exists (VRFY) or who is on a list (EXPN).',
      ja: '接続元が、アドレスの有無（VRFY）やリストの内容（EXPN）を尋ねました。',
    },
  ),
  words(
    /: ETRN /,
    { en: 'Request to send the queue', ja: 'キュー送出の依頼' },
    {
      en: 'The client asked this server to send what waits for a domain (ETRN).',
      ja: '接続元が、あるドメイン宛てに待っているメールを送るよう求めました（ETRN）。',
    },
  ),
  words(
    /^"(?:wiz|debug|kill)" command from/i,
    { en: 'Break-in attempt', ja: '侵入の試み' },
    {
      en: 'The client tried a command of very old sendmail versions. It does nothing today.',
      ja: '接続元が、ごく古い sendmail のコマンドを試しました。今は何も起きません。',
    },
  ),
  words(
    /^invalid domain name/,
    { en: 'Invalid host name', ja: '不正なホスト名' },
    {
      en: 'The client introduced itself with a name that cannot be one.',
      ja: '接続元が、ホスト名としてありえない名前を名乗りました。',
    },
  ),
  words(
    /^connect from/,
    { en: 'Connection', ja: '接続' },
    {
      en: 'A client connected. What it did is in the lines after.',
      ja: '接続元がつないできました。何をしたかは、続く行にあります。',
    },
  ),
  words(
    /^tcpwrappers .* rejection/,
    { en: 'Refused by tcpwrappers', ja: 'tcpwrappers による拒否' },
    {
      en: '/etc/hosts.allow and hosts.deny forbid this client.',
      ja: '/etc/hosts.allow と hosts.deny の設定により、この接続元を断りました。',
    },
  ),
  words(
    /collect: premature EOM|collect: unexpected close/,
    { en: 'Message broken off', ja: '途中で切れたメール' },
    {
      en: 'The connection ended in the middle of the message. Nothing of it was kept.',
      ja: 'メールの途中で接続が切れました。受け取った分は捨てています。',
    },
    {
      en: 'A proper client sends it again. If it keeps happening, look at the line and at filters in between.',
      ja: '正しい接続元なら送り直してきます。続くときは、回線や途中のフィルターを調べてください。',
    },
  ),
  words(
    /collect: .*(?:info=(?:read timeout|unexpected close)|relay=)|collect: (?:I\/O error|read timeout)/,
    { en: 'Message not received to its end', ja: '最後まで受け取れなかったメール' },
    {
      en: 'Something went wrong while the text of the message came in; info= says what. The fault is the client’s or the line’s, even where the line says SYSERR.',
      ja: 'メール本文の受信中に問題が起きました。info= がその内容です。SYSERR とあっても、原因は接続元か回線にあります。',
    },
  ),
  words(
    /^message size \(\d+\) exceeds maximum/,
    { en: 'Too large', ja: '大きすぎるメール' },
    {
      en: 'The message is larger than this server allows and was refused.',
      ja: 'このサーバーの上限より大きいので、断りました。',
    },
    { en: 'MaxMessageSize sets the limit.', ja: '上限は MaxMessageSize で決まります。' },
  ),
  words(
    /Too many hops/,
    { en: 'Goes in a circle', ja: '配送の堂々巡り' },
    {
      en: 'The message has passed too many servers; probably two of them send it to each other.',
      ja: '通ったサーバーが多すぎます。二つのサーバーが互いに送り合っていると見られます。',
    },
    {
      en: 'Look at forwards and MX records for a loop.',
      ja: '転送の設定と MX レコードに輪がないか調べてください。',
    },
  ),
  words(
    /possible attack|POSSIBLE ATTACK|Dropped invalid comments/,
    { en: 'Suspicious header mended', ja: '不審なヘッダーの修正' },
    {
      en: 'A header was formed so that it could harm mail programs; sendmail made it harmless.',
      ja: 'メールソフトに害を与えかねないヘッダーがあったので、sendmail が無害な形に直しました。',
    },
  ),
];
