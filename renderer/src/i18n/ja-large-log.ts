import type { LargeLogText } from './en-large-log.ts';

export const largeLogJa: LargeLogText = {
  question: (title, needed) => `${title} を開くには約 ${needed} のメモリーが要ります。それでも開きますか。`,
  detail: (memory) =>
    `このコンピューターのメモリーは ${memory} です。動作が遅くなったり、システムに終了させられたりすることがあります。tail や日付で切り出した一部なら、すぐに開けます。`,
  dont: '開かない',
  open: '開く',
};
