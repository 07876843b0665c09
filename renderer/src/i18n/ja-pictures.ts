import type { picturesEn } from './en-pictures.ts';

export const picturesJa: typeof picturesEn = {
  label: 'メッセージの図',
  names: { diagram: '経路', ladder: 'ラダー', waterfall: '待ち時間' },
};
