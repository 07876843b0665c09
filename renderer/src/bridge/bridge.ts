/** The one door to main: what preload put on the window, and the ports that main hands through it. */
import { INGEST_PORT, type Bridge } from '#core/contract/channels.ts';

declare global {
  interface Window {
    readonly relayscope: Bridge;
  }
}

export function theBridge(): Bridge {
  return window.relayscope;
}

/** The ports of a reading session, one a process, and the log it is for; only messages of this very window count. */
export function onIngestPorts(
  listener: (ports: readonly MessagePort[], logId: string | undefined) => void,
): () => void {
  const take = (event: MessageEvent<unknown>): void => {
    const { data, ports } = event;
    const named = typeof data === 'object' && data !== null && 'type' in data && data.type === INGEST_PORT;
    if (event.source === window && named && ports.length > 0) {
      listener(ports, 'logId' in data && typeof data.logId === 'string' ? data.logId : undefined);
    }
  };
  window.addEventListener('message', take);
  return () => window.removeEventListener('message', take);
}
