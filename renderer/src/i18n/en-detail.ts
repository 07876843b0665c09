/** What is told of the selected message: its way, its lines, its fields. */
import { many, number } from './words.ts';

const n = number('en');

export const detailEn = {
  label: 'Selected message',
  none: 'Select a message to see the way it took.',
  notFound: 'This message is no longer in the index.',
  diagram: 'Diagram',
  lines: 'Log lines',
  fields: 'Fields',
  recipients: 'Recipients',
  attempts: (count: number) => many(count, 'attempt', 'attempts', n),
  queueId: 'Queue id',
  messageId: 'Message-ID',
  arrived: 'Arrived',
  finished: 'Finished',
  size: 'Size',
  hidden: 'The list does not hold this message: the filter leaves it out.',
  showAll: 'Show all messages',
  startMissing: 'The log does not show how this message arrived: the line may be in an older file.',
  endMissing: 'The log does not show how this message ended: the line may be in a newer file.',
  children: 'Caused',
  parents: 'Came from',
  goTo: (id: string) => `Go to ${id}`,
  lineOf: (line: number, file: string) => `${file}, line ${n(line)}`,
  allFields: 'Fields of all lines',
  meaning: 'What it is',
  here: 'Here',
  noFields: 'This line has no fields.',
  close: 'Close',
  resize: 'Resize the panel',
  moreText: (next: number, rest: number) =>
    next < rest
      ? `Show ${n(next)} of ${n(rest)} more characters`
      : `Show ${many(rest, 'more character', 'more characters', n)}`,
  linesShown: (first: number, last: number, of: number) => `Lines ${n(first)} to ${n(last)} of ${n(of)}`,
  linesBefore: 'Lines before these',
  linesAfter: 'Lines after these',
  lineCount: (count: number) => many(count, 'line', 'lines', n),
  tooLong: 'Too much for the clipboard: copy parts of it among all lines.',
  copying: 'Copying…',
  linesLeftOut: (count: number) => `${many(count, 'more line is', 'more lines are', n)} not on this page.`,
};

export const diagramEn = {
  label: (from: string, to: string) => `The way of the message from ${from} to ${to}`,
  regions: { lan: 'LAN', server: 'This server', internet: 'Internet' },
  roles: { client: 'Client host', mta: 'Mail server', next: 'Next server', mailbox: 'Mailbox' },
  ident: 'ident user',
  login: 'login',
  address: 'address',
  mailbox: 'Local mailbox',
  program: 'Program',
  file: 'File',
  unknownHost: 'unknown host',
  noAddress: 'no address in the log',
  forged: 'name may be forged',
  protocol: 'protocol',
  daemon: 'daemon',
  mailer: 'mailer',
  delay: 'delay',
  dsn: 'dsn',
  stat: 'answer',
  attempts: (count: number) => many(count, 'attempt', 'attempts', n),
  remoteQueueId: 'id over there',
  mtaHint:
    'The server that wrote the log. No relay= ever names it; its name comes from the start of the lines.',
  evidence: {
    both: 'logged on both sides',
    one: 'logged on one side',
    inferred: 'inferred',
  },
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit to the panel',
  empty: 'The log does not say enough to draw this message.',
  legend: 'Legend',
};

export const linesEn = {
  title: 'Not understood',
  lead: 'Entries that belong to no message, and lines that nothing here could read. None is lost.',
  none: 'Every line of this log was understood.',
  unparsed: 'Not understood',
  otherPrograms: 'Other programs',
  repeats: 'Repeated lines',
  show: 'Show:',
  file: 'File',
  line: 'Line',
  kind: 'Kind',
  text: 'Text',
  count: (count: number) => many(count, 'line', 'lines', n),
  range: (first: number, count: number) =>
    count > 1 ? `lines ${n(first)}–${n(first + count - 1)}` : `line ${n(first)}`,
};
