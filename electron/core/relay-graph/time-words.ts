/** Words of the ladder and the waterfall. */
import type { Language } from '#core/contract/channels.ts';

export interface TimeWords {
  readonly ladder: (from: string, to: string) => string;
  readonly waterfall: (from: string, to: string) => string;
  readonly later: (duration: string) => string;
  readonly noTime: string;
  readonly nothing: string;
  readonly moreRecipients: (count: string) => string;
  readonly moreEvents: (count: string) => string;
  readonly moreReasons: (count: string) => string;
  readonly waits: (duration: string) => string;
  readonly atOnce: string;
}

const EN: TimeWords = {
  ladder: (from, to) => `Hosts and times of the message from ${from} to ${to}`,
  waterfall: (from, to) => `Attempts and waiting of the message from ${from} to ${to}`,
  later: (duration) => `${duration} later`,
  noTime: 'no time',
  nothing: 'No line tells of a delivery of this message.',
  moreRecipients: (count) => `${count} more recipients are not drawn`,
  moreEvents: (count) => `${count} more events are not drawn`,
  moreReasons: (count) => `${count} more answers`,
  waits: (duration) => `${duration} in all`,
  atOnce: 'all within one second',
};

const JA: TimeWords = {
  ladder: (from, to) => `${from} から ${to} へのメッセージのホストと時刻`,
  waterfall: (from, to) => `${from} から ${to} へのメッセージの配送試行と待ち時間`,
  later: (duration) => `${duration}後`,
  noTime: '時刻なし',
  nothing: 'このメッセージの配送を示す行はありません。',
  moreRecipients: (count) => `ほか ${count} 件の宛先は省略しています`,
  moreEvents: (count) => `ほか ${count} 件の出来事は省略しています`,
  moreReasons: (count) => `ほか ${count} 種類の応答`,
  waits: (duration) => `全体で ${duration}`,
  atOnce: 'すべて 1 秒以内',
};

const WORDS: Readonly<Record<Language, TimeWords>> = { en: EN, ja: JA };

export function timeWords(language: Language): TimeWords {
  return WORDS[language];
}
