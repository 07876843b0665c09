import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainLine } from '#core/explain/explain-line.ts';
import type { Field, Kind, LogRecord } from '#core/records/log-record.ts';
import { KINDS } from '#core/records/log-record.ts';

function line(kind: Kind, text: string, fields: readonly Field[] = [], program = 'sm-mta'): LogRecord {
  return {
    source: 0,
    line: 1,
    lineCount: 1,
    offset: 0,
    raw: text,
    text,
    program,
    dialect: 'sendmail',
    kind,
    fields,
  };
}

function title(kind: Kind, text: string): string {
  return explainLine(line(kind, text), 'en').title;
}

test.each(KINDS)('a line of the kind %s is explained in both languages', (kind) => {
  const en = explainLine(line(kind, 'something new'), 'en');
  const ja = explainLine(line(kind, 'something new'), 'ja');
  expect(en.meaning).toMatch(/\.$/);
  expect(ja.meaning).toMatch(/。$/u);
});

test.each<[Kind, string, string]>([
  ['child', '6AO3hXdh000175: 6AO3hYdh000176: DSN: Too many hops 9 (5 max): from <u@x>', 'Bounce made'],
  ['child', '6AO3euTS000348: 6AO3evTS000349: DSN: Return receipt', 'Receipt sent'],
  [
    'child',
    '6AO3hekc000181: 6AO3hi7d000186: sender notify: Warning: could not send message for past 4 hours',
    'Delay notice made',
  ],
  [
    'child',
    '6AO3hekc000181: 6AO3hkYI000189: sender notify: Cannot send message for 1 second',
    'Notice to the sender',
  ],
  ['child', '6AO3chff000188: 6AO3chff000189: postmaster notify: User unknown', 'Notice to the postmaster'],
  [
    'child',
    '6AO3hi7d000186: 6AO3hkYH000189: return to sender: Cannot send message for 1 second',
    'A bounce that failed',
  ],
  ['clone', '6AO3ePvp000289: 6AO3ePvp000290: clone: owner=alice', 'Copy for a mailing list'],
  [
    'ruleset',
    '6AO3cwDI000211: ruleset=check_rcpt, arg1=<a@b>, relay=c [1.2.3.4], reject=550 5.7.1 <a@b>... Access denied',
    'Refused by rule',
  ],
  [
    'ruleset',
    '6AO3hJHC000168: ruleset=check_rcpt, arg1=<a@b>, relay=c [1.2.3.4], discard',
    'To be thrown away, by rule',
  ],
  ['recipient-refused', '6AO3cpFr000206: <nosuchuser@example.test>... User unknown', 'No such user here'],
  [
    'milter',
    '6AO3kwaD000216: Milter: to=<x@y>, reject=550 5.7.1 Command rejected',
    'Refused by a mail filter',
  ],
  [
    'milter',
    '6AO3kr3w000207: Milter (tmilt) add: header: X-Test-Milter: scanned by harness',
    'Header added by a filter',
  ],
  ['milter', '6AO3l7wt000226: milter=tmilt, quarantine=suspicious content', 'Quarantined by a filter'],
  ['connection', '6AO3dlcK000274: collect: premature EOM: unexpected close', 'Message broken off'],
  [
    'connection',
    '6AO3e1k9000277: SYSERR(root): collect: relay=c, from=<u@c>, info=read timeout',
    'Message not received to its end',
  ],
  [
    'connection',
    '6AO3doRN000275: lost input channel from c [1.2.3.4] to MTA-v4 after rcpt',
    'Connection lost',
  ],
  [
    'connection',
    '6AO3dalW000263: c [1.2.3.4] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA-v4',
    'Connection without a message',
  ],
  ['connection', 'NOQUEUE: connect from client1.lan.test [127.0.1.10]', 'Connection'],
  [
    'tls',
    'STARTTLS=client, relay=mx.tls.test., version=TLSv1.3, verify=FAIL, cipher=X, bits=256/256',
    'Encrypted connection',
  ],
  ['tls', 'STARTTLS=client, error: connect failed=-1, reason=wrong version number', 'Encryption failed'],
  [
    'auth',
    'AUTH=server, relay=client2.lan.test [127.0.1.11], authid=carol, mech=PLAIN, bits=0',
    'Client logged in',
  ],
  ['auth', '6AO3deDv000268: AUTH failure (PLAIN): authentication failure (-13)', 'Login failed'],
  ['daemon', 'starting daemon (8.17.1.9): SMTP+queueing@00:10:00', 'Mail server started'],
  ['daemon', 'rejecting connections on daemon MTA: load average: 20', 'Refuses connections'],
  ['alias', 'alias database /etc/mail/aliases rebuilt by root', 'Aliases rebuilt'],
  [
    'error',
    '6AO3i5j9000224: SYSERR(root): mx6.v6.test. config error: mail loops back to me (MX problem?)',
    'Mail loops back',
  ],
  [
    'error',
    'NOQUEUE: SYSERR(root): opendaemonsocket: daemon MTA-v4: cannot bind: Address already in use',
    'Cannot listen',
  ],
  ['queue', '6AO3lQ6X000207: done; delay=00:00:01, ntries=1', 'Finished'],
  ['note', '6AO3lAVj000228[2]: word0091, word0092', 'Continuation'],
])('%s: %s', (kind, text, expected) => {
  expect(title(kind, text)).toBe(expected);
});

test('an arrival line without a Message-ID is told to be no message', () => {
  const refused: Field[] = [
    ['from', '<a@b>'],
    ['size', '0'],
    ['nrcpts', '0'],
    ['relay', 'c [1.2.3.4]'],
  ];
  expect(explainLine(line('from', '', refused), 'en').title).toBe('Attempt without a message');
  expect(explainLine(line('from', '', [...refused, ['msgid', '<x@y>']]), 'en').title).toBe('Arrival');
});

test('programs that share the log are named by what they do', () => {
  expect(explainLine(line('other-program', '', [], 'opendkim'), 'en').title).toBe('Sender check');
  expect(explainLine(line('other-program', '', [], 'cron'), 'en').title).toBe('Other program');
});

test('no text makes an explanation throw', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('en', 'ja'),
      (kind, text, language) => {
        expect(explainLine(line(kind, text, [], text), language).title).not.toBe('');
      },
    ),
  );
});
