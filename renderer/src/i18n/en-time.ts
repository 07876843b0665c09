/** Words of the sheet about times, in English. */
import { many, number } from './words.ts';

const n = number('en');

export const timeSheetEn = {
  title: 'Times in this log',
  open: 'Where year and time zone come from, and how to set them',
  readerZone: (zone: string) => `Times in your own zone, ${zone}`,
  ask: 'The log does not say its year or time zone: set them…',
  shown: 'Show times in',
  inLog: 'the log’s own zone',
  inReader: (zone: string) => `this computer’s zone (${zone})`,
  evidence: 'How sure they are',
  zone: 'Time zone',
  year: 'Year',
  zoneFrom: {
    stamp: 'written in the lines',
    'queue-id': (votes: number, voters: number) =>
      `${n(votes)} of ${many(voters, 'queue id says so', 'queue ids say so', n)}: sendmail writes the UTC time into each id`,
    'remote-id': (votes: number, voters: number) =>
      `${n(votes)} of ${many(voters, 'reply says so', 'replies say so', n)}: other servers put their own time into them`,
    rollover: 'follows from the lines around',
    file: 'not known: taken as UTC',
    option: 'as you set it',
    assumed: 'not known: taken as UTC',
  },
  yearFrom: {
    stamp: 'written in the lines',
    'queue-id': 'from the queue ids',
    'remote-id': 'from ids and times in replies of other servers',
    rollover: 'counted over New Year from lines that are dated',
    file: 'the latest year in which the last line is not younger than the file',
    option: 'as you set it',
    assumed: 'not known: taken as 2000',
  },
  overrule: 'Set them yourself',
  overruleHint: 'For lines that do not say year and time zone. It is kept with this log.',
  firstYear: 'Year of the first line',
  byEvidence: 'by the evidence',
  use: 'Use these',
  back: 'Back to the evidence',
  stated: 'Every line says its year and time zone: there is nothing to set.',
  badYear: 'A year has four digits, from 1970 to 2199.',
  clocks: 'Clocks of other servers',
  clocksHint:
    'Computed: some replies hold the time by the other server’s clock. Each is compared with the moment of our delivery.',
  noClocks: 'No reply in this log holds a time.',
  server: 'Server',
  readings: 'Replies',
  clock: 'Its clock against this one',
  agrees: (within: string) => `agrees, to within ${within}`,
  ahead: (least: string, most: string) => `ahead by ${least} to ${most}`,
  behind: (least: string, most: string) => `behind by ${least} to ${most}`,
} as const;
