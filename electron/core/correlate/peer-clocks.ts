/**
 * The clocks of other servers, read from their replies. A reply may hold the moment at which the other side took the
 * message: inside a sendmail queue id, or as seconds since 1970 (qmail, Gmail). That moment lies within our attempt,
 * so the other clock less ours is known to the length of the attempt. Ids are dated when a session begins and can be
 * older than that, never younger: of several readings the one that is furthest ahead is the nearest.
 */
import type { Milliseconds } from '#core/base/units.ts';
import { replyTime } from './evidence.ts';
import type { Attempt, Message } from './message.ts';
import { isLoopback } from './networks.ts';

export interface ClockReading {
  /** The other clock less ours, at least; negative when it is behind. */
  readonly least: Milliseconds;
  readonly most: Milliseconds;
}

export interface PeerClock extends ClockReading {
  /** Name or address, as `relay=` gave it. */
  readonly peer: string;
  readonly readings: number;
}

/** Stamps and ids are cut to whole seconds. */
const SECOND = 1000;
/** Further off than this, the year or the zone of the log is wrong, not the clock. */
const BELIEVABLE = 3_600_000;

/** What this attempt's reply says about the other clock; undefined where it says nothing. */
export function clockReading(attempt: Attempt): ClockReading | undefined {
  const { time, stat, relay, transactionDelay } = attempt;
  if (time === undefined || stat === undefined || relay === undefined || isLoopback(relay)) return undefined;
  const there = replyTime(stat);
  if (there === undefined || Math.abs(there - time) > BELIEVABLE) return undefined;
  const least = there - time;
  return { least: least - SECOND, most: least + (transactionDelay ?? 0) * 1000 + SECOND };
}

/** Every server whose clock was read, those that are furthest off first. */
export function peerClocks(messages: Iterable<Message>): readonly PeerClock[] {
  const clocks = new Map<string, PeerClock>();
  for (const message of messages)
    for (const { peer, reading } of readings(message)) {
      const known = clocks.get(peer);
      const better = known === undefined || reading.least > known.least ? reading : known;
      const { least, most } = better;
      clocks.set(peer, { peer, least, most, readings: (known?.readings ?? 0) + 1 });
    }
  return [...clocks.values()].sort((a, b) => offBy(b) - offBy(a) || a.peer.localeCompare(b.peer));
}

/** How far the clock is off at least; 0 when it may be right. */
export function offBy({ least, most }: ClockReading): Milliseconds {
  return least > 0 ? least : most < 0 ? -most : 0;
}

/** One line for several recipients is one reading. */
function readings({
  recipients,
}: Message): readonly { readonly peer: string; readonly reading: ClockReading }[] {
  const byRecord = new Map(recipients.flatMap((r) => r.attempts).map((a) => [a.record, a]));
  return [...byRecord.values()].flatMap((attempt) => {
    const reading = clockReading(attempt);
    const peer = attempt.relay?.name ?? attempt.relay?.address;
    return reading === undefined || peer === undefined ? [] : [{ peer, reading }];
  });
}
