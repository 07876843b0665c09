/** Starts the packed app, or an empty Electron beside it, and measures what a user would see. */
/* global addEventListener, document, window, requestAnimationFrame, MutationObserver, InputEvent -- of the page */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright/test';

const SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts an app to which nothing is attached while it starts. */
export function launch(executable, args, env = {}) {
  return _electron.launch({
    executablePath: fileURLToPath(new URL('unwatched.sh', import.meta.url)),
    args: [...SANDBOX, ...args],
    env: { ...process.env, ...env, EXECUTABLE: executable },
  });
}

/** Answers the app, its page and the milliseconds until what can be used was painted, by the page's own clock. */
export async function start(executablePath, args, usable) {
  const began = Date.now();
  const electron = await launch(executablePath, args);
  const page = await electron.firstWindow();
  await page.waitForSelector(usable);
  const painted = await page.waitForFunction(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return paint === undefined ? 0 : performance.timeOrigin + paint.startTime;
  });
  return { electron, page, milliseconds: (await painted.jsonValue()) - began };
}

/** From the click, as the page hears it, until rows are painted; Playwright itself would look only now and then. */
export async function rowsAfter(page, click) {
  const rows = page.evaluate(
    () =>
      new Promise((resolve) => {
        let clicked = 0;
        addEventListener('click', () => (clicked = performance.now()), { capture: true, once: true });
        new MutationObserver((_changes, observer) => {
          if (document.querySelector('[data-testid="row"]') === null) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - clicked)));
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  await click();
  return rows;
}

/** Proportional set size of a process and all that came of it, MB. */
export function memoryOf(electron) {
  const children = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = [electron.process().pid];
  for (const pid of family)
    family.push(...children.filter(([, parent]) => parent === pid).map(([child]) => child));
  return family.reduce((sum, pid) => sum + proportional(pid), 0) / 1024;
}

function proportional(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    /* It has ended meanwhile. */
    return 0;
  }
}

/** Collects the page's long tasks; `take` answers those since the last call, in milliseconds. */
export async function longTasks(page) {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
  return { take: () => page.evaluate(() => window.longTasks.splice(0)) };
}

/** The next open dialog answers with this file. */
export async function choose(electron, file) {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}

/** Puts a filter in as if it were typed at once; milliseconds until its rows and their count are painted, and
 * until what is painted no longer changes. */
export function filterFor(page, text) {
  return page.evaluate(async (filter) => {
    const input = document.querySelector('[data-testid="filter"]');
    const count = document.querySelector('[data-testid="list-bar"] .count');
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    let changed;
    let last;
    let painted = 0;
    const observer = new MutationObserver(() => {
      last = performance.now();
      changed ??= last;
      void frame().then(() => (painted = performance.now()));
    });
    observer.observe(count, { characterData: true, childList: true, subtree: true });
    const began = performance.now();
    input.focus();
    input.value = filter;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    while (painted === 0 && performance.now() - began < 10_000) await frame();
    const first = painted - began;
    const searching = () => document.querySelector('[data-testid="searching"]') !== null;
    while (searching() || performance.now() - last < 400) {
      /* Nothing more may be found, and that is known only at the end. */
      if (searching()) last = Math.max(last, performance.now());
      await frame();
      if (searching()) painted = performance.now();
    }
    observer.disconnect();
    return { first, final: painted - began, count: count.textContent };
  }, text);
}
