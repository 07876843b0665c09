/**
 * Numbers, sizes, durations and moments as a reader writes them. Pure (Intl is part of the language), so that
 * the page, the menus and the command line say the same thing.
 */
import type { Language } from '#core/contract/channels.ts';
import type { Bytes, Milliseconds, OffsetMinutes, Seconds } from '#core/base/units.ts';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP' };

const counts = perLanguage((locale) => new Intl.NumberFormat(locale));
const decimals = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));

/** Made when first used: the first of all takes longer than the rest of a start in its process. */
function perLanguage<T>(make: (locale: string) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    const known = made.get(language) ?? make(LOCALES[language]);
    made.set(language, known);
    return known;
  };
}

export function formatCount(value: number, language: Language): string {
  return counts(language).format(value);
}

const SIZE_UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** 512 bytes, 6.1 KB, 98.2 KB: units of 1,024 bytes as file managers show them. */
export function formatBytes(bytes: Bytes, language: Language): string {
  if (!(Math.abs(bytes) >= 1024)) return exactBytes(bytes, language);
  let value = bytes / 1024;
  let unit = 0;
  while (Math.abs(value) >= 999.95 && unit < SIZE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${decimals(language).format(value)} ${SIZE_UNITS[unit] ?? 'TB'}`;
}

/** 6,297 bytes / 6,297 バイト. */
export function exactBytes(bytes: Bytes, language: Language): string {
  const number = formatCount(bytes, language);
  if (language === 'ja') return `${number} バイト`;
  return bytes === 1 ? `${number} byte` : `${number} bytes`;
}

const DURATION_UNITS: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  en: ['d', 'h', 'min', 's'],
  ja: ['日', '時間', '分', '秒'],
};

/** 4 s, 1 min 5 s, 2 h, 1 d 2 h: at most the two largest units, so that a column stays narrow. */
export function formatDuration(seconds: Seconds, language: Language): string {
  const units = DURATION_UNITS[language];
  if (!Number.isFinite(seconds)) return String(seconds);
  if (seconds !== 0 && Math.abs(seconds) < 10 && !Number.isInteger(seconds)) {
    return `${decimals(language).format(seconds)} ${units[3]}`;
  }
  const sign = seconds < 0 ? '−' : '';
  const parts = durationParts(Math.round(Math.abs(seconds)));
  const start = parts.findIndex((p) => p > 0);
  if (start === -1) return `0 ${units[3]}`;
  const shown = parts.map((p, i) =>
    p > 0 && i >= start && i < start + 2 ? `${formatCount(p, language)} ${units[i] ?? ''}` : '',
  );
  return sign + shown.filter((s) => s !== '').join(' ');
}

/** Days, hours, minutes and seconds. */
function durationParts(total: number): readonly number[] {
  return [Math.floor(total / 86_400), Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60];
}

/** UTC+09:00, UTC−03:30, UTC. */
export function formatZone(zone: OffsetMinutes): string {
  if (zone === 0) return 'UTC';
  const minutes = Math.abs(zone);
  return `UTC${zone < 0 ? '−' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** 2006-10-21 23:01:58 in the given zone; the same in both languages, and sorts as text. */
export function formatMoment(time: Milliseconds, zone: OffsetMinutes): string {
  return `${formatDay(time, zone)} ${formatClock(time, zone)}`;
}

/** 2006-10-21 in the given zone. */
export function formatDay(time: Milliseconds, zone: OffsetMinutes): string {
  return isoOf(time, zone).slice(0, 10);
}

/** 23:01:58 in the given zone. */
export function formatClock(time: Milliseconds, zone: OffsetMinutes): string {
  return isoOf(time, zone).slice(11, 19);
}

/** Beyond what a date can hold: dashes of the same width, never an exception. */
function isoOf(time: Milliseconds, zone: OffsetMinutes): string {
  const date = new Date(time + zone * 60_000);
  return Number.isNaN(date.getTime())
    ? '----------T--:--:--'
    : date.toISOString().replace(/^[+-]\d\d(?=\d{4}-)/, '');
}

/** 21 October 2006, Saturday / 2006年10月21日（土）. */
export function formatDate(time: Milliseconds, zone: OffsetMinutes, language: Language): string {
  const date = new Date(time + zone * 60_000);
  if (Number.isNaN(date.getTime())) return '----------';
  const options = {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  } as const;
  const text = new Intl.DateTimeFormat(LOCALES[language], options).format(date);
  return language === 'ja' ? text.replace(/\((.)\)$/, '（$1）') : text;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}
