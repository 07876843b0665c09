/** The map of ten thousand peers in the packed app: its first paint, and the frames while all of it is panned. */
/* global document, requestAnimationFrame -- of the page */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../app/window.mjs';

const PEERS = 10_000;
const PANNED = 4000;

function log() {
  return Array.from({ length: PEERS }, (_, i) => {
    const clock = new Date(Date.UTC(2026, 10, 2) + i * 5000).toISOString().slice(11, 19);
    const head = `Nov  2 ${clock} mx sendmail[1000]: kB28001v${String(i).padStart(6, '0')}:`;
    const outcome = i % 10 === 0 ? 'dsn=4.2.0, stat=Deferred: 451 later' : 'dsn=2.0.0, stat=Sent (ok)';
    return `${head} from=<ann@home.test>, size=1000, nrcpts=1, proto=ESMTP, daemon=MTA, relay=pc.home.test [192.168.1.2]
${head} to=<bob@site${i}.test>, delay=00:00:04, xdelay=00:00:01, mailer=esmtp, relay=mx.site${i}.test. [198.51.${i >> 8}.${i & 255}], ${outcome}`;
  }).join('\n');
}

/** In the page: milliseconds from the press of the map's button to the frame after its first card. */
const opening = () =>
  new Promise((done) => {
    const began = performance.now();
    const look = () =>
      document.querySelector('[data-testid=map-node]') === null
        ? requestAnimationFrame(look)
        : requestAnimationFrame(() => done(performance.now() - began));
    document.querySelector('[data-testid=map-switch]').click();
    look();
  });

/** In the page: lengths of the frames of so many milliseconds. */
const framesOf = (milliseconds) =>
  new Promise((done) => {
    const lengths = [];
    let last = performance.now();
    const until = last + milliseconds;
    const next = () => {
      const now = performance.now();
      lengths.push(now - last);
      last = now;
      if (now < until) requestAnimationFrame(next);
      else done(lengths);
    };
    requestAnimationFrame(next);
  });

/** Each press shows four times as many, until all are there. */
async function openAll(page) {
  const rest = page.getByTestId('map-open').filter({ hasText: '▸' });
  for (let presses = 0; presses < 5; presses++) {
    while ((await rest.count()) === 0) {
      await page.mouse.wheel(0, 10_000_000);
      await page.waitForTimeout(300);
    }
    await rest.dispatchEvent('click');
    while ((await rest.count()) > 0) await page.waitForTimeout(300);
  }
}

export async function measureMap(executable) {
  const folder = await mkdtemp(join(tmpdir(), 'relayscope-bench-'));
  const file = join(folder, 'maillog');
  await writeFile(file, `${log()}\n`);
  const usable = 'html[data-ready="true"]';
  const { electron, page } = await start(
    executable,
    [`--user-data-dir=${join(folder, 'data')}`, file],
    usable,
  );
  /* As long as a reader takes to look at the list. */
  await page.waitForTimeout(3000);
  const paint = await page.evaluate(opening);
  await page.getByTestId('map').hover();
  await openAll(page);
  const frames = page.evaluate(framesOf, PANNED);
  for (let i = 0; i < 120; i++) await page.mouse.wheel(0, -400);
  const lengths = await frames;
  await electron.close();
  await rm(folder, { recursive: true, force: true });
  const long = lengths.filter((length) => length > 34).length;
  return `
In the packed app a map of 10,000 peers shows its first cards ${Math.round(paint)} ms after its key. With all 10,000 opened and
panned for ${PANNED / 1000} s, ${lengths.length} frames are drawn, ${long} of them longer than two of a 60 Hz screen.
`;
}
