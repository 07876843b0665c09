import { filterBoxJa, savedFiltersJa } from './ja-filter-words.ts';
import { number } from './words.ts';
import type { filterEn } from './en-filter.ts';

const n = number('ja');

export const filterJa: typeof filterEn = {
  label: '絞り込み',
  placeholder: '絞り込み：語句、または from: to: status: など',
  clear: '消去',
  searching: '行を検索しています…',
  found: (count, total) => `${n(total)} 通のうち ${n(count)} 通`,
  help: '絞り込みの書き方',
  helpTitle: 'メールの絞り込み',
  helpWords: '語句は、アドレス、ホスト、ID、ログの行など、メールのあらゆる所から探します。',
  helpFields:
    '「from:」のように項目名とコロンを値の前に付けると、その項目だけを調べます。条件を並べると、すべてに合うものだけが残ります。',
  helpQuotes: '空白を含む値は "user unknown" のように引用符で囲みます。',
  helpNot: '先頭に - を付けると、下の例のように除外します。',
  helpLines:
    '「すべての行」の画面でも同じ書き方で、行ごとに調べます。メールだけが持つもの（status、direction、is、recipients、label、note）は、そのメールのすべての行に当てはまります。',
  helpFieldList: '項目：',
  fields: {
    from: '差出人のアドレス',
    to: '宛先のアドレス',
    relay: '次のサーバーの名前かアドレス',
    client: 'メールを渡してきたホスト',
    host: 'ログを書いたサーバー',
    program: '行を書いたプログラム。sm-mta など',
    pid: 'そのプロセス番号',
    qid: 'キュー ID',
    msgid: 'Message-ID',
    status: 'sent、deferred、bounced、rejected、queued、discarded、quarantined',
    dsn: '5.1.1 のような配送状態コード',
    mailer: 'esmtp、local などのメーラー',
    direction: 'outbound、inbound、internal、transit',
    ip: 'IP アドレス、または 192.168.0.0/24 のようなネットワーク',
    domain: '差出人か宛先のアドレスの、@ より後ろ',
    stat: '配送についてログが記した言葉。"User unknown" など',
    reject: '受信を断った理由（サーバーの言葉のまま）',
    daemon: '受け取ったデーモン。MTA、MSA など',
    protocol: 'プロトコル。SMTP、ESMTP、ESMTPS など',
    recipients: '宛先の数：recipients>5',
    note: 'メール、矢印、行、ホストに付けたメモの言葉',
    label: 'ラベルの色：red、orange、yellow、green、teal、blue、purple、pink、grey',
    kind: 'その種類の行を持つメール。tls、auth、ruleset、milter、child など',
    is: 'connection、bounce、incomplete、open、retried、failed、noted：is:failed',
    size: 'バイト数。k、m、g を付けられます：size>10k',
    delay: '配送にかかった時間：delay>1h30m',
    time: '届いた日時（ログの時刻で）：time:2006-10-21..2006-10-22',
    'raw.KEY':
      'ログの行のそのほかの項目：xdelay>10s、cipher:AES など。知られていない名前には raw. を付けます',
  },
  examples: [
    ['from:example.com', '差出人アドレスに example.com を含むメール'],
    ['status:deferred', 'まだ届いていないメール'],
    ['to:alice -status:sent', 'alice 宛てで、届かなかったメール'],
    [
      'to:*@example.com (status:deferred OR delay>1h)',
      'そのドメイン宛てで、まだ届いていないか、届くのに 1 時間を超えたメール',
    ],
    ['"Connection refused"', 'この 2 語がこの順で並ぶメール'],
    ['stat:/timed? out|refused/', '/ と / の間は正規表現（RE2）'],
  ],
  box: filterBoxJa,
  saved: savedFiltersJa,
};
