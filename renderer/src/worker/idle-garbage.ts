/**
 * Reading and questions leave a good deal of garbage, and an idle worker never collects it: it is collected here when
 * nothing has been asked for a while. There is no gc() where the engine was not told so (electron/main/main.ts).
 */

/** Nobody is about to ask something then, milliseconds. */
const QUIET = 1000;
/** The engine looks so far back for how much is being allocated, milliseconds. */
const LOOKS_BACK = 5000;

type Collect = (options?: { readonly type: 'minor' }) => void;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Something was done. */
export function garbageSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(collect, QUIET);
}

/** The room of what was young is given back by a later collection, when the engine sees that little is being allocated. */
function collect(): void {
  const { gc } = globalThis as { readonly gc?: Collect };
  gc?.();
  timer = setTimeout(() => gc?.({ type: 'minor' }), LOOKS_BACK);
}
