/** メール一覧の上のバー。 */
import type { Messages } from './en.ts';
import { number } from './words.ts';

const n = number('ja');

export const listBarJa: Messages['listBar'] = {
  label: '一覧の表示',
  all: (count) => `メール ${n(count)} 通`,
  hideConnections: '拒否した接続を隠す',
  hideConnectionsHint:
    'メールを受け取る前に拒否した接続を一覧から除きます。絞り込みの -is:connection と同じです。',
  showConnections: '拒否した接続を表示',
  noneButConnections: 'ほかにはありません。拒否した接続を隠しています。',
};
