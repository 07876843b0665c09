/** Lines of this format, at least one a kind: what the tests run against every format, and a catalogue for readers. */
import type { Kind } from '#core/records/log-record.ts';

export interface Sample {
  readonly kind: Kind;
  readonly line: string;
}

const HEAD = 'Nov 24 03:38:32 mx sm-mta[167]: ';

function own(kind: Kind, text: string): Sample {
  return { kind, line: HEAD + text };
}

export const SENDMAIL_SAMPLES: readonly Sample[] = [
  own(
    'from',
    '6AO3cWpY000167: from=<root@mx.example.test>, size=285, class=0, nrcpts=1, msgid=<a@b>, proto=ESMTP, daemon=MTA-v4, relay=localhost [127.0.0.1]',
  ),
  own(
    'to',
    '6AO3cWpY000167: to=<alice@mx.example.test>, ctladdr=<root@mx.example.test> (0/0), delay=00:00:00, xdelay=00:00:00, mailer=local, pri=30513, dsn=2.0.0, stat=Sent',
  ),
  own(
    'ruleset',
    '6AO3cwDI000211: ruleset=check_rcpt, arg1=<alice@example.test>, relay=client1.lan.test [127.0.1.10], reject=550 5.7.1 <alice@example.test>... We do not accept mail from you',
  ),
  own(
    'ruleset',
    'ruleset=check_relay, arg1=[127.0.1.99], arg2=127.0.1.99, relay=[127.0.1.99], reject=550 5.7.1 Access denied',
  ),
  own('milter', '6AO3kwaD000216: Milter: to=<milterrej@example.test>, reject=550 5.7.1 Command rejected'),
  own('milter', '6AO3kr3w000207: Milter (tmilt) add: header: X-Test-Milter: scanned by harness'),
  own('milter', '6AO3l7wt000226: milter=tmilt, quarantine=suspicious content'),
  own('auth', 'AUTH=server, relay=client2.lan.test [127.0.1.11], authid=carol, mech=PLAIN, bits=0'),
  own(
    'auth',
    '6AO3deDv000268: AUTH failure (PLAIN): authentication failure (-13) SASL(-13): authentication failure: Password verification failed, user=carol, relay=client2.lan.test [127.0.1.11]',
  ),
  own(
    'tls',
    'STARTTLS=client, relay=mx.tls.test., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
  ),
  own('child', '6AO3dDoJ000222: 6AO3dDoJ000224: DSN: User unknown'),
  own(
    'child',
    '6AO3hekc000181: 6AO3hi7d000186: sender notify: Warning: could not send message for past 1 second',
  ),
  own('child', '6AO3dAhu000217: 6AO3dBhu000219: postmaster notify: User unknown'),
  own('child', '6AO3hi7d000186: 6AO3hkYH000189: return to sender: Cannot send message for 1 second'),
  own('clone', '6AO3ePvp000289: 6AO3ePvp000290: clone: owner=alice'),
  own('clone', 'XAA12346: clone XAA12345, owner=owner-list'),
  own('recipient-refused', '6AO3cpFr000206: <nosuchuser@example.test>... User unknown'),
  own('connection', 'NOQUEUE: connect from client1.lan.test [127.0.1.10]'),
  own(
    'connection',
    '6AO3dalW000263: client1.lan.test [127.0.1.10] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA-v4',
  ),
  own('connection', '6AO3eCiW000279: client1.lan.test [127.0.1.10]: VRFY alice'),
  own('connection', '6AO3dlcK000274: collect: premature EOM: unexpected close'),
  own('queue', '6AO3lQ6X000207: done; delay=00:00:01, ntries=1'),
  own('queue', '6AO3hJHC000168: discarded'),
  own('queue', '6AO3i0gF000212: unquarantine'),
  own('daemon', 'starting daemon (8.17.1.9): SMTP+queueing@00:10:00'),
  own('daemon', 'rejecting connections on daemon MTA-v4: 3 children, max 3'),
  own('daemon', 'NOQUEUE: stopping daemon, reason=signal'),
  own('alias', 'alias database /etc/mail/aliases rebuilt by root'),
  own('alias', '/etc/mail/aliases: 9 aliases, longest 42 bytes, 216 bytes total'),
  own('alias', '6AO3ln6K000242: alias <list@example.test> => alice, bob, out@good.test'),
  own(
    'error',
    '6AO3hXdh000175: SYSERR(root): Too many hops 9 (5 max): from <u@a.test> via a.test, to <b@c.test>',
  ),
  own('error', '6AO3hTw6000173: message size (28464) exceeds maximum (20000)'),
  own(
    'note',
    '6AO3hvXM000208: Authentication-Warning: mx.example.test: bob set sender to other@good.test using -f',
  ),
  { kind: 'repeat', line: 'Nov 24 03:38:32 mx last message repeated 2 times' },
  { kind: 'other-program', line: 'Nov 24 03:38:34 mx su[170]: (to bob) root on none' },
  own('unparsed', 'colourless green ideas'),
];
