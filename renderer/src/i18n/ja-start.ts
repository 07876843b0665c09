/** スタート画面。 */
import type { Messages } from './en.ts';

export const startJa: Messages['start'] = {
  title: 'メールログを開く',
  lead: 'sendmail のログの行をメールごとにまとめ、それぞれがたどった道を図にします。',
  openFiles: 'ファイルを開く…',
  openFolder: 'フォルダーを開く…',
  openServer: 'サーバーから…',
  openSample: 'サンプルログを開く',
  sampleHint: '小さな自宅サーバーの数日分のログです。まずはこれで試せます。',
  pasteClipboard: 'ログを貼り付ける',
  dropHint: 'ログファイルやフォルダーを、このウィンドウにドロップしても開けます',
  where: 'メールログは、たいてい /var/log/maillog、/var/log/mail.log、/var/log/messages のどれかにあります。',
  privacy:
    'データはこのコンピューターの外に出ません。Relayscope が接続するのは、あなたが加えたサーバーだけです。',
  recents: '最近開いたログ',
  noRecents: '開いたログがここに並びます。',
  recentOpened: (when) => `${when} に開きました`,
  recentState: {
    indexed: { name: '索引済み', hint: '読み直さずに、すぐ開きます。' },
    grown: {
      name: '続きから読みます',
      hint: 'ファイルに行が増えています。新しい行だけを読みます。',
    },
    changed: {
      name: '初めから読み直します',
      hint: '前に読んだファイルとは別のものです（置き換えられたか、切り詰められています）。',
    },
    gone: {
      name: '索引あり・ファイルなし',
      hint: 'ファイルはもうありませんが、読み込んだ内容は見られます。',
    },
    new: { name: '初めから読みます', hint: '読み込んだ内容は残っていません。' },
    lost: {
      name: 'ファイルがありません',
      hint: 'ファイルがなくなり、読み込んだ内容も残っていません。',
    },
  },
  forget: '一覧から消す',
  forgetNamed: (title) => `${title} を一覧から消す`,
};
