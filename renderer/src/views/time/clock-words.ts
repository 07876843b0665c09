import type { Language } from '#core/contract/channels.ts';
import { offBy, type PeerClock } from '#core/correlate/peer-clocks.ts';
import { formatDuration, t } from '#renderer/i18n/index.ts';

/** How another server's clock stands against the log's, in words. */
export function clockWords(clock: PeerClock, language: Language): string {
  const words = t(language).timeSheet;
  const text = (milliseconds: number) => formatDuration(Math.round(milliseconds / 1000), language);
  const { least, most } = clock;
  if (offBy(clock) === 0) return words.agrees(text(Math.max(-least, most)));
  return least > 0 ? words.ahead(text(least), text(most)) : words.behind(text(-most), text(-least));
}

/** Every offset in use, west to east, in minutes. */
export const OFFSETS: readonly number[] = [
  ...Array.from({ length: 53 }, (_, i) => -720 + i * 30),
  345,
  525,
  765,
].sort((a, b) => a - b);
