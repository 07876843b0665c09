import type { picturesEn } from './en-pictures.ts';

export const picturesJa: typeof picturesEn = {
  story: '何が起きたか',
  next: '次にすること',
  export: '図の書き出し',
  copy: 'コピー',
  copied: 'コピーしました',
  copyTitle: '図を画像としてコピー',
  svgTitle: '図を SVG で保存…',
  pngTitle: '図を PNG で保存…',
  pdfTitle: 'メッセージを 1 ページ（PDF）で保存：図・説明・ログの行…',
  inks: { print: '印刷用', window: '画面の色' },
  inksTitle: '書き出す図の色',
  label: 'メッセージの図',
  names: { diagram: '経路', ladder: 'ラダー', waterfall: '待ち時間' },
};
