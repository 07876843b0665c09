/** An answer that does not come is no answer: nothing waits longer than this for the server. */
import { sshFailure } from './ssh-failure.ts';

/** Milliseconds without a byte or an answer. */
export const PATIENCE = 30_000;

/** Milliseconds for an answer that comes in pieces, until it is whole: a server may give a byte now and then for ever. */
export const WHOLE = 2 * PATIENCE;

export async function inTime<T>(promise: Promise<T>, where: string, milliseconds = PATIENCE): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(sshFailure('ssh-timeout-files', where)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
