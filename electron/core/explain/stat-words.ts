/** sendmail's own words in stat= (libsm/strexit.c, deliver.c) and the usual reasons of a deferral. */
import type { Text } from './text.ts';

type Prefix = readonly [word: string, meaning: Text, next?: Text];

export const STAT_PREFIXES: readonly Prefix[] = [
  [
    'queued',
    {
      en: 'Only put into the queue; no delivery was tried yet.',
      ja: 'キューに入れただけで、配送はまだ試していません。',
    },
  ],
  [
    'quarantined',
    { en: 'Held back in the queue and not delivered.', ja: 'キューの中に隔離され、配送されません。' },
    {
      en: 'mailq -qQ lists such messages; sendmail -qQ -Q, with -qI and the queue id, releases one.',
      ja: 'mailq -qQ で一覧できます。解除するには、sendmail -qQ -Q に -qI とキュー ID を付けて実行します。',
    },
  ],
  [
    'User unknown',
    {
      en: 'The receiving side refused the recipient for good.',
      ja: '受け取り側が、この宛先を確定的に断りました。',
    },
    {
      en: 'sendmail writes these words for every answer 550, 551 and 553, so the reason may be another: read reply= and dsn=.',
      ja: 'sendmail は 550・551・553 のどの応答にもこう書くので、理由は別のこともあります。reply= と dsn= を読んでください。',
    },
  ],
  [
    'Host unknown',
    { en: 'The domain of the recipient does not exist.', ja: '宛先のドメインが見つかりません。' },
    { en: 'Check how the domain is spelt.', ja: 'ドメイン名のつづりを確かめてください。' },
  ],
  [
    'Service unavailable',
    { en: 'The other side refused the message for good.', ja: '相手がメールを確定的に断りました。' },
    { en: 'Read reply=: it holds the other side’s reason.', ja: 'reply= に相手の示した理由があります。' },
  ],
  [
    'Data format error',
    {
      en: 'Something in the message or an address is badly formed.',
      ja: 'メールかアドレスの形式に誤りがあります。',
    },
  ],
  [
    'Remote protocol error',
    {
      en: 'The other server did not keep to the protocol.',
      ja: '相手のサーバーがプロトコルどおりに応答しませんでした。',
    },
  ],
  [
    'Local configuration error',
    {
      en: 'This server is not set up rightly for this delivery.',
      ja: 'この配送について、このサーバーの設定に誤りがあります。',
    },
    {
      en: 'Often the server is named as mail host of a domain it does not serve: check local-host-names.',
      ja: '多くは、自分が担当していないドメインの配送先に指定されています。local-host-names を確かめてください。',
    },
  ],
  [
    'Insufficient permission',
    { en: 'This server lacks the right to deliver it there.', ja: 'そこへ配送する権限がありません。' },
  ],
  [
    "Can't create output",
    { en: 'The file to write to could not be made.', ja: '書き込み先のファイルを作れませんでした。' },
    { en: 'Check its rights and the disk.', ja: '権限とディスクの空きを確かめてください。' },
  ],
  [
    'System file missing',
    { en: 'A file that the delivery needs is missing.', ja: '配送に必要なファイルがありません。' },
  ],
  ['Internal error', { en: 'The delivery program failed.', ja: '配送プログラムが失敗しました。' }],
  [
    'Operating system error',
    {
      en: 'The system refused something for now; it will be tried again.',
      ja: 'システムで一時的なエラーが起きました。あとで再送します。',
    },
  ],
  [
    'I/O error',
    {
      en: 'Reading or writing failed; it will be tried again.',
      ja: '読み書きに失敗しました。あとで再送します。',
    },
  ],
  [
    'Cannot open input',
    {
      en: 'A file that the delivery needs could not be opened.',
      ja: '配送に必要なファイルを開けませんでした。',
    },
  ],
  [
    'Command line usage error',
    { en: 'The delivery program was called wrongly.', ja: '配送プログラムの呼び出し方に誤りがあります。' },
  ],
  [
    'unknown mailer error',
    {
      en: 'The delivery program ended with an unusual number.',
      ja: '配送プログラムが予期しない値で終わりました。',
    },
  ],
  [
    'Message exceeds maximum fixed size',
    { en: 'Refused: larger than this server allows.', ja: 'このサーバーの上限を超えるので断りました。' },
    {
      en: 'The limit is MaxMessageSize in sendmail’s configuration.',
      ja: '上限は sendmail の設定の MaxMessageSize です。',
    },
  ],
  [
    'discarded',
    {
      en: 'Thrown away by a rule or a mail filter, without telling the sender.',
      ja: '規則かメールフィルターにより、差出人に知らせずに捨てました。',
    },
  ],
  [
    'RSET',
    {
      en: 'The client took the message back before it was complete.',
      ja: '接続元が、送り終える前に取り消しました。',
    },
  ],
  [
    'aborted by sender',
    {
      en: 'The client broke off before the message was complete.',
      ja: '接続元が、送り終える前に中断しました。',
    },
  ],
  [
    'Bad usage',
    { en: 'The delivery program was called wrongly.', ja: '配送プログラムの呼び出し方に誤りがあります。' },
  ],
  ['Not delivered', { en: 'Given up; it was not delivered.', ja: '配送をあきらめました。届いていません。' }],
  [
    'Temporary failure',
    { en: 'A passing trouble; it will be tried again.', ja: '一時的な問題です。あとで再送します。' },
  ],
  [
    'Address family not supported',
    {
      en: 'The address is of a kind (IPv4 or IPv6) that this server does not use.',
      ja: 'このサーバーが使っていない種類（IPv4 か IPv6）のアドレスです。',
    },
  ],
  [
    'return to sender',
    { en: 'Given up and returned to the sender.', ja: '配送をあきらめ、差出人に送り返しました。' },
  ],
];

/** What stands after `Deferred:`; the first that fits counts. */
export const DEFERRED_REASONS: readonly (readonly [RegExp, Text])[] = [
  [
    /^Connection refused/i,
    {
      en: 'The other host is there but does not take mail on that port: its mail server is down or a firewall refuses.',
      ja: '相手のホストはありますが、そのポートでメールを受け付けていません。メールサーバーが止まっているか、ファイアウォールに断られています。',
    },
  ],
  [
    /^Connection timed out/i,
    {
      en: 'The other host did not answer in time: it is down, or port 25 is blocked on the way (many providers block it).',
      ja: '相手のホストから時間内に応答がありません。止まっているか、途中で 25 番ポートが塞がれています（塞いでいるプロバイダーは多くあります）。',
    },
  ],
  [
    /^Connection reset/i,
    { en: 'The connection was cut by the other side.', ja: '相手側から接続を切られました。' },
  ],
  [
    /^(?:No route to host|Network is unreachable|Host is down)/i,
    {
      en: 'There is no way to that host just now: check this server’s own connection first.',
      ja: '今はそのホストへの道がありません。まず、このサーバー自身の回線を確かめてください。',
    },
  ],
  [
    /^Name server:|host name lookup failure/i,
    {
      en: 'The name server gave no answer for the domain: check whether this server can resolve names.',
      ja: 'ネームサーバーからドメインの答えを得られません。このサーバーで名前を引けるか確かめてください。',
    },
  ],
  [
    /gr[ae]y.?list/i,
    {
      en: 'Greylisting: the other server takes it at a later try, usually within minutes or an hour.',
      ja: 'グレイリスティングです。時間をおいた再送で受け取られます。多くは数分から 1 時間ほどです。',
    },
  ],
  [
    /TLS handshake failed/i,
    {
      en: 'Encryption with the other server could not be set up.',
      ja: '相手のサーバーとの暗号化を確立できませんでした。',
    },
  ],
  [
    /^local mailer .*EX_TEMPFAIL/i,
    {
      en: 'The program that fills the mailboxes had a passing trouble: check disk space and locks.',
      ja: 'メールボックスに書き込むプログラムで一時的な問題が起きました。ディスクの空きとロックを確かめてください。',
    },
  ],
];
