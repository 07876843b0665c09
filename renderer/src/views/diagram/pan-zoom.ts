/**
 * Moves the picture with d3-zoom: drag to pan, wheel to scroll, wheel with Ctrl (or a pinch) to zoom at the pointer.
 * The transform is handed back as text; whoever draws puts it on a group. Nothing is remembered. How much room there is
 * is heard after each layout: asked for in the middle of other changes it would cost a layout of its own.
 */
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';
import type { Box } from '#core/relay-graph/diagram-layout.ts';
import { watchSize, type Size } from './watch-size.ts';

const LIMITS: [number, number] = [0.25, 3];
/** Below this the small type (12 pixels) is hard to read: a larger picture fills the width and is scrolled instead. */
const LEGIBLE = 0.85;
/** Below this it cannot be read at all. */
const SMALLEST_FIT = 0.62;
const STEP = 1.25;
/** So far the picture can be moved beyond its edges: never so far that a long one is out of sight. */
const BEYOND = 240;

export class PanZoom {
  readonly #element: SVGSVGElement;
  readonly #behaviour;
  readonly #selection;
  #touched = false;
  /** What was brought into view last, for the picture as it is set now. */
  #revealed: Box | undefined;
  #content: Size = { width: 1, height: 1 };
  #room: Size = { width: 0, height: 0 };
  readonly #unwatch: () => void;

  constructor(element: SVGSVGElement, onmove: (transform: string, at: ZoomTransform) => void) {
    this.#element = element;
    this.#selection = select(element);
    this.#behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent(LIMITS)
      .extent((): [[number, number], [number, number]] => [
        [0, 0],
        [this.#room.width, this.#room.height],
      ])
      .filter(
        (event: Event) =>
          isPinch(event) || (event.type !== 'wheel' && event.type !== 'dblclick' && isPrimary(event)),
      )
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        if (sourceEvent !== null) this.#touched = true;
        onmove(describe(transform), transform);
      });
    this.#selection.call(this.#behaviour);
    element.addEventListener('wheel', this.#scroll, { passive: false });
    this.#unwatch = watchSize(element, (room) => {
      this.#room = room;
      this.#revealed = undefined;
      if (!this.#touched) this.fit();
    });
  }

  /** The picture changed: fitted again unless the reader has moved it. */
  contentIs(size: Size, isNew: boolean): void {
    this.#content = size;
    const beyond = { x: Math.min(size.width / 2, BEYOND), y: Math.min(size.height / 2, BEYOND) };
    this.#behaviour.translateExtent([
      [-beyond.x, -beyond.y],
      [size.width + beyond.x, size.height + beyond.y],
    ]);
    if (isNew) this.#touched = false;
    const seen = isNew || this.#touched ? undefined : this.#revealed;
    if (!this.#touched) this.fit();
    /* Whoever went to an arrow by keys finds it where it was when a note makes the picture higher. */
    if (seen !== undefined) this.reveal(seen);
  }

  /** What is seen stays where it is, whatever is added to the content. */
  hold(): void {
    this.#touched = true;
  }

  fit(): void {
    this.#touched = false;
    this.#revealed = undefined;
    this.#behaviour.transform(this.#selection, fitted(this.#content, this.#room));
  }

  zoomIn(): void {
    this.#scaleBy(STEP);
  }

  zoomOut(): void {
    this.#scaleBy(1 / STEP);
  }

  /** Brings a box of the picture into view, moving no more than needed. */
  reveal(box: Box): void {
    this.#revealed = box;
    const { k, x, y } = this.#current();
    const room = this.#room;
    const dx = intoView(box.x * k + x, box.width * k, room.width);
    const dy = intoView(box.y * k + y, box.height * k, room.height);
    if (dx !== 0 || dy !== 0) this.#behaviour.translateBy(this.#selection, dx / k, dy / k);
  }

  dispose(): void {
    this.#unwatch();
    this.#element.removeEventListener('wheel', this.#scroll);
    // eslint-disable-next-line no-restricted-syntax -- how d3 takes a listener off
    this.#selection.on('.zoom', null);
  }

  #scaleBy(factor: number): void {
    this.#touched = true;
    this.#behaviour.scaleBy(this.#selection, factor);
  }

  #current(): ZoomTransform {
    return (this.#element as SVGSVGElement & { __zoom?: ZoomTransform }).__zoom ?? zoomIdentity;
  }

  /** A plain wheel scrolls the picture where it is larger than its room, and the page otherwise. */
  readonly #scroll = (event: WheelEvent): void => {
    if (isPinch(event)) return;
    const { k } = this.#current();
    const room = this.#room;
    const dx = this.#content.width * k > room.width ? -(event.shiftKey ? event.deltaY : event.deltaX) : 0;
    const dy = this.#content.height * k > room.height && !event.shiftKey ? -event.deltaY : 0;
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    this.#touched = true;
    this.#behaviour.translateBy(this.#selection, dx / k, dy / k);
  };
}

/** Whole where that can be read, never enlarged beyond its own size by much; a taller one begins at its top. */
export function fitted(content: Size, room: Size): ZoomTransform {
  if (room.width === 0 || room.height === 0) return zoomIdentity;
  const wide = Math.min(room.width / content.width, 1.15);
  const whole = Math.min(wide, room.height / content.height);
  const k = Math.max(whole, Math.min(wide, LEGIBLE), SMALLEST_FIT);
  const x = Math.max(0, (room.width - content.width * k) / 2);
  const y = Math.max(0, (room.height - content.height * k) / 2);
  return zoomIdentity.translate(x, y).scale(k);
}

function intoView(start: number, length: number, room: number): number {
  const margin = 24;
  if (start < margin) return margin - start;
  const over = start + length - (room - margin);
  return over > 0 ? -Math.min(over, start - margin) : 0;
}

function describe({ x, y, k }: ZoomTransform): string {
  const round = (n: number): string => String(Math.round(n * 1000) / 1000);
  return `translate(${round(x)} ${round(y)}) scale(${round(k)})`;
}

function isPinch(event: Event): boolean {
  return event.type === 'wheel' && ((event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey);
}

function isPrimary(event: Event): boolean {
  return !('button' in event) || event.button === 0;
}
