// Passes on what the app says, and holds back the address of its DevTools until its window has a title.
// Playwright attaches when it reads that address. When it attaches in the very moment in which the first
// document replaces the empty one, Chromium 114 never tells it of that document, and it waits for ever
// (`_firstNonInitialNavigationCommittedPromise`): one start in some thirty on a busy machine.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const ADDRESS = /^DevTools listening on ws:\/\/([^/]+)/;
/** A start without a window is Playwright's to judge. */
const LONGEST_MS = 20_000;

/** @param {string} host of the DevTools, with its port */
async function loaded(host) {
  const until = Date.now() + LONGEST_MS;
  while (Date.now() < until) {
    const pages = await fetch(`http://${host}/json/list`).then(
      (answer) => answer.json(),
      () => [],
    );
    if (pages.some(({ type, title }) => type === 'page' && title !== '')) return;
    await pause(20);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const host = ADDRESS.exec(line)?.[1];
  if (host !== undefined) await loaded(host);
  process.stderr.write(`${line}\n`);
}
