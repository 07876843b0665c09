/** What a file is, by its first bytes; names lie (`maillog.1` may well be gzip, `maillog.gz` plain text). */

export type Packing = 'plain' | 'gzip' | 'unsupported';

/** First bytes of archives that are known and not read. */
const UNSUPPORTED: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['compress', [0x1f, 0x9d]],
];

/** How many of the first bytes are looked at. */
export const SNIFF_BYTES = 64 * 1024;

/** Share of control characters from which text is no text: random bytes have 10 %, real logs 0. */
const CONTROL_SHARE = 0.05;

const SYSLOG_HEAD = /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/m;

export function packingOf(head: Uint8Array): { readonly packing: Packing; readonly name: string } {
  if (startsWith(head, [0x1f, 0x8b])) return { packing: 'gzip', name: 'gzip' };
  for (const [name, magic] of UNSUPPORTED) {
    // "BZh" may begin a line of text: the digit of the block size and its magic must follow.
    const isText = name === 'bzip2' && !(head[4] === 0x31 && head[5] === 0x41);
    if (startsWith(head, magic) && !isText) return { packing: 'unsupported', name };
  }
  return { packing: 'plain', name: 'plain' };
}

/** No text in any encoding mail logs come in: mostly NULs, or many control characters, and no syslog head. */
export function looksBinary(sample: Uint8Array): boolean {
  const part = sample.subarray(0, SNIFF_BYTES);
  if (part.length === 0) return false;
  let nuls = 0;
  let controls = 0;
  for (const byte of part) {
    if (byte === 0) nuls++;
    else if (isControl(byte)) controls++;
  }
  const others = part.length - nuls;
  const suspicious = nuls > part.length * 0.3 || controls > others * CONTROL_SHARE;
  return suspicious && !SYSLOG_HEAD.test(latin1(part));
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Tab, line feed, carriage return, form feed and escape (ISO-2022-JP) belong to text. */
function isControl(byte: number): boolean {
  if (byte === 0x7f) return true;
  return byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 0x1b;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
