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
  const signal = AbortSignal.timeout(LONGEST_MS);
  while (!signal.aborted) {
    const pages = await fetch(`http://${host}/json/list`, { signal }).then(
      (answer) => answer.json(),
      () => [],
    );
    if (pages.some(({ type, title }) => type === 'page' && title !== '')) return;
    await pause(20);
  }
}

/* What comes behind the address is not held back: an app that is the second of its kind says that it waits for its debugger to leave. */
createInterface({ input: process.stdin }).on('line', async (line) => {
  const host = ADDRESS.exec(line)?.[1];
  if (host !== undefined) await loaded(host);
  process.stderr.write(`${line}\n`);
});
