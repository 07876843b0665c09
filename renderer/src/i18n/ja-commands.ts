import type { CommandId } from '#core/contract/commands.ts';

export const commandsJa: Record<CommandId, string> = {
  'open-files': 'ファイルを開く…',
  'open-folder': 'フォルダーを開く…',
  'open-clipboard': 'クリップボードのログを開く',
  'open-server': 'サーバーから開く…',
  'open-sample': 'サンプルのログを開く',
  'close-log': 'ログを閉じる',
  'focus-filter': 'メールを絞り込む',
  'saved-filters': '保存した絞り込み…',
  'go-to-time': '時刻へ移動…',
  'choose-columns': '列の選択…',
  'show-lines': 'すべての行',
  'show-not-understood': '読み取れなかった行',
  'show-map': 'すべての中継の地図',
  'enlarge-picture': '図をウィンドウいっぱいに表示',
  'edit-network': '自宅のネットワーク…',
  'edit-note': 'メールにメモを書く…',
  'undo-note': '直前のメモやラベルを元に戻す',
  'show-notes': 'メモの一覧…',
  'show-palette': 'すべてのコマンド…',
  'toggle-language': '英語に切り替える',
  'next-theme': '外観を切り替える',
  'show-shortcuts': 'キーボードショートカット',
};

export const paletteJa = {
  label: 'コマンド',
  placeholder: 'したいことを入力してください',
  none: '当てはまるコマンドはありません。',
};
