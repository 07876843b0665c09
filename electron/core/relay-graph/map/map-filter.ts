/** A node, an edge or a stretch of time of the map as text for the filter. */
import { addressGroups } from '#core/correlate/networks.ts';
import { WAYS, type MapPeer, type Term, type TimeRange, type Way } from './map-model.ts';

/** Undefined where no filter finds exactly these messages. */
export function peerFilter(peer: MapPeer, ways: readonly Way[] = WAYS): string | undefined {
  const used = ways.filter((way) => peer.links.some((link) => link[way].messages > 0));
  const terms = used.map((way) => peer.terms[way]);
  if (terms.length === 0 || terms.some((list) => list.length === 0)) return undefined;
  return eitherOf(terms.flat());
}

/** All hosts of a domain or a network. */
export function siteFilter(site: string, ways: readonly Way[] = WAYS): string | undefined {
  if (site === '') return undefined;
  if (site.includes('/')) return `ip:${site}`;
  const fields = ways.map((way) => (way === 'received' ? ('client' as const) : ('relay' as const)));
  if (addressGroups(site) !== undefined || !/^[a-z0-9._-]+$/.test(site))
    return eitherOf(fields.map((field) => ({ field, how: ':', value: site })));
  return either(fields.flatMap((field) => [`${field}=${site}`, `${field}:*.${site}`]));
}

export function rangeFilter({ from, until }: TimeRange): string {
  return `time:${moment(from)}..${moment(until - 1000)}`;
}

/** Both hold. */
export function narrowed(filter: string, more: string): string {
  const known = filter.trim();
  if (known === '') return more;
  return known.includes(more) ? known : `${/\bOR\b/.test(known) ? `(${known})` : known} ${more}`;
}

function eitherOf(terms: readonly Term[]): string | undefined {
  const texts = terms.map(termText);
  return texts.includes(undefined) ? undefined : either(texts.filter((text) => text !== undefined));
}

function either(terms: readonly string[]): string {
  const unique = [...new Set(terms)];
  return unique.length === 1 ? (unique[0] ?? '') : `(${unique.join(' OR ')})`;
}

/**
 * Quoted wherever a sign could mean something. A backslash before the closing quote would keep that: what is without its
 * last ones is looked for instead. Undefined where nothing is left.
 */
function termText({ field, how, value }: Term): string | undefined {
  if (/^[\w.@+-]+$/.test(value)) return `${field}${how}${value}`;
  const whole = value.replace(/\\+$/, '');
  if (whole === '' && value !== '') return undefined;
  const operator = whole === value ? how : ':';
  return `${field}${operator}"${whole.replaceAll('"', '\\"')}"`;
}

function moment(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
