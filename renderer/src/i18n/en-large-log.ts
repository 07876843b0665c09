/** The question before a log that is larger than memory. */
export const largeLogEn = {
  question: (title: string, needed: string) =>
    `${title} needs about ${needed} of memory. Open it all the same?`,
  detail: (memory: string) =>
    `This computer has ${memory}. Relayscope may become slow or be ended by the system. A part of the log, cut out with tail or by date, opens at once.`,
  dont: 'Do not open',
  open: 'Open it',
};

export type LargeLogText = typeof largeLogEn;
