/** Which ends of a connection are "ours": private ranges, loopback, and what the reader named with --internal. */
import type { Milliseconds } from '#core/base/units.ts';
import type { Peer } from './message.ts';

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const PRIVATE_V4: readonly string[] = [
  '10.0.0.0/8',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
];
const PRIVATE_V6: readonly string[] = ['::1/128', 'fc00::/7', 'fe80::/10'];

/** Groups of 16 bits: 2 for IPv4, 8 for IPv6; undefined for anything else, such as 333.444.555.666. */
export function addressGroups(text: string): number[] | undefined {
  const bare = text.replace(/^ipv6:/i, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const v4 = V4.exec(bare);
  if (v4 !== null) {
    const [a = 0, b = 0, c = 0, d = 0] = v4.slice(1).map(Number);
    return Math.max(a, b, c, d) > 255 ? undefined : [a * 256 + b, c * 256 + d];
  }
  return v6Groups(bare);
}

function v6Groups(text: string): number[] | undefined {
  if (!text.includes(':') || !/^[0-9a-f:]+$/i.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 0) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail].map((g) => parseInt(g, 16));
  return groups.every((g) => g >= 0 && g <= 0xffff) ? groups : undefined;
}

interface Range {
  readonly groups: readonly number[];
  readonly bits: number;
}

function parseRange(text: string): Range | undefined {
  const [address = '', length] = text.split('/');
  const groups = addressGroups(address);
  if (groups === undefined) return undefined;
  const bits = length === undefined ? groups.length * 16 : Number(length);
  return Number.isInteger(bits) && bits >= 0 && bits <= groups.length * 16 ? { groups, bits } : undefined;
}

function within(groups: readonly number[], range: Range): boolean {
  if (groups.length !== range.groups.length) return false;
  for (let i = 0, left = range.bits; left > 0; i++, left -= 16) {
    const shift = 16 - Math.min(16, left);
    if ((groups[i] ?? 0) >> shift !== (range.groups[i] ?? 0) >> shift) return false;
  }
  return true;
}

/** Is this what --internal takes: an address, an address/length, or a host or domain name? */
export function isNetworkName(text: string): boolean {
  return parseRange(text) !== undefined || /^\.?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/i.test(text);
}

/** An address that is "ours" from the start of one day to the end of another (UTC); open ends are for ever. */
export interface DatedAddress {
  readonly address: string;
  readonly from?: string;
  readonly to?: string;
}

/** The reader's days may lie in any zone: half a day more at each end does no harm. */
const HALF_DAY = 12 * 3_600_000;

export class Networks {
  /** The same for networks that are the same. */
  readonly signature: string;
  readonly #ranges: readonly Range[];
  readonly #names: readonly string[];
  readonly #dated: readonly DatedAddress[];
  readonly #known = new Map<string, boolean>();

  constructor(internal: readonly string[] = [], dated: readonly DatedAddress[] = []) {
    this.signature = JSON.stringify([internal, dated]);
    this.#dated = dated;
    const all = [...PRIVATE_V4, ...PRIVATE_V6, ...internal];
    this.#ranges = all.map(parseRange).filter((r) => r !== undefined);
    this.#names = internal
      .filter((n) => parseRange(n) === undefined)
      .map((n) => n.toLowerCase().replace(/^\*?\.|\.$/g, ''));
  }

  /** What isInternal() says at any time; undefined where that depends on the time. */
  isAlwaysInternal(peer: Peer): boolean | undefined {
    const address = peer.address?.toLowerCase();
    const dated = this.#dated.some((ours) => ours.address.toLowerCase() === address);
    return dated ? undefined : this.isInternal(peer);
  }

  /** `at` matters for addresses that were ours for a time only; without it they count at any time. */
  isInternal(peer: Peer, at?: Milliseconds): boolean {
    const name = peer.name?.toLowerCase();
    if (name !== undefined && this.#names.some((n) => name === n || name.endsWith(`.${n}`))) return true;
    if (peer.address !== undefined)
      return this.#addressInternal(peer.address) || this.#wasOurs(peer.address, at);
    return isLocalhost(peer);
  }

  #wasOurs(address: string, at: Milliseconds | undefined): boolean {
    return this.#dated.some(
      ({ address: ours, from, to }) =>
        ours.toLowerCase() === address.toLowerCase() &&
        (at === undefined ||
          ((from === undefined || at >= Date.parse(from) - HALF_DAY) &&
            (to === undefined || at < Date.parse(to) + 3 * HALF_DAY))),
    );
  }

  #addressInternal(address: string): boolean {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const groups = addressGroups(address);
    const inside = groups !== undefined && this.#ranges.some((r) => within(groups, r));
    if (this.#known.size > 20_000) this.#known.clear();
    this.#known.set(address, inside);
    return inside;
  }
}

export function isLocalhost(peer: Peer): boolean {
  return peer.name === 'localhost' || peer.name === 'localhost.localdomain';
}

/** Asked of every host of a log: addresses that plainly are another's are not taken apart. */
export function isLoopback(peer: Peer): boolean {
  if (peer.address !== undefined && /^[1-9]\d*\./.test(peer.address) && !peer.address.startsWith('127.'))
    return false;
  const groups = peer.address === undefined ? undefined : addressGroups(peer.address);
  if (groups === undefined) return peer.address === undefined && isLocalhost(peer);
  if (groups.length === 2) return (groups[0] ?? 0) >> 8 === 127;
  return groups.every((g, i) => g === (i === 7 ? 1 : 0));
}
