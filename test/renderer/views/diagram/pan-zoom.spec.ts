/** Where the picture stands in its panel. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PanZoom } from '#renderer/views/diagram/pan-zoom.ts';

beforeEach(() => {
  class Observer {
    readonly #heard: () => void;
    constructor(heard: () => void) {
      this.#heard = heard;
    }
    observe(): void {
      this.#heard();
    }
    disconnect(): void {
      return undefined;
    }
  }
  vi.stubGlobal('ResizeObserver', Observer);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('what was gone to by keys stays in sight when a note makes the picture higher', () => {
  let top = 0;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  Object.defineProperties(svg, { clientWidth: { value: 400 }, clientHeight: { value: 300 } });
  const panZoom = new PanZoom(svg, (_text, { y }) => (top = y));
  panZoom.contentIs({ width: 400, height: 900 }, true);
  expect(top).toBe(0);
  panZoom.reveal({ x: 10, y: 600, width: 50, height: 50 });
  const before = top;
  expect(before).toBeLessThan(-200);
  panZoom.contentIs({ width: 400, height: 940 }, false);
  expect(top).toBe(before);
  panZoom.contentIs({ width: 400, height: 900 }, true);
  expect(top).toBe(0);
});
