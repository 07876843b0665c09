/** What the approved pictures show: small, large and awkward messages, one of them with notes. */
import { hopKey, hostKey, type Annotation } from '#core/annotations/annotation.ts';
import { keyOfMessage, type Find } from '#core/annotations/find.ts';
import { hopPlace, messagePlace } from '#core/annotations/places.ts';
import type { Message } from '#core/correlate/message.ts';
import type { LogRecord } from '#core/records/log-record.ts';
import type { Told } from '#core/relay-graph/told.ts';
import type { Family } from '#core/relay-graph/family.ts';
import { correlate, fixture } from '../core/correlate/log.ts';
import { ARRIVED, many, message, MIXED, recipient, sent } from '../core/relay-graph/messages.ts';

export interface PictureCase {
  readonly message: Message;
  readonly records: readonly LogRecord[];
  readonly find: Find;
}

const LONG = 'a-host-name-of-sixty-characters-that-nobody-types-by-hand.example.test';

const CASES: Readonly<Record<string, Message>> = {
  plain: message(),
  outcomes: MIXED,
  'fifty-recipients': many(50),
  'long-names': message({
    client: { name: `client.${LONG}`, address: '192.168.38.222' },
    recipients: [
      sent(`somebody-with-a-long-name@${LONG}`, { relay: { name: `mx1.${LONG}`, address: '192.0.2.1' } }),
    ],
  }),
  'no-client': unknownClient(),
  ipv6: message({
    client: { name: 'local001', address: '2001:db8:1234:5678:9abc:def0:1234:5678' },
    recipients: [sent('a@v6.test', { relay: { name: 'mx.v6.test', address: '2001:db8::25' } })],
  }),
  'attempts-114': message({
    finished: ARRIVED + 5 * 86_400_000,
    status: 'deferred',
    recipients: [
      recipient('slow@far.test', {
        status: 'deferred',
        attempts: Array.from({ length: 114 }, (_, i) => ({
          status: 'deferred' as const,
          record: i + 1,
          time: ARRIVED + i * 3_780_000,
          dsn: '4.2.0',
          stat: `Deferred: 451 try again in ${String(i)} seconds`,
          transactionDelay: 2,
        })),
      }),
    ],
  }),
  nothing: message({ recipients: [], client: {}, status: 'unknown' }),
};

function unknownClient(): Message {
  const { client: _, ...rest } = message();
  return rest;
}

export function pictureCases(): readonly (readonly [string, PictureCase])[] {
  const plain = Object.entries(CASES).map(
    ([name, shown]) => [name, { message: shown, records: [], find: () => undefined }] as const,
  );
  return [
    ...plain,
    ['noted', noted()],
    ['too-many-hops', recorded('6AO3hXdh000175')],
    ['loops-back', recorded('6AO3i5j9000224')],
  ];
}

/** Recorded from a server that mail came back to. */
function recorded(queueId: string): PictureCase {
  const { messages, records } = correlate(fixture('real/checks.log'));
  const shown = messages.find(({ queueIds }) => queueIds.includes(queueId));
  if (shown === undefined) throw new Error('The recorded log has it');
  return {
    message: shown,
    records: shown.records.flatMap((index) => records[index] ?? []),
    find: () => undefined,
  };
}

function noted(): PictureCase {
  const { messages, records: all } = correlate(fixture('seed.log'));
  const shown = messages.find(({ id }) => id === 'user100/k9LE1v98001811');
  if (shown === undefined) throw new Error('The seed has it');
  const records = shown.records.flatMap((index) => all[index] ?? []);
  const raws = records.map(({ raw }) => raw);
  const notes: readonly Annotation[] = [
    {
      key: keyOfMessage(shown, raws),
      subject: 'message',
      about: '',
      note: 'プロバイダーに確認',
      label: 'green',
      changed: 1,
    },
    { key: hostKey('maile.ekisaito.ko.ni'), subject: 'host', about: '', note: 'Slow on Sundays', changed: 1 },
    { key: hopKey(shown.id, 'delivery', raws[1] ?? ''), subject: 'hop', about: '', label: 'red', changed: 1 },
  ];
  const byKey = new Map(notes.map((note) => [note.key, note]));
  return { message: shown, records, find: (key) => byKey.get(key) };
}

/** By way of the submission queue to several servers. */
export function queued(): Message {
  const handOver = { from: 'k9LE1v98001810', to: 'k9LE1v98001811', record: 1, time: ARRIVED + 1000 };
  return message({
    queueIds: [handOver.from, handOver.to],
    client: { ident: 'root', name: 'localhost' },
    handOvers: [handOver],
    recipients: MIXED.recipients,
  });
}

const BOUNCED = '6AO3dDoJ000222';

/** A message that came back, with the bounce unfolded. */
export function unfoldedCase(): { readonly told: Told; readonly family: Family } {
  const { messages, records } = correlate(fixture('real/default.log'));
  const all = new Map(
    messages.map((each) => [
      each.id,
      { message: each, records: each.records.flatMap((index) => records[index] ?? []) },
    ]),
  );
  const told = [...all.values()].find(({ message: { queueIds } }) => queueIds.includes(BOUNCED));
  if (told === undefined) throw new Error('The recorded log has it');
  return { told, family: { told: all, open: new Set(told.message.children) } };
}

/** On a message that came in, and on the arrow of one that was sent. */
export function messageNotes(
  messages: readonly Message[],
  records: readonly LogRecord[],
): readonly Annotation[] {
  const rawOf = (message: Message, at: number) => records[message.records[at] ?? -1]?.raw ?? '';
  const came = messages.find(({ direction }) => direction === 'inbound');
  const sent = messages.find(({ id }) => id === 'user100/k9LE1v98001811');
  if (came === undefined || sent === undefined) throw new Error('The seed has both');
  const plain = { note: 'Ask who sent this', changed: 1 };
  return [
    { ...plain, ...messagePlace(came, [rawOf(came, 0)]) },
    {
      ...hopPlace(sent, 'delivery', rawOf(sent, 1), 'user100 → maile.ekisaito.ko.ni'),
      label: 'red',
      changed: 1,
    },
  ];
}

export function hostNotes(): readonly Annotation[] {
  const on = (host: string, rest: Pick<Annotation, 'note' | 'label'>): Annotation => ({
    key: hostKey(host),
    subject: 'host',
    about: '',
    changed: 1,
    ...rest,
  });
  return [
    on('maile.ekisaito.ko.ni', { note: '日曜は遅い / slow on Sundays' }),
    on('local001.localserver200', { label: 'green', note: 'The desk upstairs' }),
  ];
}
