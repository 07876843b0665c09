/** メール一覧の上のバー。 */
import type { Messages } from './en.ts';
import { number } from './words.ts';

const n = number('ja');

export const listBarJa: Messages['listBar'] = {
  label: '一覧の表示',
  all: (count) => `メール ${n(count)} 通`,
  columns: '列',
  columnsHint: '一覧に表示する列とその幅',
  narrower: (column) => `「${column}」を狭く`,
  wider: (column) => `「${column}」を広く`,
  resizeColumn: (column) => `ドラッグで「${column}」の幅を変更、ダブルクリックで元の幅`,
  resetColumns: 'すべての列を初めの状態に戻す',
  goToTime: '時刻へ移動…',
  goToTimeHint: '一覧と同じ書き方の時刻：2006-10-21 23:01、10-21、23:01 など。',
  noTime: '時刻として読めません。',
  go: '移動',
  chosen: (count) => `${n(count)} 通を選択中`,
  copyTable: '表としてコピー',
  copyTableHint: 'タブ区切り、表計算ソフト向け（Ctrl+C）',
  copyLines: 'ログの行をコピー',
  copyLinesHint: 'ログに書かれたままの行（Ctrl+Shift+C）',
  copied: (count) => `${n(count)} 通をコピーしました`,
  copiedMost: (most) => `最初の ${n(most)} 通だけをコピーしました`,
  tooLong: 'クリップボードには多すぎます。選択を減らしてください。',
  hideConnections: '拒否した接続を隠す',
  hideConnectionsHint:
    'メールを受け取る前に拒否した接続を一覧から除きます。絞り込みの -is:connection と同じです。',
  showConnections: '拒否した接続を表示',
  noneButConnections: 'ほかにはありません。拒否した接続を隠しています。',
};
