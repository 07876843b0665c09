/** The bytes of a command as they are wanted; a server that falls silent is given up. */
import type { ClientChannel } from 'ssh2';
import { inTime } from './patience.ts';

/** Bytes. More may have come than anybody needs at once: it stays where it is, and the window closed. */
const MOST = 256 * 1024;

/** Not the stream's own iterator: that makes one piece of all that is there, up to the whole window. */
export async function* channelBytes(channel: ClientChannel, where: string): AsyncGenerator<Uint8Array> {
  let isOver = channel.destroyed || channel.readableEnded;
  let wake = (): void => undefined;
  const end = (): void => {
    isOver = true;
    wake();
  };
  channel.on('readable', () => wake());
  for (const event of ['end', 'close', 'error']) channel.once(event, end);
  try {
    for (;;) {
      const size = Math.min(channel.readableLength, MOST);
      /* Asked for nothing in particular, an empty stream tells its end. */
      const piece = (size > 0 ? channel.read(size) : channel.read()) as Buffer | null;
      if (piece !== null) yield piece;
      else if (isOver) return;
      else await inTime(new Promise<void>((resolve) => (wake = resolve)), where);
    }
  } finally {
    /* A server may tell the end of a command and leave it open. */
    channel.destroy();
  }
}
