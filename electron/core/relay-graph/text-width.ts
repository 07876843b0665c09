/**
 * How wide a text is, without a screen: for the command line, tests and exported pictures, which must come out the
 * same everywhere. The advances are the larger of the font that pictures carry and of DejaVu Sans, the widest of those
 * that draw where that is not read or lacks a character: a text that fits here fits with each of them. East Asian
 * characters take one em, marks that combine take nothing.
 */

/** Thousandths of an em, for U+0020 to U+007E. */
const REGULAR: readonly number[] = [
  318, 401, 474, 838, 637, 951, 780, 278, 391, 391, 500, 838, 318, 361, 318, 392, 637, 637, 637, 637, 637,
  637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632, 576, 775, 752, 295,
  535, 656, 558, 863, 749, 788, 633, 788, 695, 635, 611, 732, 685, 989, 686, 611, 686, 391, 392, 391, 838,
  559, 606, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 284, 975, 634, 612, 635, 635, 412, 521,
  393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
];
const BOLD: readonly number[] = [
  349, 457, 546, 838, 696, 1002, 873, 311, 458, 458, 523, 838, 380, 416, 380, 389, 696, 696, 696, 696, 696,
  696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 581, 1000, 774, 763, 734, 831, 684, 684, 821, 837, 373,
  559, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 389, 458, 838,
  565, 620, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596,
  479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
];

const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const HALF_KANA = /^[\uff61-\uff9f]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]$/u;
const EMOJI = /^[\u{1f000}-\u{1faff}]$/u;
const LOWER = /^\p{Ll}$/u;
const LETTER = /^\p{L}$/u;

/** Width of a text in pixels at a font size in pixels. */
export function textWidth(text: string, px: number, bold = false): number {
  let width = 0;
  for (const character of text) width += advance(character, bold);
  return (width * px) / 1000;
}

function advance(character: string, bold: boolean): number {
  const code = character.codePointAt(0) ?? 0;
  const table = bold ? BOLD : REGULAR;
  const known = table[code - 32] ?? SIGNS.get(character);
  if (known !== undefined) return known;
  if (ZERO.test(character)) return 0;
  if (HALF_KANA.test(character)) return 500;
  if (WIDE.test(character)) return 1000;
  if (EMOJI.test(character)) return 1620;
  const letter = LETTER.test(character) ? table[character.normalize('NFD').charCodeAt(0) - 32] : undefined;
  return letter === undefined ? otherAdvance(character, bold) : letter + MARKED;
}

/** What the widest letter with a mark is wider than the letter. */
const MARKED = 140;

/** The widest of other scripts: Greek and Cyrillic have small letters, Arabic has wide ones. */
function otherAdvance(character: string, bold: boolean): number {
  if (LOWER.test(character)) return bold ? 1120 : 1000;
  return bold ? 1450 : 1280;
}

/** Signs that the labels use themselves, and the widest ones of the font. */
const SIGNS: ReadonlyMap<string, number> = new Map([
  ['…', 1000],
  ['·', 583],
  ['–', 542],
  ['—', 1000],
  ['‘', 380],
  ['’', 380],
  ['“', 546],
  ['”', 546],
  ['→', 1000],
  ['×', 1000],
  ['✓', 838],
  ['\u00a0', 349],
  ['\u00ad', 416],
  ['\u212b', 1000],
  ['⸺', 1700],
  ['⸻', 2490],
  ['\u2003', 1000],
]);
