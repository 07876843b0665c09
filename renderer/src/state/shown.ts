/** What the page compares and names of what it shows. */
import type { Alert, Problem } from '#core/base/problem.ts';
import { RequestFailed } from '#core/ports/request-response.ts';
import { entriesOf, type Told } from '#core/relay-graph/told.ts';

export type Detail = Told;

export function alertKey({ code, where }: Alert): string {
  return `${code} ${where}`;
}

/** One a code and file, with their counts added up, without those that were dismissed. */
export function foldedAlerts(alerts: readonly Alert[], dismissed: ReadonlySet<string>): readonly Alert[] {
  const folded = new Map<string, Alert>();
  for (const alert of alerts) {
    const key = alertKey(alert);
    if (dismissed.has(key)) continue;
    folded.set(key, { ...alert, count: alert.count + (folded.get(key)?.count ?? 0) });
  }
  return [...folded.values()];
}

/** Nothing new to be seen: the diagram stays as it is while the log grows. */
export function sameMessage(shown: Detail | undefined, found: Detail | undefined): boolean {
  if (shown === undefined || found === undefined) return shown === found;
  return lookOf(shown) === lookOf(found);
}

/** Whatever comes to a message comes with an entry; what the networks are is in the way of a large one already. */
function lookOf(told: Detail): string {
  return JSON.stringify([told.message, entriesOf(told).length, told.facts?.graph.nodes]);
}

export function problemIn(error: unknown): Problem {
  if (error instanceof RequestFailed) return error.problem;
  return { code: 'internal', where: '', detail: error instanceof Error ? error.message : String(error) };
}

/** Bytes of all its files. */
export function sizeOf({ sources }: { readonly sources: readonly { readonly size: number }[] }): number {
  return sources.reduce((sum, { size }) => sum + size, 0);
}
