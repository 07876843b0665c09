/** 時刻についての画面の言葉。 */
import { number } from './words.ts';
import type { Messages } from './en.ts';

const n = number('ja');

export const timeSheetJa: Messages['timeSheet'] = {
  title: 'このログの時刻',
  open: '年と時間帯の根拠を見る、または自分で決める',
  readerZone: (zone) => `時刻はこのパソコンの時間帯（${zone}）で表示しています`,
  ask: 'ログから年か時間帯が分かりません。設定してください…',
  shown: '時刻の表示',
  inLog: 'ログの時間帯',
  inReader: (zone) => `このパソコンの時間帯（${zone}）`,
  evidence: '確かさと根拠',
  zone: '時間帯',
  year: '年',
  zoneFrom: {
    stamp: '行に書かれています',
    'queue-id': (votes, voters) =>
      `キュー ID ${n(voters)} 個のうち ${n(votes)} 個がそう示しています。sendmail は ID に UTC の時刻を書き込みます`,
    'remote-id': (votes, voters) =>
      `相手の応答 ${n(voters)} 個のうち ${n(votes)} 個がそう示しています。応答に相手の時刻が入っていました`,
    rollover: '前後の行から決めました',
    file: '分からないので UTC とみなしています',
    option: '設定された値です',
    assumed: '分からないので UTC とみなしています',
  },
  yearFrom: {
    stamp: '行に書かれています',
    'queue-id': 'キュー ID から求めました',
    'remote-id': '相手の応答の ID や時刻から求めました',
    rollover: '年の分かる行から、年越しを数えて求めました',
    file: '最後の行がファイルより新しくならない、最も遅い年です',
    option: '設定された値です',
    assumed: '分からないので 2000 年とみなしています',
  },
  overrule: '自分で決める',
  overruleHint: '年や時間帯が書かれていない行に使います。このログと一緒に保存されます。',
  firstYear: '最初の行の年',
  byEvidence: '根拠に従う',
  use: 'この値を使う',
  back: '根拠に戻す',
  stated: 'どの行にも年と時間帯が書かれているので、決めるものはありません。',
  badYear: '年は 1970 から 2199 までの 4 桁で入れてください。',
  clocks: '相手のサーバーの時計',
  clocksHint:
    '計算した値です。応答に相手の時計の時刻が入っていることがあり、それをこちらの配送の時刻と比べています。',
  noClocks: '時刻の入った応答は、このログにはありません。',
  server: 'サーバー',
  readings: '応答の数',
  clock: 'こちらの時計との差',
  agrees: (within) => `合っています（${within}以内）`,
  ahead: (least, most) => `${least}から${most}進んでいます`,
  behind: (least, most) => `${least}から${most}遅れています`,
};
