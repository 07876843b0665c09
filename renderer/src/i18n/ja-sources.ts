import type { SourcesText } from './en-sources.ts';
import { number } from './words.ts';

const n = number('ja');

export const sourcesJa: SourcesText = {
  title: 'このログのファイル',
  open: (count) => `ファイル ${n(count)} 個`,
  openHint: 'このログのファイル：大きさ、行数、文字コード、圧縮形式、どこまで読んだか',
  beside: (count) => `同じログのファイルが、同じフォルダーにほかに ${n(count)} 個あります。`,
  openSet: (count) => `${n(count)} 個すべてを 1 つのログとして開く`,
  follow: {
    start: '追いかける',
    following: '追いかけ中',
    lost: 'つなぎ直し中',
    lostHint:
      'サーバーとの接続が切れたため、つなぎ直しています。新しい行はそのあと届きます。押すと止まります',
    startHint: 'このログのファイルに書き込まれる行を、届きしだい表示します',
    pauseHint: '新しい行を届きしだい表示しています。押すと止まります',
  },
  notNow: '今はしない',
  columns: {
    name: 'ファイル',
    size: '大きさ',
    lines: '行数',
    encoding: '文字コード',
    packing: '圧縮',
    state: '読み込み',
  },
  plain: 'なし',
  complete: '最後まで',
  partial: (bytes) => `${bytes} バイト目まで`,
  pasted: '貼り付け',
  unknown: '–',
};
