/**
 * Which encoding a log is in, from its bytes. sendmail writes ASCII since 8.12; older ones, other programs and folded
 * pages bring bytes above 127. UTF-8 is almost never right by chance, so it is tried first; then the two Japanese
 * encodings, each by how well the whole sample fits; Latin-1 fits everything and comes last.
 */
export const ENCODINGS = ['utf-8', 'euc-jp', 'shift_jis', 'iso-8859-1'] as const;
export type Encoding = (typeof ENCODINGS)[number];

interface Fit {
  /** Characters of more than one byte that are right. */
  good: number;
  /** Bytes above 127 that cannot stand there. */
  bad: number;
}

/** Length of the character at `at` for a fitting one, or 0. The sample's end may cut a character: that is no misfit. */
type Reader = (bytes: Uint8Array, at: number) => number;

function fit(bytes: Uint8Array, length: Reader): Fit {
  const found: Fit = { good: 0, bad: 0 };
  for (let i = 0; i < bytes.length;) {
    if ((bytes[i] ?? 0) < 0x80) {
      i++;
      continue;
    }
    const size = length(bytes, i);
    if (size > 0) {
      found.good++;
      i += size;
    } else {
      if (i + 3 < bytes.length) found.bad++;
      i++;
    }
  }
  return found;
}

function within(byte: number | undefined, low: number, high: number): boolean {
  return byte !== undefined && byte >= low && byte <= high;
}

function utf8Length(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = within(lead, 0xc2, 0xdf)
    ? 2
    : within(lead, 0xe0, 0xef)
      ? 3
      : within(lead, 0xf0, 0xf4)
        ? 4
        : 0;
  for (let i = 1; i < length; i++) if (!within(bytes[at + i], 0x80, 0xbf)) return 0;
  return length;
}

/** Kana and kanji, half-width katakana after 8E, JIS X 0212 after 8F. */
function eucJpLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead === 0x8e) return within(bytes[at + 1], 0xa1, 0xdf) ? 2 : 0;
  if (lead === 0x8f) return within(bytes[at + 1], 0xa1, 0xfe) && within(bytes[at + 2], 0xa1, 0xfe) ? 3 : 0;
  return within(lead, 0xa1, 0xfe) && within(bytes[at + 1], 0xa1, 0xfe) ? 2 : 0;
}

function shiftJisLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (within(lead, 0xa1, 0xdf)) return 1;
  if (!within(lead, 0x81, 0x9f) && !within(lead, 0xe0, 0xfc)) return 0;
  const trail = bytes[at + 1];
  return within(trail, 0x40, 0x7e) || within(trail, 0x80, 0xfc) ? 2 : 0;
}

/** Lead bytes of kana and the common kanji: what tells Japanese from Latin-1 that happens to fit. */
function kanaShare(bytes: Uint8Array, leads: readonly number[]): number {
  let kana = 0;
  let high = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    high++;
    if (leads.includes(bytes[i] ?? 0) && within(bytes[i + 1], 0x40, 0xfc)) {
      kana++;
      i++;
    }
  }
  return high === 0 ? 0 : kana / high;
}

const EUC_KANA = [0xa4, 0xa5];
const SHIFT_JIS_KANA = [0x82, 0x83];

/** Words of kanji stand in runs of pairs; the letters of Latin-1 stand alone among ASCII ones. */
function inPairs(bytes: Uint8Array): boolean {
  let high = 0;
  let runs = 0;
  for (let i = 0; i < bytes.length; i++) {
    const start = i;
    while ((bytes[i] ?? 0) >= 0x80) i++;
    if (i === start) continue;
    /* The sample may end within a character. */
    if ((i - start) % 2 === 1 && i < bytes.length) return false;
    high += i - start;
    runs++;
  }
  return high >= 4 * runs;
}

/** Control characters in Latin-1, lead bytes in Shift_JIS; of EUC-JP only two. */
function hasC1(bytes: Uint8Array): boolean {
  return bytes.some((byte) => within(byte, 0x80, 0x9f) && byte !== 0x8e && byte !== 0x8f);
}

function fits(found: Fit): boolean {
  return found.good > 0 && found.bad * 50 <= found.good;
}

/** The encoding of a sample, or UTF-8 for plain ASCII. */
export function detectEncoding(sample: Uint8Array): Encoding {
  const utf8 = fit(sample, utf8Length);
  if (utf8.good === 0 && utf8.bad === 0) return 'utf-8';
  // One byte in a hundred may be broken: the file is UTF-8 with some noise.
  if (utf8.good > 0 && utf8.bad * 100 <= utf8.good) return 'utf-8';
  const euc = fit(sample, eucJpLength);
  const sjis = fit(sample, shiftJisLength);
  const eucKana = kanaShare(sample, EUC_KANA);
  const sjisKana = kanaShare(sample, SHIFT_JIS_KANA);
  if (fits(euc) && eucKana >= sjisKana && (eucKana > 0.1 || euc.good > 3)) return 'euc-jp';
  if (fits(sjis) && sjisKana > 0.1) return 'shift_jis';
  if (euc.good > 1 && euc.bad === 0 && inPairs(sample)) return 'euc-jp';
  if (sjis.good > 1 && sjis.bad === 0 && hasC1(sample)) return 'shift_jis';
  return utf8.good > utf8.bad ? 'utf-8' : 'iso-8859-1';
}
