/** The bar above the list of messages. */
import { many, number } from './words.ts';

const n = number('en');

export const listBarEn = {
  label: 'The list',
  all: (count: number) => many(count, 'message', 'messages', n),
  columns: 'Columns',
  columnsHint: 'Which columns the list shows, and how wide they are',
  narrower: (column: string) => `${column}: narrower`,
  wider: (column: string) => `${column}: wider`,
  resizeColumn: (column: string) => `Drag to resize ${column}; a double click makes it as it was`,
  resetColumns: 'All columns as at first',
  goToTime: 'Go to time…',
  goToTimeHint: 'A time as the list shows it: 2006-10-21 23:01, 10-21 or 23:01.',
  noTime: 'This is no time.',
  go: 'Go',
  chosen: (count: number) => `${n(count)} selected`,
  copyTable: 'Copy as table',
  copyTableHint: 'Tab-separated, for a spreadsheet (Ctrl+C)',
  copyLines: 'Copy log lines',
  copyLinesHint: 'The lines as logged (Ctrl+Shift+C)',
  copied: (count: number) => `${many(count, 'message', 'messages', n)} copied`,
  copiedMost: (most: number) => `Only the first ${n(most)} were copied`,
  tooLong: 'Too much for the clipboard: select fewer.',
  hideConnections: 'Hide refused connections',
  hideConnectionsHint:
    'Leaves out connections that were refused before any message, as -is:connection does in the filter.',
  showConnections: 'Show refused connections',
  noneButConnections: 'Nothing else here: refused connections are hidden.',
};
