/** Errors that nobody waited for are told like all others. */
import { problemIn } from './shown.ts';

/**
 * Tells of errors that no code of the page has caught. A question that a newer one has ended is none, nor is what the
 * browser notes without an error (a layout that takes two rounds). Answers how to stop.
 */
export function onUnforeseen(window: Window, tell: (error: unknown) => void): () => void {
  const rejected = ({ reason }: PromiseRejectionEvent): void => {
    if (problemIn(reason).code !== 'cancelled') tell(reason);
  };
  const thrown = ({ error }: ErrorEvent): void => {
    if (error instanceof Error) tell(error);
  };
  window.addEventListener('unhandledrejection', rejected);
  window.addEventListener('error', thrown);
  return () => {
    window.removeEventListener('unhandledrejection', rejected);
    window.removeEventListener('error', thrown);
  };
}
