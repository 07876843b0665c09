import type { FilterError } from './tokens.ts';

/** 「N文字目: 」のあとに続く説明。 */
export const FILTER_ERRORS_JA: Readonly<Record<FilterError['code'], string>> = {
  'unknown-field': 'この項目はありません。{help}の一覧を見てください。',
  'unclosed-quote': '引用符が閉じていません。終わりにも " を付けてください。',
  'missing-value': 'この項目の値がありません。status:sent のように書いてください。',
  'nothing-to-exclude': 'NOT や「-」のあとには、除外するものを書いてください。',
  'unknown-value': 'この項目にその値はありません。{help}の一覧を見てください。',
  'unclosed-bracket': 'このかっこが閉じていません。終わりに ) を付けてください。',
  'unopened-bracket': 'このかっこに対応する ( がありません。消すか、引用符で囲んでください。',
  'missing-term': 'ここに条件がありません。条件を書くか、AND、OR、かっこを消してください。',
  'too-deep': 'かっこの入れ子が深すぎます。減らしてください。',
  'bad-number': '数として読めません。size>10k、delay>1h30m、recipients>2 のように書いてください。',
  'bad-time': '日付として読めません。time:2006-10-21、time>2006-10-21T12:00 のように書いてください。',
  backwards: '範囲の終わりが始まりより前です。小さい方、早い方を先に書いてください。',
  'bad-network': 'ネットワークとして読めません。ip:192.168.0.0/24、ip:2001:db8::/32 のように書いてください。',
  'bad-regex': 'この正規表現はここで読めません。かっこを閉じてください。先読みと後方参照は使えません。',
  'no-comparison':
    '< と > で比べられるのは size、delay、time、recipients と行の項目だけです。: か = を使ってください。',
};
