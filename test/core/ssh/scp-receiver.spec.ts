import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScpReceiver, type ScpEvent } from '#core/ssh/scp-receiver.ts';

const encoder = new TextEncoder();

/** What comes of these bytes, cut where `sizes` says. */
function received(path: string, bytes: Uint8Array, sizes: readonly number[] = []) {
  const receiver = new ScpReceiver(path);
  const events: ScpEvent[] = [];
  let acknowledged = 0;
  let at = 0;
  const take = ({ events: more, acknowledge }: ReturnType<ScpReceiver['push']>) => {
    events.push(...more);
    acknowledged += acknowledge;
  };
  for (const size of [...sizes, bytes.length]) {
    take(receiver.push(bytes.subarray(at, at + size)));
    at = Math.min(bytes.length, at + size);
  }
  take(receiver.end());
  const data = Buffer.concat(events.flatMap((event) => (event.type === 'data' ? [event.data] : [])));
  return { events, data, acknowledged, kinds: [...new Set(events.map(({ type }) => type))] };
}

function sent(header: string, data: Uint8Array, end = '\0'): Uint8Array {
  return Buffer.concat([encoder.encode(header), data, encoder.encode(end)]);
}

test('a file arrives whole in whatever pieces, with its size and time', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2000 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 20 }),
      (data, sizes) => {
        const bytes = sent(`T1161439318 0 1161439318 0\nC0644 ${data.length} maillog\n`, data);
        const { events, data: got, acknowledged } = received('/var/log/maillog', bytes, sizes);
        expect(events[0]).toEqual({ type: 'file', size: data.length, modified: 1_161_439_318_000 });
        expect(events.at(-1)).toEqual({ type: 'end' });
        expect(got.equals(Buffer.from(data))).toBe(true);
        expect(acknowledged).toBe(3);
      },
    ),
  );
});

test('a name in any script is the one that was asked for', () => {
  expect(received('/log/メール.log', sent('C0644 1 メール.log\n', encoder.encode('x'))).kinds).toEqual([
    'file',
    'data',
    'end',
  ]);
});

test.each(['../maillog', 'maillog/', 'other', '..', '.', '/etc/passwd', 'mail\u001b[31mlog'])(
  'the name %j is not taken for maillog',
  (name) => {
    const { events, data } = received('/var/log/maillog', sent(`C0644 1 ${name}\n`, encoder.encode('x')));
    expect(events).toMatchObject([{ type: 'failed', why: 'lied' }]);
    expect(data).toHaveLength(0);
  },
);

test.each([
  'C0644 -1 maillog',
  'C0644 9999999999999999 maillog',
  'C0644 1e9 maillog',
  'D0755 0 maillog',
  'E',
  'hello',
])('%j is no file', (line) => {
  expect(received('maillog', encoder.encode(`${line}\n`)).events).toMatchObject([
    { type: 'failed', why: 'lied' },
  ]);
});

test('what the server refuses is told in its words, without its control characters', () => {
  const { events } = received('maillog', encoder.encode('\x01scp: maillog: \u001b[31mPermission denied\n'));
  expect(events).toEqual([{ type: 'failed', why: 'refused', text: 'scp: maillog:  [31mPermission denied' }]);
});

test('a second file after the first is not taken', () => {
  const bytes = Buffer.concat([
    sent('C0644 1 maillog\n', encoder.encode('x')),
    sent('C0644 1 maillog\n', encoder.encode('y')),
  ]);
  expect(received('maillog', bytes).data.toString()).toBe('x');
});

test('an end in the middle is a failure', () => {
  const { events } = received('maillog', encoder.encode('C0644 10 maillog\nxxx'));
  expect(events.at(-1)).toMatchObject({ type: 'failed', why: 'lied' });
});

test('a line without an end is given up', () => {
  expect(received('maillog', new Uint8Array(1_000_000).fill(67)).events).toMatchObject([{ type: 'failed' }]);
});

test('noise never becomes more data than its header says, nor a second file', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(20), (noise, size) => {
      const { events, data } = received('a', Buffer.concat([encoder.encode(`C0644 ${size} a\n`), noise]));
      expect(data.length).toBeLessThanOrEqual(size);
      expect(events.filter(({ type }) => type === 'file')).toHaveLength(1);
      expect(['end', 'failed']).toContain(events.at(-1)?.type);
    }),
  );
});
