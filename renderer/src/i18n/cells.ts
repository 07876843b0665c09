/** What each column of the list shows of a message, as text. */
import type { Language } from '#core/contract/channels.ts';
import type { SortColumn } from '#core/contract/index-protocol.ts';
import { recipientsOf, type Message, type Peer } from '#core/correlate/message.ts';
import { withoutTurns } from '#core/lines/directions.ts';
import { formatBytes, formatClock, formatDay, formatDuration, formatMoment, t } from './index.ts';

export interface Cell {
  readonly text: string;
  /** The whole of it, for the tooltip. */
  readonly title: string;
}

export function cellOf(column: SortColumn, message: Message, language: Language): Cell {
  const cell = CELLS[column](message, language);
  const { text, title } = typeof cell === 'string' ? { text: cell, title: cell } : cell;
  return { text: withoutTurns(text), title: withoutTurns(title) };
}

const CELLS: Readonly<Record<SortColumn, (message: Message, language: Language) => string | Cell>> = {
  time: (m) => {
    const time = m.arrived ?? m.finished;
    if (time === undefined) return '';
    const zone = m.zone ?? 0;
    return { text: `${formatDay(time, zone)} ${formatClock(time, zone)}`, title: formatMoment(time, zone) };
  },
  direction: (m, language) => ({
    text: t(language).direction[m.direction],
    title: t(language).directionHint[m.direction],
  }),
  from: (m, language) => {
    const { noSender, noSenderShort } = t(language).list;
    return m.from === '' ? { text: noSenderShort, title: noSender } : (m.from ?? '');
  },
  to: (m, language) => {
    const [first] = m.recipients;
    if (first === undefined) return '';
    const { moreRecipients } = t(language).list;
    const others = recipientsOf(m) - 1;
    const more = others === 0 ? '' : ` ${moreRecipients(others)}`;
    const unnamed = recipientsOf(m) - m.recipients.length;
    const names = m.recipients.map(({ to }) => to);
    return {
      text: `${first.to}${more}`,
      title: [...names, ...(unnamed === 0 ? [] : [moreRecipients(unnamed)])].join('\n'),
    };
  },
  size: (m, language) => (m.size === undefined ? '' : formatBytes(m.size, language)),
  status: (m, language) => ({ text: t(language).status[m.status], title: statusTitle(m, language) }),
  delay: (m, language) => {
    const delays = m.recipients.flatMap(({ delay }) => (delay === undefined ? [] : [delay]));
    return delays.length === 0 ? '' : formatDuration(Math.max(...delays), language);
  },
  client: (m) => peerText(m.client),
  next: (m, language) => nextText(m, language),
};

function statusTitle(message: Message, language: Language): string {
  const said = message.recipients.flatMap(({ stat }) => (stat === undefined ? [] : [stat]));
  return [t(language).statusHint[message.status], ...said].join('\n');
}

export function peerText(peer: Peer | undefined): string | Cell {
  if (peer === undefined) return '';
  const text = peer.name ?? peer.address ?? peer.ident ?? '';
  const address = peer.address === undefined ? '' : ` [${peer.address}]`;
  return { text, title: `${peer.ident === undefined ? '' : `${peer.ident}@`}${peer.name ?? ''}${address}` };
}

const LOCAL = new Set(['local', 'prog', '*file*', '*include*', 'cyrus', 'cyrusv2', 'procmail']);

function nextText(message: Message, language: Language): string | Cell {
  const relayed = message.recipients.find(({ relay }) => relay !== undefined)?.relay;
  if (relayed !== undefined) return peerText(relayed);
  const local = message.recipients.some(({ mailer }) => mailer !== undefined && LOCAL.has(mailer));
  return local ? t(language).list.localMailbox : '';
}
