/**
 * Every word of the window, the menus and the dialogs in English. This object is the shape that the other
 * languages must satisfy. Texts about the mail itself (fields, codes, lines) are in core/explain; sentences
 * about trouble are in core/base/problem-text.ts.
 */
import { startEn } from './en-start.ts';
import { detailEn, diagramEn, linesEn } from './en-detail.ts';
import { menuEn, dialogEn } from './en-menu.ts';
import { largeLogEn } from './en-large-log.ts';
import { serversEn } from './en-servers.ts';
import { sourcesEn } from './en-sources.ts';
import { certaintyEn } from './en-certainty.ts';
import { timeSheetEn } from './en-time.ts';
import { tourEn } from './en-tour.ts';
import { commandsEn, paletteEn } from './en-commands.ts';
import { notesEn } from './en-notes.ts';
import { networkEn } from './en-network.ts';
import { allLinesEn } from './en-lines.ts';
import { filterEn } from './en-filter.ts';
import { listBarEn } from './en-list.ts';
import { overviewEn } from './en-overview.ts';
import { mapEn } from './en-map.ts';
import { picturesEn } from './en-pictures.ts';
import type { Text } from './words.ts';
import { many, number } from './words.ts';

const n = number('en');

export const en = {
  commands: commandsEn,
  palette: paletteEn,
  network: networkEn,
  notes: notesEn,
  app: {
    name: 'Relayscope',
    tagline: 'See the way each mail took',
  },
  largeLog: largeLogEn,
  servers: serversEn,
  sources: sourcesEn,
  start: startEn,
  columns: {
    time: 'Time',
    direction: 'Direction',
    from: 'From',
    to: 'To',
    size: 'Size',
    status: 'Status',
    delay: 'Delay',
    client: 'Client',
    next: 'Next server',
  },
  status: {
    sent: 'Sent',
    deferred: 'Deferred',
    bounced: 'Bounced',
    rejected: 'Rejected',
    queued: 'Queued',
    discarded: 'Discarded',
    quarantined: 'Quarantined',
    unknown: 'Unknown',
  },
  statusHint: {
    sent: 'The next server or the mailbox has taken the message.',
    deferred: 'It could not be delivered yet and will be tried again.',
    bounced: 'Delivery failed for good; the sender is told.',
    rejected: 'The server refused it before taking it.',
    queued: 'It waits in the queue; no delivery was tried yet.',
    discarded: 'It was taken and thrown away without telling the sender.',
    quarantined: 'It is held back in the queue until somebody releases it.',
    unknown: 'The log does not say how it ended.',
  },
  direction: {
    outbound: 'Outbound',
    inbound: 'Inbound',
    internal: 'Internal',
    transit: 'Transit',
    unknown: 'Unknown',
  },
  directionHint: {
    outbound: 'From inside to a server outside.',
    inbound: 'From outside to a mailbox here.',
    internal: 'From inside to inside.',
    transit: 'From outside, passed on to a server outside.',
    unknown: 'The log does not show both ends.',
  },
  list: {
    label: 'Messages',
    empty: 'This log has no messages yet.',
    noMatch: 'No message matches the filter.',
    clearFilter: 'Clear the filter',
    partial: 'Still reading: more will follow.',
    loading: 'Loading…',
    sortAscending: (column: string) => `Sorted by ${column}, ascending`,
    sortDescending: (column: string) => `Sorted by ${column}, descending`,
    sortBy: (column: string) => `Sort by ${column}`,
    localMailbox: 'local mailbox',
    noSender: '(empty sender: a notice)',
    noSenderShort: '<>',
    moreRecipients: (count: number) => `+${n(count)} more`,
    recipients: (count: number) => many(count, 'recipient', 'recipients', n),
    selected: (position: number, total: number) => `Message ${n(position)} of ${n(total)}`,
  },
  allLines: allLinesEn,
  listBar: listBarEn,
  overview: overviewEn,
  filter: filterEn,
  progress: {
    label: 'Reading the log',
    reading: (name: string) => `Reading ${name}…`,
    bytes: (done: string, total: string) => `${done} of ${total}`,
    records: (count: number) => many(count, 'entry', 'entries', n),
    percent: (percent: number) => `${n(Math.floor(percent))} %`,
    opening: 'Opening…',
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    cancelled: 'Reading was cancelled. Nothing was kept of what was not finished.',
    continuing: (name: string) => `${name}: continuing from where it stopped`,
    done: (count: number) => `Done: ${many(count, 'message', 'messages', n)}`,
  },
  tabs: {
    label: 'Views',
    messages: 'Messages',
    notUnderstood: 'Not understood',
    sources: 'Files',
  },
  lines: linesEn,
  kind: {
    unparsed: 'not understood',
    'other-program': 'other program',
    repeat: 'repeated line',
    from: 'arrival',
    to: 'delivery',
    ruleset: 'rule check',
    milter: 'mail filter',
    auth: 'login',
    tls: 'encryption',
    child: 'notice made',
    clone: 'split copy',
    'recipient-refused': 'recipient refused',
    connection: 'connection',
    queue: 'queue',
    daemon: 'daemon',
    alias: 'alias',
    error: 'error',
    note: 'note',
  },
  detail: detailEn,
  certainty: certaintyEn,
  map: mapEn,
  pictures: picturesEn,
  diagram: diagramEn,
  settings: {
    title: 'Settings',
    language: 'Language',
    languages: { en: 'English', ja: '日本語' },
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    close: 'Close',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    groups: { everywhere: 'Everywhere', list: 'In the list', detail: 'In a message' },
    clearFilter: 'Clear the filter, or leave it',
    nextMessage: 'Next message',
    previousMessage: 'Previous message',
    page: 'One page down or up',
    firstLast: 'First or last message',
    choose: 'Select several messages',
    openMessage: 'Go to the selected message’s details',
    nextPanel: 'Next panel',
    diagram: 'Diagram',
    lines: 'Log lines',
    fields: 'Fields',
    zoom: 'Zoom the diagram',
    fit: 'Fit the diagram to the panel',
    copy: 'Copy',
    close: 'Close',
  },
  statusBar: {
    messages: (count: number) => many(count, 'message', 'messages', n),
    lines: (count: number) => many(count, 'line', 'lines', n),
    notUnderstood: (count: number) => `${n(count)} not understood`,
    showNotUnderstood: 'Show the lines that were not understood',
    alerts: (count: number) => many(count, 'notice', 'notices', n),
    selected: (id: string) => `Selected: ${id}`,
  },
  time: {
    zone: (zone: string) => `Times in the log’s own zone, ${zone}`,
    evidence: {
      stamp: 'year and time zone are written in the lines',
      'queue-id': (votes: number, voters: number) =>
        `year and time zone from ${n(votes)} of ${many(voters, 'queue id', 'queue ids', n)}`,
      'remote-id': (votes: number, voters: number) =>
        `year and time zone from ${n(votes)} of ${many(voters, 'id in a reply', 'ids in replies', n)}`,
      rollover: 'year counted back from the newest line',
      file: 'year from the file’s date; time zone not known',
      option: 'year and time zone as you set them',
      assumed: 'year and time zone assumed: the log does not say',
    },
    unknown: 'no time',
  },
  timeSheet: timeSheetEn,
  tour: tourEn,
  actions: {
    resume: 'Continue reading',
    copy: 'Copy',
    copied: 'Copied',
    copyLines: 'Copy the log lines',
    copyId: 'Copy the id',
    copyFailed: 'Could not copy. Try again.',
    exportSvg: 'Save the diagram as SVG…',
    exportLines: 'Save the log lines…',
    saved: 'Saved',
    saveFailed: 'Could not save. Try another place.',
    filterByThis: 'Show only messages with this value',
    more: 'More',
    retry: 'Try again',
    dismiss: 'Dismiss',
    close: 'Close',
    ok: 'OK',
    cancel: 'Cancel',
  },
  toolbar: {
    label: 'Toolbar',
    open: 'Open',
    settings: 'Settings',
    shortcuts: 'Keyboard shortcuts',
    closeLog: 'Close the log',
    language: '日本語',
    languageHint: 'Switch to Japanese',
    theme: (name: string) => `Appearance: ${name}`,
  },
  drop: {
    title: 'Drop to open',
    lead: 'Files or a folder; several files are read as one log.',
  },
  paste: {
    title: 'Paste log text',
    lead: 'Paste lines of a mail log here.',
    placeholder: 'Oct 21 23:01:58 user100 sendmail[1811]: …',
    open: 'Open',
    emptyClipboard: 'The clipboard holds no text. Copy some log lines first.',
    logTitle: 'Pasted text',
  },
  confirm: {
    forgetTitle: 'Remove this log from the list?',
    forgetText: (title: string) =>
      `What was indexed of ${title} is deleted. The log file itself is not touched.`,
    forget: 'Remove',
    reopenTitle: 'This log is already indexed',
    reopenText: 'Open what was read before, or read the file again from the start?',
    reopenIndexed: 'Open what was read',
    reopenAgain: 'Read again',
    cancel: 'Cancel',
  },
  problems: {
    title: 'Something went wrong',
    some: (count: number) => `${many(count, 'file', 'files', n)} could not be read`,
    notices: 'Notices about this log',
    details: 'Details',
    nothingOpened: 'Nothing was opened.',
  },
  menu: menuEn,
  dialog: dialogEn,
} as const satisfies Tree;

interface Tree {
  readonly [key: string]:
    string | Tree | readonly (readonly [string, string])[] | ((...args: never[]) => string);
}

/** What every language must give: the same keys, the same parameters. */
export type Messages = Shape<typeof en>;

type Shape<T> = T extends string
  ? Text
  : T extends (...args: infer A) => string
    ? (...args: A) => Text
    : T extends readonly (readonly [string, string])[]
      ? readonly (readonly [Text, Text])[]
      : { readonly [K in keyof T]: Shape<T[K]> };
