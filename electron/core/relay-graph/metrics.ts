/** Sizes that give the picture its rhythm: multiples of 4, type at 15, 13.5, 12 and 11 pixels. */

export const TYPE = { heading: 15, title: 13.5, body: 12, small: 11 } as const;

export const NODE = { padding: 12, icon: 18, iconGap: 8, minWidth: 148, minHeight: 58 } as const;
export const EDGE = {
  pillHeight: 24,
  pillIcon: 14,
  pillPadding: 9,
  line: 16,
  gap: 5,
  lane: 18,
  arrow: 10,
} as const;
export const REGION = { padding: 16, heading: 34, gap: 20, margin: 16 } as const;
/** The strip of a router: its width, and the room on each side of it. */
export const ROUTER = { width: 92, gap: 8 } as const;
export const GROUP = { padding: 10, heading: 24 } as const;

/** How wide cards and the texts on arrows may grow; the first that fits the room is taken, else the last. */
export interface Density {
  readonly node: number;
  readonly label: number;
  /** Between a card and the text of its arrow: room for the curve and the arrow head. */
  readonly bend: number;
  readonly tail: number;
}

export const DENSITIES: readonly Density[] = [
  { node: 260, label: 232, bend: 30, tail: 26 },
  { node: 232, label: 190, bend: 26, tail: 22 },
  { node: 204, label: 158, bend: 22, tail: 20 },
  { node: 180, label: 136, bend: 18, tail: 18 },
  { node: 144, label: 100, bend: 14, tail: 12 },
  { node: 132, label: 100, bend: 8, tail: 8 },
];

/** Between two rows of cards: room beside and around the lines that lead from the end of one to the next. */
export const ROWS = { step: 6, before: 20, after: 10, turn: 10 } as const;
