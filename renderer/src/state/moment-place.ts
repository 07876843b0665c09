/** Where in the list a moment is that was typed by the clock that is shown. */
import { readMoment } from '#core/query/moment.ts';
import type { Index } from '../bridge/index-client.ts';
import type { AppState } from './app.svelte.ts';
import { readerZone } from './zoned-index.ts';

/** In the list, sorted by time from then on; undefined for what is no time. */
export async function momentPlace(app: AppState, index: Index, typed: string): Promise<number | undefined> {
  const { list, detail, timesIn } = app;
  const near = detail?.message.arrived ?? list.rows[0]?.message.arrived ?? Date.now();
  const log = app.log?.timing[0]?.zone ?? 0;
  const shown = timesIn === 'reader' ? readerZone(near) : log;
  const moment = readMoment(typed, near + shown * 60_000);
  if (moment === undefined) return undefined;
  if (list.sort.column !== 'time') await list.setSort({ column: 'time', descending: false });
  return index.call('place-of', list.filter, list.sort, list.besides, moment + (log - shown) * 60_000);
}
