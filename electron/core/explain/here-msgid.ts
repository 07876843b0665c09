/** What a Message-ID tells by its form: which kind of program made it, when, and sometimes where. */
import { decodeQueueId } from '#core/formats/sendmail/queue-id.ts';
import type { ExplainContext } from './explain.ts';
import { formatDuration, formatMoment, formatZone } from './format.ts';
import { isPrivateAddress } from './networks.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

type Reader = (match: RegExpExecArray, context: ExplainContext) => readonly Finding[];

export function hereMessageId(value: string, context: ExplainContext): readonly Finding[] {
  if (value === '' || value === '<>')
    return [finding('logged', 'The message has none.', 'このメールには付いていません。')];
  const id = value.replace(/^</, '').replace(/>$/, '');
  return [...(cut(value) ? [CUT] : []), ...formOf(id, context)];
}

function cut(value: string): boolean {
  return value.startsWith('<') && !value.endsWith('>') && value.length >= 99;
}

const CUT = finding(
  'computed',
  'It is cut off: sendmail logs 100 characters of it.',
  '途中で切れています。sendmail が記録するのは 100 文字までです。',
);

function formOf(id: string, context: ExplainContext): readonly Finding[] {
  for (const [form, read] of FORMS) {
    const match = form.exec(id);
    if (match !== null) return read(match, context);
  }
  return [];
}

/** Longest and surest forms first. */
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [/^(\d{12})\.([0-9A-Za-z]{12,15})@/, ofSendmail],
  [/^(\d{4})(\d\d)(\d\d)\.(\d\d)(\d\d)(\d\d)\.\d+\.[^@]*@/, (m, c) => [...clock(m, c), family('Mew', 'Mew')]],
  [/^[0-9a-f]{4}(01[0-9a-f]{6})\$([0-9a-f]{8})\$([0-9a-f]{8})@/i, ofOutlook],
  [/^[0-9a-f]{12}\$([0-9a-f]{8})\$([0-9a-f]{8})@/i, (m) => addressIn(m[2] ?? '')],
  [/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.G[A-Z]\d+@/, (m, c) => [...clock(m, c), family('mutt', 'mutt')]],
  [
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.[0-9A-Za-z]{8,18}@/,
    (m, c) => [...clock(m, c), family('Postfix or another mail server', 'Postfix などのメールサーバー')],
  ],
  [
    /^E[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}@/,
    () => [family('the mail server Exim', 'メールサーバーの Exim')],
  ],
  [/^([0-9A-F]{8})\.\d{6,7}@/i, ofMozilla],
  [/^[^@]+@mail\.gmail\.com$/i, () => [family('Gmail', 'Gmail')]],
  [/^[^@]+\.prod\.outlook\.com$/i, () => [family('Microsoft 365', 'Microsoft 365')]],
  [/^[0-9A-F]{32,44}@/, () => [family('Microsoft Exchange', 'Microsoft Exchange')]],
  [/^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}@/, () => [family('Apple Mail', 'Apple Mail')]],
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@/, () => [family('Thunderbird', 'Thunderbird')]],
  [/^\d+\.\d+\.\d+\.JavaMail\./, () => [family('a Java program', 'Java のプログラム')]],
  [/^(?:pine|alpine)\./i, () => [family('Pine or Alpine', 'Pine または Alpine')]],
];

function family(en: string, ja: string): Finding {
  return finding(
    'suggested',
    `Message-IDs of this form are made by ${en}.`,
    `この形の Message-ID は ${ja} が作ります。`,
  );
}

/** A clock without a zone: compared with the arrival only where the log's own zone makes them fit. */
function clock(match: RegExpExecArray, context: ExplainContext): readonly Finding[] {
  const [, y = '', mo = '', d = '', h = '', mi = '', s = ''] = match;
  const text = `${y}-${mo}-${d} ${h}:${mi}:${s}`;
  const { arrived, zone } = context.message ?? {};
  const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  const gap = arrived === undefined || zone === undefined ? NaN : arrived + zone * 60_000 - wall;
  if (Math.abs(gap) < NEAR) return [sameZone(text, Math.round(gap / 1000))];
  return [zoneless(text)];
}

/** A quarter of an hour: the smallest step between time zones. */
const NEAR = 15 * 60_000;

function sameZone(text: string, seconds: number): Finding {
  const en =
    seconds === 0
      ? 'at the moment'
      : `${formatDuration(Math.abs(seconds), 'en')} ${seconds > 0 ? 'before' : 'after'}`;
  const ja =
    seconds === 0 ? 'と同時' : `の ${formatDuration(Math.abs(seconds), 'ja')}${seconds > 0 ? '前' : '後'}`;
  return finding(
    'computed',
    `The time inside is ${text} by the sender’s clock. In this log’s time zone that is ${en} it arrived${seconds < 0 ? ': the two clocks differ' : ''}.`,
    `中の数字は、差出人側の時計で ${text} を表します。このログの時間帯なら到着${ja}です${seconds < 0 ? '（二つの時計がずれています）' : ''}。`,
  );
}

function zoneless(text: string): Finding {
  return finding(
    'computed',
    `The time inside is ${text} by the sender’s clock (its time zone is not given).`,
    `中の数字は、差出人側の時計で ${text} を表します（時間帯は示されていません）。`,
  );
}

function moment(time: number, context: ExplainContext): Finding {
  const zone = context.message?.zone ?? 0;
  const text = formatMoment(time, zone);
  const arrived = context.message?.arrived;
  const late = arrived === undefined ? 0 : Math.round((time - arrived) / 1000);
  const [en, ja] = late > 0 ? ahead(late) : ['', ''];
  return finding(
    'computed',
    `The time inside is ${text} ${formatZone(zone)} by the sender’s clock${en}.`,
    `中の数字は、差出人側の時計で ${text}（${formatZone(zone)}）を表します${ja}。`,
  );
}

/** It cannot have been written after it arrived. */
function ahead(seconds: number): readonly [en: string, ja: string] {
  return [
    `, ${formatDuration(seconds, 'en')} after it arrived here: that clock is ahead`,
    `（到着より ${formatDuration(seconds, 'ja')}後なので、その時計は進んでいます）`,
  ];
}

/** `YYYYMMDDhhmm.QUEUEID@host`: the server made it because the client sent none. */
function ofSendmail(match: RegExpExecArray): readonly Finding[] {
  const id = match[2] ?? '';
  if (decodeQueueId(id) === undefined) return [];
  return [
    finding(
      'computed',
      `The client sent no Message-ID, so a sendmail server made this one from its queue id ${id}.`,
      `接続元が Message-ID を付けなかったので、sendmail がキュー ID ${id} から作りました。`,
    ),
  ];
}

/** 1601-01-01 to 1970-01-01 in milliseconds: the beginning of Windows time. */
const WINDOWS_EPOCH = 11_644_473_600_000;

/** `NNNN` + Windows time in two hexadecimal halves + the machine's IPv4 address, lowest byte first. */
function ofOutlook(match: RegExpExecArray, context: ExplainContext): readonly Finding[] {
  const high = parseInt(match[1] ?? '', 16);
  const low = parseInt(match[2] ?? '', 16);
  const time = Math.floor((high * 2 ** 32 + low) / 10_000) - WINDOWS_EPOCH;
  return [
    moment(time, context),
    ...addressIn(match[3] ?? ''),
    family('Outlook and Outlook Express', 'Outlook や Outlook Express'),
  ];
}

function addressIn(hex: string): readonly Finding[] {
  const bytes = [6, 4, 2, 0].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const address = bytes.join('.');
  if (isPrivateAddress(address) !== true || address.startsWith('127.')) return [];
  return [
    finding(
      'computed',
      `The part ${hex} is the sender’s own address, written backwards in hexadecimal: ${address}, inside a private network.`,
      `${hex} の部分は、差出人のマシンのアドレスを 16 進数で逆順に書いたものです。${address}、プライベートネットワークの中です。`,
    ),
  ];
}

/** Eight hexadecimal digits of seconds since 1970. */
function ofMozilla(match: RegExpExecArray, context: ExplainContext): readonly Finding[] {
  const time = parseInt(match[1] ?? '', 16) * 1000;
  return [
    moment(time, context),
    family('Mozilla Mail and Thunderbird of the 2000s', '2000 年代の Mozilla Mail や Thunderbird'),
  ];
}
