/** すべての行の画面。 */
import type { Messages } from './en.ts';
import { number } from './words.ts';

const n = number('ja');

export const allLinesJa: Messages['allLines'] = {
  title: 'すべての行',
  label: 'ログのすべての行',
  filter: '行を絞り込む',
  placeholder: '行の絞り込み：語句、/正規表現/、または qid: to: status: など',
  context: '前後の行',
  found: (hits, total) => `${n(total)} 件のうち ${n(hits)} 件`,
  none: '条件に合う行はありません。',
  back: 'メールの一覧に戻る',
  toMessage: 'この行のメールを表示',
  toMessageHint: 'Enter キー、または行のダブルクリック',
  noMessage: 'どのメールの行でもありません',
  copy: (count) => (count === 1 ? '行をコピー' : `${n(count)} 行をコピー`),
  tooMany: (most) => `最初の ${n(most)} 行だけをコピーしました。`,
  cut: (count) => `… ほか ${n(count)} 文字（コピーには含まれます）`,
  inAll: 'すべての行の中で表示',
  kind: '種類',
  inFile: (file, line) => `${file} の ${n(line)} 行目`,
  open: 'すべての行を表示',
};
