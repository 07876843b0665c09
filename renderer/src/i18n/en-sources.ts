import { many, number } from './words.ts';

const n = number('en');

/** The files of a log. */
export const sourcesEn = {
  title: 'Files of this log',
  open: (count: number) => many(count, 'file', 'files', n),
  openHint: 'The files of this log: size, lines, encoding, packing, how far each is read',
  beside: (count: number) =>
    `${many(count, 'other file of this log stands', 'other files of this log stand', n)} beside it in its folder.`,
  openSet: (count: number) => `Open all ${n(count)} as one log`,
  follow: {
    start: 'Follow',
    following: 'Following',
    lost: 'Connecting again',
    lostHint: 'The connection to the server broke and is being mended; new lines come then. Choose to pause',
    startHint: 'Show new lines as they are written to the files of this log',
    pauseHint: 'New lines are shown as they are written; choose to pause',
  },
  notNow: 'Not now',
  columns: {
    name: 'File',
    size: 'Size',
    lines: 'Lines',
    encoding: 'Encoding',
    packing: 'Packed with',
    state: 'Read',
  },
  plain: 'not packed',
  complete: 'to its end',
  partial: (bytes: string) => `up to byte ${bytes}`,
  pasted: 'pasted',
  unknown: '–',
};

export type SourcesText = typeof sourcesEn;
