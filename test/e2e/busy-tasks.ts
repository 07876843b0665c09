/** How long tasks keep the page's main thread busy, in the processor's time: what other processes take does not count. */
import type { Page } from 'playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** `RunTask` is one task of a thread; names of threads come as metadata. */
const CATEGORIES = ['disabled-by-default-devtools.timeline', '__metadata'];

/** Notes tasks while `work` is done; answers milliseconds of the longest. */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const devTools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devTools.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ['*'] };
  await devTools.send('Tracing.start', { traceConfig, transferMode: 'ReportEvents' });
  await work();
  const whole = new Promise((resolve) => devTools.once('Tracing.tracingComplete', resolve));
  await devTools.send('Tracing.end');
  await whole;
  await devTools.detach();
  const threadOf = ({ pid, tid }: TraceEvent): string => `${String(pid)}/${String(tid)}`;
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map((event) => threadOf(event)),
  );
  const tasks = events.filter((event) => event.name === 'RunTask' && main.has(threadOf(event)));
  if (tasks.length === 0) throw new Error('No task of the page was noted');
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
}

/** Milliseconds of a fixed piece of work: a thousand small objects to JSON and back, ten times. The quickest of a few. */
export function unitOfWork(page: Page): Promise<number> {
  return page.evaluate(() => {
    const objects = Array.from({ length: 1000 }, (_, i) => ({
      id: i,
      name: `name ${String(i)}`,
      list: [i, i + 1],
    }));
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      for (let i = 0; i < 10; i++) JSON.parse(JSON.stringify(objects));
      return performance.now() - began;
    });
    return Math.min(...times);
  });
}
