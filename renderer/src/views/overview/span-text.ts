/** A bar's time in words: `2006-10-21`, `2006-10-21 12:00–13:00`. Times are of the clock that is shown, as if UTC. */
const DAY = 86_400_000;

export function spanText(from: number, until: number): string {
  const [first, last] = [isoOf(from), isoOf(until)];
  if (from % DAY === 0 && until % DAY === 0) {
    const end = isoOf(until - DAY);
    return first.day === end.day ? first.day : `${first.day}–${end.day}`;
  }
  return first.day === last.day
    ? `${first.day} ${first.clock}–${last.clock}`
    : `${first.day} ${first.clock}–${last.day} ${last.clock}`;
}

function isoOf(time: number): { readonly day: string; readonly clock: string } {
  const iso = new Date(time).toISOString();
  return { day: iso.slice(0, 10), clock: iso.slice(11, time % 60_000 === 0 ? 16 : 19) };
}
