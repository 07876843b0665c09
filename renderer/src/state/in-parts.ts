/** What of the log may be too much to be handed over at once, as views ask for what they show of it. */
import type { RecordIndex } from '#core/base/units.ts';
import type { Kind } from '#core/records/log-record.ts';
import type { Index } from '../bridge/index-client.ts';

export class InParts {
  readonly #index: Index;

  constructor(index: Index) {
    this.#index = index;
  }

  entries = (entries: readonly RecordIndex[]) => this.#index.call('entries', entries);

  recipients = (message: string, offset: number, limit: number) =>
    this.#index.call('recipients', message, offset, limit);

  ofKinds = (kinds: readonly Kind[], offset: number, limit: number) =>
    this.#index.call('records', kinds, offset, limit);
}
