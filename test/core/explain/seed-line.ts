import type { Message } from '#core/correlate/message.ts';
import { explainField } from '#core/explain/explain.ts';
import type { Field, Kind } from '#core/records/log-record.ts';

/** `key=value; key=value` as fields, so that a test can be read. */
export function fieldsOf(text: string): Field[] {
  return text
    .split('; ')
    .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
}

/** What is known of the whole message; the rest is as in a message that the log shows little of. */
export function messageWith(known: Partial<Message>): Message {
  return {
    id: 'user100/k9LE1v98001811',
    dialect: 'sendmail',
    host: 'user100',
    queueIds: ['k9LE1v98001811'],
    direction: 'unknown',
    recipients: [],
    status: 'unknown',
    children: [],
    parents: [],
    startSeen: true,
    endSeen: true,
    records: [],
    ...known,
  };
}

export const SEED_MESSAGE = messageWith({
  size: 6297,
  class: 0,
  recipientCount: 1,
  zone: 540,
  arrived: Date.UTC(2006, 9, 21, 14, 1, 58),
});

export const SEED_FROM = fieldsOf(
  'from=<mailuser555@user100.server100.info>; size=6297; class=0; nrcpts=1; msgid=<20061021.230157.41624764.mailuser555@user100.server100.info>; proto=ESMTP; daemon=MTA; relay=user200@local001.localserver200 [192.168.38.222]',
);
export const SEED_TO = fieldsOf(
  'to=<otusr111@ekisaito.ko.ni>; ctladdr=<mailuser555@user100.server100.info> (1001/100); delay=00:00:04; xdelay=00:00:04; mailer=esmtp; pri=126297; relay=maile.ekisaito.ko.ni. [333.444.555.666]; dsn=2.0.0; stat=Sent (ok 1161439322 qp 70739)',
);

/** What a value says at its place, in English unless asked otherwise. */
export function here(
  kind: Kind,
  key: string,
  value: string,
  more: { fields?: readonly Field[]; message?: Message; language?: 'en' | 'ja' } = {},
): string {
  const context = {
    kind,
    fields: more.fields ?? [[key, value]],
    ...(more.message === undefined ? {} : { message: more.message }),
  };
  return explainField(key, value, context, more.language ?? 'en').here ?? '';
}
