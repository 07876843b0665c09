/** Long work in stretches: other calls are taken between them, and a newer question ends the older. */
import { RequestFailed } from '#core/ports/request-response.ts';

/** Work between two pauses, milliseconds: a filter that is being typed waits for no more. */
const STRETCH = 6;

/** A message to oneself comes after the calls that have arrived; a timer would be held back for milliseconds. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port2.onmessage = () => waiting.shift()?.();

/** Lets other calls be taken. */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    port1.postMessage(undefined);
  });
  giveWay(signal);
}

/** Throws when a newer question came. */
export function giveWay(signal: AbortSignal): void {
  if (signal.aborted) throw new RequestFailed({ code: 'cancelled', where: '' });
}

/** Works a generator to its end, with a pause wherever it stops and enough time has passed. */
export async function inStretches<T>(work: Generator<undefined, T>, signal: AbortSignal): Promise<T> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < STRETCH) continue;
    await pause(signal);
    began = performance.now();
  }
}
