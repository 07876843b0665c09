/** Copies the chosen rows, or the current one, and says what was copied. */
import { t } from '#renderer/i18n/index.ts';
import { LONGEST, tableOf } from '#renderer/i18n/table-text.ts';
import type { AppState } from './app.svelte.ts';
import { MOST_COPIED } from './choice.svelte.ts';

export type CopyAs = 'table' | 'lines';

export class Copier {
  /** About the last copy, until something else is chosen. */
  said = $state<string>();
  readonly #app: AppState;

  constructor(app: AppState) {
    this.#app = app;
  }

  async copy(as: CopyAs, current: number | undefined): Promise<void> {
    const { choice, columns, language } = this.#app;
    const words = t(language).listBar;
    const messages = await choice.messages(current);
    if (messages.length === 0) return;
    const text = as === 'table' ? tableOf(messages, columns.shown, language) : await choice.linesOf(messages);
    if (text.length > LONGEST) {
      this.said = words.tooLong;
      return;
    }
    await this.#app.copy(text);
    this.said = choice.count > MOST_COPIED ? words.copiedMost(MOST_COPIED) : words.copied(messages.length);
  }
}
