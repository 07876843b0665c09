/** Networks such as `192.168.38.0/24` and `2001:db8::/32` (RFC 4632, RFC 4291). */
export interface Network {
  readonly bits: 32 | 128;
  readonly base: bigint;
  readonly length: number;
}

export function readNetwork(text: string): Network | undefined {
  const [, address = '', digits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(text) ?? [];
  const read = readAddress(address);
  const length = Number(digits);
  if (read === undefined || length > read.bits) return undefined;
  return { bits: read.bits, base: read.value >> BigInt(read.bits - length), length };
}

/** What a value of the filter asks for where it is no piece of an address: a network, or an IPv6 address, however written. */
export function networkIn(text: string): Network | undefined {
  if (text.includes('/')) return readNetwork(text);
  return text.includes(':') ? readNetwork(`${text}/128`) : undefined;
}

export function inNetwork(address: string, network: Network): boolean {
  const read = readAddress(address.toLowerCase());
  if (read?.bits !== network.bits) return false;
  return read.value >> BigInt(read.bits - network.length) === network.base;
}

function readAddress(text: string): { bits: 32 | 128; value: bigint } | undefined {
  if (!text.includes(':')) {
    const value = readFour(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = readSix(text);
  return value === undefined ? undefined : { bits: 128, value };
}

function readFour(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((p) => !/^\d{1,3}$/.test(p) || Number(p) > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function readSix(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right] = halves.map((half) => (half === '' ? [] : half.split(':').flatMap(groups)));
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...left, ...Array<string>(missing).fill('0'), ...(right ?? [])];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** The IPv4 tail of `::ffff:192.0.2.1` is two groups. */
function groups(part: string): readonly string[] {
  const four = part.includes('.') ? readFour(part) : undefined;
  return four === undefined ? [part] : [(four >> 16n).toString(16), (four & 0xffffn).toString(16)];
}
