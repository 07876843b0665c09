/** The bars above the list and the values beside it. */
import type { FacetName } from '#core/overview/facets.ts';
import { many, number } from './words.ts';

const n = number('en');

export const overviewEn = {
  timeline: 'Timeline',
  timelineHint: 'Bars of how many messages arrived when',
  timelineLabel: 'Messages over time',
  timelineKeys:
    'Arrow keys move by bars, with Shift they select; Enter shows only that time, Escape shows all again. Or drag with the mouse.',
  allTimes: 'Show all times',
  untimed: (count: number) => `${n(count)} without a time`,
  noTimes: 'No message here has a time.',
  bar: (when: string, total: number, parts: string) =>
    total === 0 ? `${when}: none` : `${when}: ${many(total, 'message', 'messages', n)} (${parts})`,
  facets: 'Values',
  facetsHint: 'The most frequent values among the messages that are found',
  facetNames: {
    status: 'Status',
    direction: 'Direction',
    domain: 'Domains',
    relay: 'Next servers',
    reason: 'Reasons of failures',
  } as Record<FacetName, string>,
  filterBy: (term: string) => `Show only these: ${term}`,
  filterOff: (term: string) => `Take ${term} out of the filter`,
  more: (count: number) => `and ${n(count)} more`,
  nothing: 'Nothing to count.',
  shell: 'Count in a shell',
  shellHint: (value: string) => `A line for a shell that counts ${value} in the file`,
  shellTitle: 'Counting the same in a shell',
  shellLead: 'Reads the log file itself and counts the same messages in the whole of it:',
  shellNone: {
    direction:
      'No line of a log says the direction: it follows from what is inside your network. grep cannot count it.',
    folded: 'Some entries of this log stand on several lines each. A shell reads line by line.',
    marks: 'This name holds marks that stand around addresses in a log: awk takes them for these.',
    status:
      'This state follows from several lines together, in their order, or from lines that are missing. grep cannot count it.',
  },
  shellNotes:
    'It counts queue ids; the two of a message that the submission queue handed to the server count once.',
  inWhole: (count: number) => `finds ${many(count, 'message', 'messages', n)} in the whole log.`,
};
