/** The form's side of NetworkFacts: text areas with one entry a line, rows that may still be empty. */
import { ok, type Result } from '#core/base/result.ts';
import { parseNetwork, type NetworkFacts } from '#core/networks/network-facts.ts';

export interface NetworkDraft {
  internal: string;
  names: string;
  outside: { address: string; from: string; to: string }[];
  routerName: string;
  routerAddress: string;
  smartHost: string;
  hosts: { host: string; label: string; note: string }[];
}

export function draftOf({ internal, server, router, smartHost, hosts }: NetworkFacts): NetworkDraft {
  return {
    internal: internal.join('\n'),
    names: server.names.join('\n'),
    outside: server.outside.map(({ address, from = '', to = '' }) => ({ address, from, to })),
    routerName: router?.name ?? '',
    routerAddress: router?.address ?? '',
    smartHost: smartHost ?? '',
    hosts: hosts.map(({ host, label = '', note = '' }) => ({ host, label, note })),
  };
}

/** The error names the first field of the form that cannot be used. */
export function factsOf(draft: NetworkDraft): Result<NetworkFacts, { readonly field: keyof NetworkDraft }> {
  const router = filled({ name: draft.routerName, address: draft.routerAddress });
  const facts = {
    version: 1,
    internal: lines(draft.internal),
    server: { names: lines(draft.names), outside: draft.outside.map(filled).filter(some) },
    ...(some(router) ? { router } : {}),
    ...filled({ smartHost: draft.smartHost }),
    hosts: draft.hosts.map(filled).filter(some),
  };
  const parsed = parseNetwork(JSON.stringify(facts));
  if (parsed.ok) return ok(parsed.value);
  return { ok: false, error: { field: fieldAt(parsed.error.at) } };
}

/** What is there stays; what the guess has beside it is added. */
export function joined(kept: NetworkFacts, guess: NetworkFacts): NetworkFacts {
  const known = new Set(kept.server.outside.map(({ address }) => address));
  return {
    ...guess,
    ...kept,
    internal: [...new Set([...kept.internal, ...guess.internal])],
    server: {
      names: [...new Set([...kept.server.names, ...guess.server.names])],
      outside: [...kept.server.outside, ...guess.server.outside.filter(({ address }) => !known.has(address))],
    },
  };
}

function lines(text: string): readonly string[] {
  return text
    .split(/[\n,、]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function filled(row: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value.trim() !== ''));
}

function some(row: object): boolean {
  return Object.keys(row).length > 0;
}

function fieldAt(at: string): keyof NetworkDraft {
  if (at.startsWith('server.outside')) return 'outside';
  if (at.startsWith('server.names')) return 'names';
  if (at.startsWith('router')) return 'routerAddress';
  if (at.startsWith('smartHost')) return 'smartHost';
  return at.startsWith('hosts') ? 'hosts' : 'internal';
}
