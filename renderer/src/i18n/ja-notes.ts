import type { Messages } from './en.ts';

export const notesJa: Messages['notes'] = {
  title: 'メモ',
  add: 'メモ…（N）',
  addHint: 'このメール、または選んだ矢印や行にメモを書きます。キーは N、ラベルは 1～9',
  edit: '編集',
  editor: 'メモを書く',
  about: '対象',
  note: '内容',
  label: 'ラベル',
  noLabel: 'ラベルなし',
  save: '保存',
  remove: '取り除く',
  onLine: 'この行にメモを書く',
  undo: '元に戻す',
  show: '表示',
  none: 'ここにはまだメモがありません。メールを選んで N を押すとメモ、1～9 でラベルが付きます。',
  everywhere: 'すべてのログのメモ',
  importFile: '読み込む…',
  exportFile: '書き出す…',
  imported: (count) => `メモを ${count} 件取り込みました。`,
  importWrong: (name, at) =>
    `${name}：メモのファイルとして読めません。誤りの場所は「${at}」です。ここで書き出したファイルを選んでください。`,
  fileStart: '先頭',
  said: {
    noted: 'メモを保存しました',
    labelled: (label) => `ラベル：${label}`,
    removed: 'メモを取り除きました',
    undone: '元に戻しました',
  },
  keys: {
    note: 'メールや選んだものにメモを書く',
    label: 'メールにラベルを付ける（0 で外す）',
    undo: '直前のメモやラベルを元に戻す',
  },
};
