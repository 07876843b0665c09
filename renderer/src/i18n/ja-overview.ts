/** 一覧の上の棒グラフと、横の集計。 */
import type { Messages } from './en.ts';
import { number } from './words.ts';

const n = number('ja');

export const overviewJa: Messages['overview'] = {
  timeline: '時間グラフ',
  timelineHint: 'いつ何通届いたかの棒グラフ',
  timelineLabel: '時刻ごとのメールの数',
  timelineKeys:
    '矢印キーで棒を移動し、Shift を押しながらで範囲を選びます。Enter でその時間だけを表示し、Esc ですべてに戻します。マウスのドラッグでも選べます。',
  allTimes: 'すべての時間を表示',
  untimed: (count) => `時刻なし ${n(count)} 通`,
  noTimes: '時刻のあるメールはありません。',
  bar: (when, total, parts) => (total === 0 ? `${when}：なし` : `${when}：${n(total)} 通（${parts}）`),
  facets: '集計',
  facetsHint: '表示中のメールに多い値',
  facetNames: {
    status: '状態',
    direction: '方向',
    domain: 'ドメイン',
    relay: '次のサーバー',
    reason: '失敗の理由',
  },
  filterBy: (term) => `これだけを表示：${term}`,
  filterOff: (term) => `絞り込みから外す：${term}`,
  more: (count) => `ほか ${n(count)} 種類`,
  nothing: '数えるものがありません。',
  shell: 'シェルで数える',
  shellHint: (value) => `${value} をファイルから数えるシェルの 1 行`,
  shellTitle: 'シェルで同じものを数える',
  shellLead: 'ログファイル全体を直接読み、同じメールを数えます。',
  shellNone: {
    direction:
      '方向はログの行には書かれておらず、自宅のネットワークの範囲から決まります。grep では数えられません。',
    folded: 'このログには、複数の行にまたがる項目があります。シェルは 1 行ずつ読みます。',
    marks: 'この名前には、ログでアドレスを囲む記号が含まれています。awk では区別できません。',
    status: 'この状態は、複数の行とその順序、または行がないことから決まります。grep では数えられません。',
  },
  shellNotes:
    'キュー ID を数えます。1 通が 2 つの ID を持つ場合（投稿用のキューからサーバーへ渡されたとき）は、1 つに数えます。',
  inWhole: (count) => `はログ全体で ${n(count)} 通です。`,
};
