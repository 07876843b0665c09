/** One byte a message: 1 where a part of the filter holds. Bytes, not bits: no shifts, and still small. */
export type Bits = Uint8Array;

export function none(count: number): Bits {
  return new Uint8Array(count);
}

export function all(count: number): Bits {
  return new Uint8Array(count).fill(1);
}

/** Into `bits`. */
export function keepAlso(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] ?? 0) & (other[i] ?? 0);
}

export function add(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] ?? 0) | (other[i] ?? 0);
}

export function invert(bits: Bits): void {
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] ?? 0) ^ 1;
}

export function countOf(bits: Bits): number {
  let count = 0;
  for (const bit of bits) count += bit;
  return count;
}
