/**
 * How wide a text is, without a screen: for the command line, tests and exported pictures, which must come out the
 * same everywhere. The advances are those of DejaVu Sans, the widest of the fonts in the stack of RelayDiagram, so that
 * a text that fits here fits with each of them. East Asian characters take one em, marks that combine take nothing.
 */

/** Thousandths of an em, for U+0020 to U+007E. */
const REGULAR: readonly number[] = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
  636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
  295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
  500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
  392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];
const BOLD: readonly number[] = [
  348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696,
  696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372,
  372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838,
  500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595,
  478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
];

const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const HALF_KANA = /^[\uff61-\uff9f]$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

/** Width of a text in pixels at a font size in pixels. */
export function textWidth(text: string, px: number, bold = false): number {
  let width = 0;
  for (const character of text) width += advance(character, bold);
  return (width * px) / 1000;
}

function advance(character: string, bold: boolean): number {
  const code = character.codePointAt(0) ?? 0;
  const known = (bold ? BOLD : REGULAR)[code - 32];
  if (known !== undefined) return known;
  if (ZERO.test(character)) return 0;
  if (HALF_KANA.test(character)) return 500;
  if (WIDE.test(character)) return code >= 0x1f000 && code < 0x20000 ? 1300 : 1000;
  return OTHER.get(character) ?? (bold ? 800 : 720);
}

/** Signs that the labels use themselves. */
const OTHER: ReadonlyMap<string, number> = new Map([
  ['…', 1000],
  ['·', 380],
  ['–', 500],
  ['—', 1000],
  ['’', 320],
  ['“', 518],
  ['”', 518],
  ['→', 838],
  ['×', 838],
  ['\u00a0', 348],
]);
