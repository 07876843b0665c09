/** メニューとシステムのダイアログ。 */
import type { Messages } from './en.ts';

export const menuJa: Messages['menu'] = {
  file: 'ファイル',
  quit: '終了',
  exit: '終了',
  edit: '編集',
  undo: '元に戻す',
  redo: 'やり直す',
  cut: '切り取り',
  copy: 'コピー',
  paste: '貼り付け',
  selectAll: 'すべて選択',
  view: '表示',
  actualSize: '実際のサイズ',
  zoomIn: '拡大',
  zoomOut: '縮小',
  fullScreen: 'フルスクリーン',
  window: 'ウィンドウ',
  minimize: 'しまう',
  zoom: '拡大／縮小',
  front: 'すべてを手前に移動',
  help: 'ヘルプ',
  about: 'Relayscope について',
  hide: 'Relayscope を隠す',
  hideOthers: 'ほかを隠す',
  unhide: 'すべてを表示',
  services: 'サービス',
};

export const dialogJa: Messages['dialog'] = {
  openFiles: 'メールログを開く',
  openFolder: 'メールログのフォルダーを開く',
  open: '開く',
  save: '保存',
  saveTitle: '名前を付けて保存',
  logFiles: 'メールログ',
  allFiles: 'すべてのファイル',
  aboutText: (version) =>
    `バージョン ${version}\nメールサーバーのログを見るためのソフトです。接続するのは、あなたが加えたサーバーだけです。`,
  ok: 'OK',
};
