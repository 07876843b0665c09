/** 説明の確かさと、値の書かれ方。 */
import type { Messages } from './en.ts';

export const certaintyJa: Messages['certainty'] = {
  logged: '記録',
  computed: '計算',
  suggested: '推測',
  hint: {
    logged: 'ログに書かれていることです。',
    computed: 'ログの内容から計算したものです。',
    suggested: 'ふつうはこうですが、今回も同じとは限りません。',
  },
  asLogged: 'ログの表記：',
};
