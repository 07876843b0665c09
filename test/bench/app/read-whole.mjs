/** Opens a log in the packed app and waits until all of it is joined and stored. */
import { choose, memoryOf, rowsAfter } from './window.mjs';

/** Between two looks at the memory, milliseconds: each takes the processors some. */
const LOOK_EVERY = 1000;

/** After this the app has put away what is joined and collected its garbage, milliseconds; of a longer log for each line. */
const IDLE = 10_000;
const IDLE_A_LINE = 1 / 200;

/** Answers when the click was, and the milliseconds until rows were painted. */
export async function open({ electron, page }, log) {
  await choose(electron, log);
  const began = performance.now();
  const button = page.getByRole('button', { name: /open files/i }).first();
  return { began, rows: await rowsAfter(page, () => button.click()) };
}

/** Milliseconds until all is joined and stored. */
export async function readingTime(app, log) {
  const { began } = await open(app, log);
  await app.page.waitForSelector('[data-testid="progress"]', { state: 'detached', timeout: 3_600_000 });
  return performance.now() - began;
}

/** Milliseconds of the whole, and MB of all processes: the most meanwhile, and once it is done. Every one of its `lines` must be there. */
export async function readWhole(app, log, lines) {
  let most = 0;
  const sampler = setInterval(() => (most = Math.max(most, memoryOf(app.electron))), LOOK_EVERY);
  const milliseconds = await readingTime(app, log);
  clearInterval(sampler);
  const read = Number((await app.page.getByTestId('show-lines').textContent()).replace(/\D/g, ''));
  if (read !== lines) throw new Error(`${read} lines were read of ${lines}`);
  await app.page.waitForTimeout(Math.max(IDLE, lines * IDLE_A_LINE));
  return { milliseconds, most, open: memoryOf(app.electron) };
}
