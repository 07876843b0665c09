/** The box that filters: its words and its help. */
import { filterBoxEn, savedFiltersEn } from './en-filter-words.ts';
import { many, number } from './words.ts';

const n = number('en');

export const filterEn = {
  label: 'Filter',
  placeholder: 'Filter: words, or from: to: status: …',
  clear: 'Clear',
  searching: 'searching the lines…',
  found: (count: number, total: number) => `${n(count)} of ${many(total, 'message', 'messages', n)}`,
  help: 'How to filter',
  helpTitle: 'Filtering messages',
  helpWords: 'Words are looked for everywhere in a message: addresses, hosts, ids and log lines.',
  helpFields: 'field:value looks in one place only. Several conditions must all hold.',
  helpQuotes: 'Put quotes around a value with blanks: "user unknown".',
  helpNot: 'A minus sign in front excludes, as below.',
  helpLines:
    'The view of all lines asks the same of each line. What only a message has (status, direction, is, recipients, label, note) counts for each of its lines.',
  helpFieldList: 'Fields:',
  fields: {
    from: 'the sender’s address',
    to: 'a recipient’s address',
    relay: 'the next server, by name or address',
    client: 'the host that handed the message in',
    host: 'the server that wrote the log',
    program: 'a program that wrote a line, such as sm-mta',
    pid: 'the number of its process',
    qid: 'the queue id',
    msgid: 'the Message-ID',
    status: 'sent, deferred, bounced, rejected, queued, discarded, quarantined',
    dsn: 'the delivery status code, such as 5.1.1',
    mailer: 'the mailer, such as esmtp or local',
    direction: 'outbound, inbound, internal, transit',
    ip: 'an address, or a network such as 192.168.0.0/24',
    domain: 'the part after @ of the sender’s or a recipient’s address',
    stat: 'what the log says of a delivery, such as "User unknown"',
    reject: 'why it was refused, in the server’s words',
    daemon: 'the daemon that took it, such as MTA or MSA',
    protocol: 'SMTP, ESMTP, ESMTPS, …',
    recipients: 'how many recipients: recipients>5',
    note: 'what you wrote to the message, its arrows, lines or hosts',
    label: 'red, orange, yellow, green, teal, blue, purple, pink, grey',
    kind: 'messages with a line of a kind: tls, auth, ruleset, milter, child, …',
    is: 'connection, bounce, incomplete, open, retried, failed, noted: is:failed',
    size: 'bytes, with k, m or g: size>10k',
    delay: 'how long it took: delay>1h30m',
    time: 'when it arrived, on the log’s clock: time:2006-10-21..2006-10-22',
    'raw.KEY':
      'any other field of the lines, such as xdelay>10s or cipher:AES; raw. only where the name is not known',
  },
  examples: [
    ['from:example.com', 'messages sent from an address that contains example.com'],
    ['status:deferred', 'messages that still wait'],
    ['to:alice -status:sent', 'messages to alice that did not get through'],
    ['to:*@example.com (status:deferred OR delay>1h)', 'mail to that domain that waits or was slow'],
    ['"Connection refused"', 'these two words, in this order, anywhere'],
    ['stat:/timed? out|refused/', 'a regular expression (RE2), between two slashes'],
  ] as readonly (readonly [string, string])[],
  box: filterBoxEn,
  saved: savedFiltersEn,
};
