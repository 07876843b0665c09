/** The view of all lines. */
import { many, number } from './words.ts';

const n = number('en');

export const allLinesEn = {
  title: 'All lines',
  label: 'All lines of the log',
  filter: 'Filter lines',
  placeholder: 'Filter lines: words, /regex/, or qid: to: status: …',
  context: 'Lines around',
  found: (hits: number, total: number) => `${n(hits)} of ${many(total, 'entry', 'entries', n)}`,
  none: 'No line matches the filter.',
  back: 'Back to the messages',
  toMessage: 'Show its message',
  toMessageHint: 'Enter, or a double click on the line',
  noMessage: 'Belongs to no message',
  copy: (count: number) => (count === 1 ? 'Copy the line' : `Copy ${n(count)} lines`),
  tooMany: (most: number) => `Only the first ${n(most)} lines were copied.`,
  cut: (count: number) => `… and ${many(count, 'more character', 'more characters', n)}, copied with it`,
  inAll: 'Show among all lines',
  kind: 'Kind',
  inFile: (file: string, line: number) => `${file}, line ${n(line)}`,
  open: 'Show all lines',
};
