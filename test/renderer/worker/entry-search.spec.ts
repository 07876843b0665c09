import { expect, test } from 'vitest';
import { parseFilter } from '#core/query/filter.ts';
import { encodeBatch } from '#core/records/batch-writer.ts';
import { EntrySearch } from '#renderer/worker/entry-search.ts';
import { pause } from '#renderer/worker/giving-way.ts';
import { entries } from '../../core/correlate/log.ts';

/** Letters in an order that no machine of an expression meets twice. */
function letters(line: number): string {
  return Array.from({ length: 300 }, (_, i) => 'abcdefghijklm'[(i * i * (line + 1) + i * line) % 13]).join(
    '',
  );
}
const LOG = entries(
  Array.from(
    { length: 2000 },
    (_, line) =>
      `Oct 21 23:01:58 mx sendmail[1811]: k9LE1v98001811: to=<a@b.test>, cipher=${letters(line)}\n`,
  ).join(''),
);
const BLOCK = encodeBatch(LOG, { source: 0, nextOffset: 0, nextLine: 1, alerts: [] });

function search(): EntrySearch {
  return new EntrySearch({
    blocks: [{ id: 1, first: 0, kinds: BLOCK.kind }],
    entries: LOG.length,
    batch: () => Promise.resolve(BLOCK),
    ahead: () => undefined,
    blockLines: () => ({ ...BLOCK, odd: false }),
  });
}

test.each(['/(.{0,300}a){3}x/', 'cipher:/(.{0,300}a){3}x/'])(
  'a newer question ends the search for %s within a block, however long one takes',
  async (filter) => {
    const parsed = parseFilter(filter);
    const looked = search().look(parsed.ok ? parsed.value.entryNodes : []);
    const abort = new AbortController();
    const running = looked.run(abort.signal);
    await pause(new AbortController().signal);
    abort.abort();
    await expect(running).rejects.toMatchObject({ problem: { code: 'cancelled' } });
  },
);
