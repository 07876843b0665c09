/** Ends and hand work, encryption, login, the daemon, the queue and errors. */
import type { LineWords } from './line-words.ts';
import { words } from './line-words.ts';

export const SYSTEM_LINES: readonly LineWords[] = [
  words(
    /^done; delay=/,
    { en: 'Finished', ja: '処理の完了' },
    {
      en: 'All recipients are settled and the message has left the queue.',
      ja: 'すべての宛先の処理が終わり、メールはキューからなくなりました。',
    },
  ),
  words(
    /^discarded$/,
    { en: 'Thrown away', ja: '破棄' },
    {
      en: 'A rule or a mail filter had the message thrown away; the sender is not told.',
      ja: '規則かメールフィルターにより捨てました。差出人には知らせません。',
    },
  ),
  words(
    /^quarantine=/,
    { en: 'Quarantined', ja: '隔離' },
    {
      en: 'The message is held back in the queue until somebody releases it.',
      ja: '管理者が解除するまで、メールをキューに隔離します。',
    },
    { en: 'mailq -qQ lists such messages.', ja: 'mailq -qQ で一覧できます。' },
  ),
  words(
    /^unquarantine/,
    { en: 'Released from quarantine', ja: '隔離の解除' },
    {
      en: 'Somebody released the message; it will be delivered now.',
      ja: '管理者が隔離を解除しました。これから配送します。',
    },
  ),
  words(
    /^Authentication-Warning:/,
    { en: 'Unusual local sender', ja: '差出人についての注意' },
    {
      en: 'A user or a program on this server set another sender address, or did not introduce itself properly. The message is delivered all the same.',
      ja: 'このサーバーのユーザーやプログラムが別の差出人を名乗ったか、正しく名乗りませんでした。メールは配送します。',
    },
    {
      en: 'For web servers and list programs this is normal; add them to trusted-users to end the warning.',
      ja: 'Web サーバーやリストのプログラムではよくあります。trusted-users に加えると、この注意は出なくなります。',
    },
  ),
  words(
    /dead\.letter/,
    { en: 'Kept as a dead letter', ja: '行き場のないメールの保存' },
    {
      en: 'It could neither be delivered nor returned, so it was saved in a file on this server.',
      ja: '配送も返送もできなかったため、このサーバーのファイルに保存しました。',
    },
  ),
  words(
    /^Losing /,
    { en: 'Lost from the queue', ja: 'キューから失われたメール' },
    {
      en: 'The queue file could not be used any more; sendmail gave the message up.',
      ja: 'キューのファイルが使えなくなり、sendmail がメールの処理をあきらめました。',
    },
    {
      en: 'Look for files beginning with Qf in the queue directory.',
      ja: 'キューのディレクトリーで、Qf で始まるファイルを調べてください。',
    },
  ),
  words(
    /^STARTTLS=(?:server|client), relay=.*, version=/,
    { en: 'Encrypted connection', ja: '暗号化された接続' },
    {
      en: 'The connection to the host in relay= is encrypted. The line carries no queue id; it belongs to the message that the same process logs next.',
      ja: 'relay= のホストとの接続が暗号化されました。この行にキュー ID はありませんが、同じプロセスが次に記録するメールのものです。',
    },
  ),
  words(
    /^STARTTLS=.*error/,
    { en: 'Encryption failed', ja: '暗号化の失敗' },
    {
      en: 'Encryption could not be set up with the other side.',
      ja: '相手との暗号化を確立できませんでした。',
    },
    {
      en: 'Often the other side accepts only older or newer TLS versions; it may be scanning.',
      ja: '対応する TLS の版が合わないことが多く、調査目的の接続のこともあります。',
    },
  ),
  words(
    /^STARTTLS/,
    { en: 'Encryption details', ja: '暗号化の詳細' },
    {
      en: 'More about the certificates or the set-up of encryption.',
      ja: '証明書や暗号化の準備についての詳しい情報です。',
    },
  ),
  words(
    /^AUTH=server/,
    { en: 'Client logged in', ja: '接続元の認証' },
    {
      en: 'A client logged in to this server; authid= is the user. It belongs to the message that the same process logs next.',
      ja: '接続元がこのサーバーに認証（ログイン）しました。authid= がユーザー名です。同じプロセスが次に記録するメールのものです。',
    },
  ),
  words(
    /^AUTH=client/,
    { en: 'Logged in at the next server', ja: '次のサーバーでの認証' },
    {
      en: 'This server logged in at the next server in order to deliver.',
      ja: '配送のため、このサーバーが次のサーバーに認証（ログイン）しました。',
    },
  ),
  words(
    /^AUTH failure/,
    { en: 'Login failed', ja: '認証の失敗' },
    { en: 'A client tried to log in and was refused.', ja: '接続元が認証（ログイン）を試み、断られました。' },
    {
      en: 'A few are mistyped passwords; many from one address are somebody guessing.',
      ja: '少しなら打ち間違いです。同じアドレスから多ければ、パスワードの総当たりです。',
    },
  ),
  words(
    /starting daemon \(/,
    { en: 'Mail server started', ja: 'メールサーバーの起動' },
    {
      en: 'sendmail started; in parentheses is its version, then what it does and how often it works through the queue.',
      ja: 'sendmail が起動しました。括弧の中が版で、続きが役割とキューを処理する間隔です。',
    },
  ),
  words(
    /^started as:/,
    { en: 'How it was started', ja: '起動のしかた' },
    { en: 'The command with which sendmail was started.', ja: 'sendmail を起動したコマンドです。' },
  ),
  words(
    /^stopping daemon/,
    { en: 'Mail server stopped', ja: 'メールサーバーの停止' },
    { en: 'sendmail was told to stop.', ja: 'sendmail が停止の指示を受けて止まりました。' },
  ),
  words(
    /^restarting /,
    { en: 'Mail server restarts', ja: 'メールサーバーの再起動' },
    {
      en: 'sendmail was told to start anew, usually after a change of its configuration.',
      ja: 'sendmail が再起動の指示を受けました。多くは設定を変えたあとです。',
    },
  ),
  words(
    /have been rejecting connections|rejecting connections on daemon/,
    { en: 'Refuses connections', ja: '接続の受け付け停止' },
    {
      en: 'This server is too busy and takes no new connections for now. Other servers try again later.',
      ja: '混み合っているため、新しい接続を一時的に断っています。ほかのサーバーは後で再送してきます。',
    },
    {
      en: 'RefuseLA, MaxDaemonChildren and ConnectionRateThrottle set the limits.',
      ja: '上限は RefuseLA、MaxDaemonChildren、ConnectionRateThrottle で決まります。',
    },
  ),
  words(
    /(?:deferring|delaying) connections on daemon/,
    { en: 'Slows connections down', ja: '接続の抑制' },
    {
      en: 'Too many connections are coming; new ones have to wait a moment.',
      ja: '接続が多いため、新しい接続を少し待たせています。',
    },
  ),
  words(
    /accepting connections again/,
    { en: 'Takes connections again', ja: '接続の受け付け再開' },
    { en: 'The server is no longer too busy.', ja: '混雑が収まり、接続を再び受け付けます。' },
  ),
  words(
    /rejecting new messages: min free/,
    { en: 'Disk almost full', ja: 'ディスクの空き不足' },
    {
      en: 'The disk of the queue has too little room, so no new mail is taken.',
      ja: 'キューのディスクの空きが足りないため、新しいメールを受け取りません。',
    },
    {
      en: 'Make room on the disk of the queue directory.',
      ja: 'キューのディレクトリーがあるディスクを空けてください。',
    },
  ),
  words(
    /^runqueue: |^grew WorkList/,
    { en: 'Queue run', ja: 'キューの処理' },
    {
      en: 'About working through the queue; it is skipped while the machine is too busy.',
      ja: 'キューの処理についての行です。マシンが混み合っているあいだは見送ります。',
    },
  ),
  words(
    /problem creating SMTP socket|cannot bind/,
    { en: 'Cannot listen', ja: '待ち受けの失敗' },
    {
      en: 'sendmail could not open its port: usually another program, or another sendmail, already holds it.',
      ja: 'sendmail がポートを開けませんでした。多くは、別のプログラムか別の sendmail が既に使っています。',
    },
  ),
  words(
    /^alias database .* (?:auto)?rebuilt/,
    { en: 'Aliases rebuilt', ja: '別名データベースの再構築' },
    { en: 'The table of aliases was read in anew.', ja: '別名（aliases）の表を作り直しました。' },
  ),
  words(
    /\d+ aliases, longest/,
    { en: 'Number of aliases', ja: '別名の数' },
    { en: 'How many aliases there are and how long they are.', ja: '別名の数と長さです。' },
  ),
  words(
    /^(?:alias|forward) .* => /,
    { en: 'Address replaced', ja: '宛先の置き換え' },
    {
      en: 'An alias or a .forward file replaced the recipient by another.',
      ja: '別名か .forward により、宛先を別のものに置き換えました。',
    },
  ),
  words(
    /unqualified host name|unable to qualify my own domain name/,
    { en: 'Server does not know its full name', ja: 'サーバーの完全な名前が不明' },
    {
      en: 'The machine’s name has no domain, so sendmail waits or uses the short name.',
      ja: 'マシンの名前にドメインがないため、sendmail が待つか短い名前を使います。',
    },
    {
      en: 'Put the full name into /etc/hosts, first after the address.',
      ja: '/etc/hosts で、アドレスの次に完全な名前を書いてください。',
    },
  ),
  words(
    /mail loops back to me/,
    { en: 'Mail loops back', ja: '自分に戻るメール' },
    {
      en: 'DNS names this very server for a domain that it does not count as its own.',
      ja: 'DNS ではこのサーバーが配送先ですが、サーバー自身はそのドメインを担当していないと考えています。',
    },
    {
      en: 'Add the domain to local-host-names (or to relay-domains).',
      ja: 'そのドメインを local-host-names（または relay-domains）に加えてください。',
    },
  ),
  words(
    /protocol error:/,
    { en: 'Other server answered oddly', ja: '相手サーバーの不正な応答' },
    {
      en: 'The other server’s answer does not fit the protocol.',
      ja: '相手サーバーの応答が、プロトコルに合いません。',
    },
  ),
  words(
    /output channel|putoutmsg/,
    { en: 'Connection broke while sending', ja: '送信中の切断' },
    {
      en: 'The other side closed the connection while this server was still talking. Usually harmless.',
      ja: 'こちらが送っている途中で相手が接続を閉じました。たいてい害はありません。',
    },
  ),
  words(
    /SYSERR/,
    { en: 'System error', ja: 'システムエラー' },
    {
      en: 'Something on this server did not work; the words say what. The name in parentheses is the user it ran as.',
      ja: 'このサーバーで何かがうまくいきませんでした。内容は続く言葉にあります。括弧の中は実行したユーザーです。',
    },
  ),
  words(
    /^AUTH: available mech/,
    { en: 'Login methods', ja: '認証方式の一覧' },
    {
      en: 'Which login methods this server could offer and which it is allowed to.',
      ja: 'このサーバーが使える認証方式と、許可された認証方式です。',
    },
  ),
  words(
    /^error: safesasl/,
    { en: 'Login settings not found', ja: '認証設定の不在' },
    {
      en: 'An optional settings file for login was not found in this place; the next one is tried.',
      ja: '認証の設定ファイルがこの場所にありません（なくてもかまいません）。次の場所を探します。',
    },
  ),
  words(
    /^SMTP outgoing connect on/,
    { en: 'Calls the next server', ja: '次のサーバーへの接続' },
    {
      en: 'This server opened a connection in order to deliver.',
      ja: '配送のため、このサーバーから接続しました。',
    },
  ),
  words(
    /^(?:--- |<-- )/,
    { en: 'Conversation, word for word', ja: 'やり取りの記録' },
    {
      en: 'A line of the SMTP conversation: --- is what this server said, <-- what the client said.',
      ja: 'SMTP のやり取りそのものです。--- はこのサーバー、<-- は接続元の言葉です。',
    },
  ),
  words(
    /^(?:engine=|tls_(?:clt|srv)_features)/,
    { en: 'Encryption details', ja: '暗号化の詳細' },
    {
      en: 'An inner remark about the set-up of encryption, written at a high log level.',
      ja: '暗号化の準備についての内部の記録です。ログレベルが高いときに書かれます。',
    },
  ),
  words(
    /^poststats:/,
    { en: 'Statistics not kept', ja: '統計の記録なし' },
    {
      en: 'The file for mail statistics is not there, so none are kept. Mail is not affected.',
      ja: 'メールの統計用ファイルがないため、統計を残していません。メールには影響しません。',
    },
  ),
];
