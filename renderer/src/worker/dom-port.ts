import type { FromIngest, ToIngest } from '#core/contract/ingest-protocol.ts';
import type { Port } from '#core/ports/port.ts';

/** A browser's port as the one shape that is used here. Older Chromium has no `close` event: then main tells. */
export function domPort(port: MessagePort): Port<FromIngest, ToIngest> {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) =>
      port.addEventListener('message', ({ data }: MessageEvent<FromIngest>) => listener(data)),
    onClose: (listener) => port.addEventListener('close', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
}
