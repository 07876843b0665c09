/**
 * Deterministic sendmail logs of any length: several recipients, retries from the queue, bounces with their notices,
 * refused recipients, TLS lines, valid queue ids, and a turn of the year in the middle. The same count and seed give
 * the same bytes. `node test/bench/generate.mjs LINES FILE` writes one.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Seconds from the first line to the last: the turn of the year falls into the middle, whatever the length. */
const SPAN = 80 * 86_400;
const START = Date.UTC(2025, 10, 22);
const PEOPLE = 400;
const SITES = 900;

/** mulberry32: small, fast, the same everywhere. Answers whole numbers below `below`. */
function random(seed) {
  let a = seed >>> 0;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function two(n) {
  return String(n).padStart(2, '0');
}

function stamp(time) {
  const d = new Date(time);
  const day = String(d.getUTCDate()).padStart(2, ' ');
  return `${MONTHS[d.getUTCMonth()]} ${day} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

/** As queue.c:assign_queueid() makes it: the time in UTC, a sequence, the pid. */
function queueId(time, sequence, pid) {
  const d = new Date(time);
  const parts = [
    (d.getUTCFullYear() - 1900) % 60,
    d.getUTCMonth(),
    d.getUTCDate(),
    d.getUTCHours(),
    d.getUTCMinutes(),
    d.getUTCSeconds(),
    Math.floor(sequence / 60) % 60,
    sequence % 60,
  ];
  return parts.map((n) => DIGITS[n]).join('') + String(pid).padStart(6, '0');
}

function span(seconds) {
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}+${clock}` : clock;
}

function siteOf(n) {
  return {
    host: `mx${n % 3}.site${n}.example`,
    domain: `site${n}.example`,
    address: `203.0.${n % 256}.${(n * 7) % 256}`,
  };
}

/** The lines of one message, as [seconds after its arrival, text]. */
function* messageLines(pick, at, id) {
  const from = `user${pick(PEOPLE)}@home.example`;
  const size = 400 + pick(90_000);
  const client = 10 + pick(40);
  const total = pick(5) === 0 ? 2 + pick(4) : 1;
  const sites = Array.from({ length: total }, () => siteOf(pick(SITES)));
  if (pick(4) === 0)
    yield [
      0,
      `STARTTLS=server, relay=pc${client}.home.example [192.168.1.${client}], version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256`,
    ];
  if (pick(12) === 0) yield [0, `${id}: <nobody${pick(50)}@home.example>... User unknown`];
  yield [
    0,
    `${id}: from=<${from}>, size=${size}, class=0, nrcpts=${total}, msgid=<${at}.${pick(1e9)}@pc${client}.home.example>, proto=ESMTP, daemon=MTA, relay=pc${client}.home.example [192.168.1.${client}]`,
  ];
  for (const site of sites) yield* deliveryLines(pick, { id, from, size, site });
}

function* deliveryLines(pick, { id, from, size, site }) {
  const to = `to=<friend${pick(PEOPLE)}@${site.domain}>, ctladdr=<${from}> (1001/1001)`;
  const relay = `relay=${site.host}. [${site.address}]`;
  const pri = 30_000 + size;
  let delay = 1 + pick(20);
  const tries = pick(15) === 0 ? 1 + pick(4) : 0;
  for (let i = 0; i < tries; i++) {
    yield [
      delay,
      `${id}: ${to}, delay=${span(delay)}, xdelay=00:00:30, mailer=esmtp, pri=${pri + i * 90_000}, ${relay}, dsn=4.0.0, stat=Deferred: Connection timed out with ${site.host}.`,
    ];
    delay += 1800;
  }
  if (pick(3) === 0)
    yield [
      delay,
      `STARTTLS=client, relay=${site.host}., version=TLSv1.2, verify=FAIL, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256/256`,
    ];
  const head = `${id}: ${to}, delay=${span(delay)}, xdelay=00:00:${two(1 + pick(30))}, mailer=esmtp, pri=${pri + tries * 90_000}, ${relay}`;
  if (pick(25) > 0) {
    yield [delay, `${head}, dsn=2.0.0, stat=Sent (OK: queued as ${pick(1e9).toString(36).toUpperCase()})`];
    return;
  }
  const notice = id.slice(0, 6) + DIGITS[59 - pick(20)] + id.slice(7);
  yield [delay, `${head}, dsn=5.1.1, stat=User unknown`];
  yield [delay, `${id}: ${notice}: DSN: User unknown`];
  yield [
    delay,
    `${notice}: to=<${from}>, delay=00:00:00, xdelay=00:00:00, mailer=local, pri=${pri}, dsn=2.0.0, stat=Sent`,
  ];
}

/** Exactly `count` lines, each with its newline. */
export function* logLines(count, seed = 1) {
  const pick = random(seed);
  /** A message has about 3.7 lines. */
  const step = (SPAN * 1000 * 3.7) / count;
  const waiting = [];
  let left = count;
  for (let n = 0; left > 0; n++) {
    const at = START + Math.floor((n * step) / 1000) * 1000;
    while (left > 0 && waiting.length > 0 && waiting[0].time <= at) {
      yield waiting.shift().line;
      left--;
    }
    const pid = 1000 + (n % 900_000);
    for (const [after, text] of messageLines(pick, at, queueId(at, n % 3600, pid))) {
      const time = at + after * 1000;
      const line = `${stamp(time)} mail sendmail[${pid}]: ${text}\n`;
      if (after > 0) insert(waiting, { time, line });
      else if (left > 0) {
        yield line;
        left--;
      }
    }
  }
}

/** Keeps the list in order of time; new ones mostly belong near its end. */
function insert(waiting, item) {
  let at = waiting.length;
  while (at > 0 && waiting[at - 1].time > item.time) at--;
  waiting.splice(at, 0, item);
}

export async function writeLog(path, count) {
  const out = createWriteStream(path);
  let part = [];
  for (const line of logLines(count)) {
    if (part.push(line) < 5000) continue;
    if (!out.write(part.join(''))) await once(out, 'drain');
    part = [];
  }
  out.end(part.join(''));
  await once(out, 'finish');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await writeLog(process.argv[3], Number(process.argv[2]));
