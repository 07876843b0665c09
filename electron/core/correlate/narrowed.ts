import type { Numbers } from '#core/records/message-columns.ts';

/** The same numbers in the narrowest form: columns that name one of a few things take a quarter of the room. Always a copy. */
export function narrowed(numbers: Uint32Array): Numbers {
  let most = 0;
  for (const number of numbers) if (number > most) most = number;
  if (most <= 0xff) return new Uint8Array(numbers);
  return most <= 0xffff ? new Uint16Array(numbers) : numbers.slice();
}
