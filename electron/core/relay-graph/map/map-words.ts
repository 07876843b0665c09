/** Words of the map. */
import type { Language } from '#core/contract/channels.ts';
import type { Level, Shade } from './map-picture.ts';
import type { Way } from './map-model.ts';

export interface MapWords {
  readonly title: (messages: string) => string;
  readonly counted: (messages: string, deliveries: string, bytes: string) => string;
  readonly here: string;
  readonly router: string;
  readonly ways: Readonly<Record<Way, (amount: string) => string>>;
  readonly messages: (count: string) => string;
  readonly failed: (share: string) => string;
  readonly delay: (mean: string) => string;
  readonly hosts: (count: string) => string;
  readonly rest: (count: string) => string;
  readonly open: (name: string) => string;
  readonly close: (name: string) => string;
  readonly nobody: string;
  readonly otherServers: (count: string) => string;
  readonly nothing: string;
  readonly legend: Readonly<Record<Shade, Readonly<Record<Level, string>>>>;
  readonly join: string;
}

const many = (count: string, one: string, more: string): string => `${count} ${count === '1' ? one : more}`;

const EN: MapWords = {
  title: (messages) => `The relays of ${many(messages, 'message', 'messages')}`,
  counted: (messages, deliveries, bytes) =>
    `${many(messages, 'message', 'messages')}, ${many(deliveries, 'delivery', 'deliveries')}, ${bytes}`,
  here: 'On this server',
  router: 'Router',
  ways: { received: (amount) => `${amount} received`, sent: (amount) => `${amount} sent` },
  messages: (count) => many(count, 'message', 'messages'),
  failed: (share) => `${share} failed or waiting`,
  delay: (mean) => `${mean} on average`,
  hosts: (count) => many(count, 'host', 'hosts'),
  rest: (count) => `${count} more`,
  open: (name) => `Show more of ${name}`,
  close: (name) => `Show ${name} as one`,
  nobody: 'No name or address',
  otherServers: (count) => `${count} more ${count === '1' ? 'server' : 'servers'}`,
  nothing: 'No message is in this stretch of time and this filter.',
  legend: {
    failures: { 0: 'none failed', 1: 'under 20 % failed or waiting', 2: '20 % or more' },
    delay: { 0: 'under 1 min on average', 1: 'under 1 h', 2: '1 h or more' },
  },
  join: ', ',
};

const JA: MapWords = {
  title: (messages) => `メール ${messages} 通の中継`,
  counted: (messages, deliveries, bytes) => `メール ${messages} 通、配送 ${deliveries} 件、${bytes}`,
  here: 'このサーバー上',
  router: 'ルーター',
  ways: { received: (amount) => `受信 ${amount}`, sent: (amount) => `送信 ${amount}` },
  messages: (count) => `${count} 通`,
  failed: (share) => `失敗・待ち ${share}`,
  delay: (mean) => `平均 ${mean}`,
  hosts: (count) => `${count} ホスト`,
  rest: (count) => `ほか ${count} 件`,
  open: (name) => `${name} をさらに表示`,
  close: (name) => `${name} をまとめる`,
  nobody: '名前もアドレスもなし',
  otherServers: (count) => `ほか ${count} サーバー`,
  nothing: 'この期間と絞り込みに当てはまるメールはありません。',
  legend: {
    failures: { 0: '失敗なし', 1: '失敗・待ち 20 % 未満', 2: '20 % 以上' },
    delay: { 0: '平均 1 分未満', 1: '1 時間未満', 2: '1 時間以上' },
  },
  join: '、',
};

const WORDS: Readonly<Record<Language, MapWords>> = { en: EN, ja: JA };

export function mapWords(language: Language): MapWords {
  return WORDS[language];
}
