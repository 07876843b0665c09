/** What a note may be written to, each with its key and its words. */
import type { Message } from '#core/correlate/message.ts';
import { hopKey, hostKey, lineKey, type Place, type Step } from './annotation.ts';
import { anchorsOf, keyOfMessage } from './find.ts';

/** Characters of the words that tell what a note is about. */
const LONGEST_ABOUT = 2000;

export function messagePlace(message: Message, raws: readonly string[]): Place {
  const [to, ...more] = message.recipients.map((recipient) => recipient.to);
  const others = more.length === 0 ? '' : ` +${String(more.length)}`;
  const from = message.from === undefined ? '' : message.from === '' ? '<>' : message.from;
  return {
    key: keyOfMessage(message, raws),
    subject: 'message',
    about: about(`${from} → ${to ?? ''}${others}`.trim()),
    ...anchored(message),
  };
}

/** `record` is the raw text of the arrow's first line; words for what no line tells of are its two ends. */
export function hopPlace(message: Message, step: Step, record: string, ends: string): Place {
  const [anchor = ''] = anchorsOf(message);
  return { key: hopKey(anchor, step, record), subject: 'hop', about: about(ends), anchor };
}

export function linePlace(raw: string, message?: Message): Place {
  return {
    key: lineKey(raw),
    subject: 'line',
    about: about(raw),
    ...(message === undefined ? {} : anchored(message)),
  };
}

export function hostPlace(name: string): Place {
  return { key: hostKey(name), subject: 'host', about: about(name) };
}

function anchored(message: Message): { readonly anchor?: string } {
  const [anchor] = anchorsOf(message);
  return anchor === undefined ? {} : { anchor };
}

function about(text: string): string {
  return text.slice(0, LONGEST_ABOUT);
}
