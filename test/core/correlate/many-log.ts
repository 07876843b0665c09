/** Logs with one message of very many entries or recipients, behind three usual ones. Its queue id is always MANY. */
export const MANY = '62380001100001';

const BEGIN = Date.UTC(2026, 2, 3, 8);

function stamp(seconds: number): string {
  const iso = new Date(BEGIN + seconds * 1000).toISOString();
  return `Mar ${iso.slice(8, 10).replace(/^0/, ' ')} ${iso.slice(11, 19)}`;
}

function arrival(at: number, id: string, recipients: number): string {
  const facts = `size=2345, class=0, nrcpts=${String(recipients)}, msgid=<${id}@example.org>, proto=ESMTP, daemon=MTA`;
  return `${stamp(at)} mx sendmail[900]: ${id}: from=<list@example.org>, ${facts}, relay=client.example.org [192.168.1.9]\n`;
}

function delivery(at: number, id: string, to: string, said = 'dsn=2.0.0, stat=Sent', host = 'mx'): string {
  const facts = `delay=00:00:09, xdelay=00:00:01, mailer=esmtp, pri=12345, relay=${host}.example.net. [203.0.113.7]`;
  return `${stamp(at)} mx sendmail[901]: ${id}: to=${to}, ${facts}, ${said}\n`;
}

function usual(): string {
  return [1, 2, 3]
    .map((n) => {
      const id = `6238000110010${String(n)}`;
      return arrival(n, id, 1) + delivery(n + 1, id, `<user${String(n)}@example.net>`);
    })
    .join('');
}

function log(recipients: number, deliveries: number, make: (i: number) => string): string {
  const own = Array.from({ length: deliveries }, (_, i) => make(i));
  return [usual(), arrival(10, MANY, recipients), ...own].join('');
}

/** A mailing list: an entry a recipient, at 300 servers; every seventh is unknown there. */
export function listLog(recipients: number): string {
  return log(recipients, recipients, (i) => {
    const said =
      i % 7 === 0 ? 'dsn=5.1.1, stat=User unknown' : `dsn=2.0.0, stat=Sent (ok ${String(1e6 + i)})`;
    const server = String(i % 300);
    return delivery(
      11 + Math.floor(i / 50),
      MANY,
      `<user${String(i)}@d${server}.example.net>`,
      said,
      `mx${server}`,
    );
  });
}

/** All recipients in one entry. */
export function oneEntryLog(recipients: number): string {
  const all = Array.from({ length: recipients }, (_, i) => `<u${String(i)}@ex.net>`);
  return log(recipients, 1, () => delivery(12, MANY, all.join(',')));
}

/** One recipient, tried again and again at two servers, with two answers. */
export function retriedLog(times: number): string {
  return log(1, times, (i) => {
    const said = i % 3 === 0 ? '451 try again later' : 'Connection timed out';
    return delivery(
      11 + i * 7,
      MANY,
      '<late@example.net>',
      `dsn=4.0.0, stat=Deferred: ${said}`,
      `mx${String(i % 2)}`,
    );
  });
}
