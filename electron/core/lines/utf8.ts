/**
 * UTF-8 to text by hand, for where no decoder is handed in (core has no TextDecoder). As the Encoding Standard says:
 * each maximal part that is no UTF-8 becomes one U+FFFD.
 */
const ASCII_BLOCK = 4096;

interface Sequence {
  readonly code: number;
  readonly length: number;
}

const BROKEN = 0xfffd;

function leadOf(byte: number): { readonly length: number; readonly bits: number } {
  if (byte >= 0xc2 && byte <= 0xdf) return { length: 2, bits: byte & 0x1f };
  if (byte >= 0xe0 && byte <= 0xef) return { length: 3, bits: byte & 0x0f };
  if (byte >= 0xf0 && byte <= 0xf4) return { length: 4, bits: byte & 0x07 };
  return { length: 1, bits: BROKEN };
}

/** The second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF. */
function isSecond(lead: number, byte: number): boolean {
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}

function sequenceAt(bytes: Uint8Array, at: number): Sequence {
  const lead = bytes[at] ?? 0;
  const { length, bits } = leadOf(lead);
  let code = bits;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    if (i === 1 ? !isSecond(lead, byte) : (byte & 0xc0) !== 0x80) return { code: BROKEN, length: i };
    code = (code << 6) | (byte & 0x3f);
  }
  return { code, length };
}

function asciiEnd(bytes: Uint8Array, from: number): number {
  const limit = Math.min(bytes.length, from + ASCII_BLOCK);
  let i = from;
  while (i < limit && (bytes[i] ?? 0x80) < 0x80) i++;
  return i;
}

export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length;) {
    const end = asciiEnd(bytes, i);
    if (end > i) {
      parts.push(String.fromCharCode.apply(undefined, bytes.subarray(i, end) as unknown as number[]));
      i = end;
    } else {
      const { code, length } = sequenceAt(bytes, i);
      parts.push(String.fromCodePoint(code));
      i += length;
    }
  }
  return parts.join('');
}
