/** Of a very long map the page holds the part that is looked at, and asks for the next before its end is in sight. */
import { expect, test } from 'vitest';
import type { MapAnswer } from '#core/contract/map-protocol.ts';
import type { Sight } from '#core/relay-graph/map/map-picture.ts';
import type { Index } from '#renderer/bridge/index-client.ts';
import { MapState } from '#renderer/state/map.svelte.ts';
import type { MessageList } from '#renderer/state/message-list.svelte.ts';

const HEIGHT = 500_000;

/** Answers with the part that was asked for, once `come` is called. */
function opened() {
  const waiting: (() => void)[] = [];
  const call = (_name: 'map', { sight }: { readonly sight?: Sight }): Promise<MapAnswer> =>
    new Promise((resolve) => {
      const picture = { height: HEIGHT, ...(sight === undefined ? {} : { covers: sight }) };
      waiting.push(() => resolve({ picture } as MapAnswer));
    });
  const list = { filter: '', besides: '', sort: { column: 'time', descending: false } };
  const map = new MapState({ call } as unknown as Index, list as unknown as MessageList);
  const show = () => map.show(map.question('en', 1100));
  const come = (): void => waiting.splice(0).forEach((answer) => answer());
  return { map, show, come };
}

const covered = ({ answer }: MapState): Sight => answer?.picture.covers ?? { from: NaN, until: NaN };

test('wherever a very long map is moved to, the part in sight is there, and its middle asks for nothing', async () => {
  const { map, show, come } = opened();
  for (const from of [0, 12_000, 24_000, 300_000, 499_000, 0]) {
    const sight = { from, until: from + 1000 };
    map.look(sight);
    const shown = show();
    come();
    await shown;
    expect(covered(map).from).toBeLessThanOrEqual(sight.from);
    expect(covered(map).until).toBeGreaterThanOrEqual(sight.until);
    const { around } = map;
    map.look(sight);
    expect(map.around).toBe(around);
  }
});

test('no further part is asked for before the last one has come', async () => {
  const { map, show, come } = opened();
  const first = show();
  come();
  await first;
  map.look({ from: 20_000, until: 21_000 });
  const { around } = map;
  const second = show();
  map.look({ from: 90_000, until: 91_000 });
  expect(map.around).toBe(around);
  come();
  await second;
  map.look({ from: 90_000, until: 91_000 });
  expect(map.around.until).toBeGreaterThan(91_000);
});

test('a map that leaves the window is whole', async () => {
  const { map, come } = opened();
  const drawn = map.drawn(map.question('en', 1100));
  come();
  expect((await drawn)?.picture.covers).toBeUndefined();
});
