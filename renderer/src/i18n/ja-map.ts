import type { mapEn } from './en-map.ts';
import { number } from './words.ts';

const n = number('ja');

export const mapJa: typeof mapEn = {
  name: '地図',
  openHint: '絞り込んだメールのすべての中継を一つの図で見る',
  label: 'すべての中継の地図',
  weight: '太さ',
  weights: { messages: '通数', bytes: 'バイト数' },
  shade: '色',
  shades: { failures: '失敗', delay: '遅延' },
  counted: (messages, deliveries) => `メール ${n(messages)} 通、配送 ${n(deliveries)} 件`,
  back: '戻る',
  backHint: '地図で最後にクリックする前の絞り込みに戻る',
  toList: '一覧で見る',
  narrow: (what) => `${what}。クリックで絞り込み。`,
  time: '期間',
  timeHint: '棒の上をドラッグすると、期間の一部だけを見られます',
  from: '見ている期間の始まり',
  until: '見ている期間の終わり',
  allTime: '全期間',
  working: '集計中…',
};
