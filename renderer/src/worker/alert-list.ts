import type { Alert } from '#core/base/problem.ts';

/** True only of a file's end as it was: when more of the file is read they no longer hold. */
const OF_THE_END: ReadonlySet<Alert['code']> = new Set([
  'unfinished-line',
  'truncated-archive',
  'no-mail-lines',
]);

export type AlertListState = readonly (readonly [key: string, alert: Alert])[];

/** Alerts of all blocks, added up by source and code. */
export class AlertList {
  readonly #alerts = new Map<string, Alert>();

  /** Those of the next block of a source. */
  add(source: number, name: string, alerts: readonly Alert[]): void {
    for (const code of OF_THE_END) this.#alerts.delete(`${source} ${code}`);
    for (const alert of alerts) {
      const key = `${source} ${alert.code}`;
      const known = this.#alerts.get(key);
      const where = alert.where === '' ? name : alert.where;
      this.#alerts.set(key, { ...alert, where, count: alert.count + (known?.count ?? 0) });
    }
  }

  state(): AlertListState {
    return [...this.#alerts];
  }

  restore(state: AlertListState): void {
    for (const [key, alert] of state) this.#alerts.set(key, alert);
  }

  all(): readonly Alert[] {
    return [...this.#alerts.values()];
  }
}
