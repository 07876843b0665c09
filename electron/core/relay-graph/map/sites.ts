/** Which hosts belong together: those of one domain, or, without a name, those of one network. */
import { addressGroups } from '#core/correlate/networks.ts';

/** Under these a registry of a country gives out names: the domain of an owner has one label more. */
const SECOND_LEVEL = /^(?:..?|com|net|org|edu|gov|mil|nom|gob|web|ltd|plc)$/;

/** `delsol.ne.ni` of `mail1.ms.delsol.ne.ni`, `far.test` of `mx.far.test`; a name without a dot is its own. */
export function domainOf(name: string): string {
  const labels = name
    .toLowerCase()
    .split('.')
    .filter((label) => label !== '');
  const country = labels.at(-1)?.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '');
  return labels.slice(country ? -3 : -2).join('.');
}

/** `192.0.2.0/24`, `2001:db8:1::/48`; what is no real address is its own network. */
export function networkOf(address: string): string {
  const groups = addressGroups(address);
  if (groups === undefined) return address;
  if (groups.length === 2) {
    const [high = 0, low = 0] = groups;
    return `${high >> 8}.${high & 255}.${low >> 8}.0/24`;
  }
  const head = groups.slice(0, 3).map((group) => group.toString(16));
  return `${head.join(':')}::/48`;
}

export function siteOf(name: string | undefined, address: string | undefined): string {
  return name !== undefined && name !== '' ? domainOf(name) : networkOf(address ?? '');
}
