/** The guided tour through the bundled sample: which step is shown, and which message it is about. */
import type { SeedTerm } from '#core/explain/explain.ts';

export interface TourStep {
  /** Names the texts of the step. */
  readonly name: 'welcome' | 'list' | 'diagram' | 'arrival' | 'delivery' | 'received' | 'times';
  /** What is outlined meanwhile: its `data-testid`. */
  readonly target?: string;
  /** Shown in the detail pane. */
  readonly message?: string;
  /** Fields that the step explains, in the words of the fields panel. */
  readonly terms: readonly SeedTerm[];
}

const SENDING = 'user100/k9LE1v98001811';
const RECEIVING = 'user100/k9M1Cf1C002083';

export const TOUR_STEPS: readonly TourStep[] = [
  { name: 'welcome', terms: [] },
  { name: 'list', target: 'message-list', message: SENDING, terms: [] },
  { name: 'diagram', target: 'diagram', message: SENDING, terms: ['relay'] },
  { name: 'arrival', target: 'lines', message: SENDING, terms: ['from', 'size', 'msgid'] },
  { name: 'delivery', target: 'fields', message: SENDING, terms: ['ctladdr', 'pri', 'stat'] },
  { name: 'received', target: 'diagram', message: RECEIVING, terms: ['to', 'mailer'] },
  { name: 'times', target: 'status-bar', terms: [] },
];

/** What the tour needs of the page. */
interface Guide {
  openSample(): Promise<unknown>;
  select(id: string): Promise<void>;
  setFilter(filter: string): Promise<void>;
  setToured(): Promise<void>;
}

export class Tour {
  at = $state<number | undefined>();
  readonly #guide: Guide;

  constructor(guide: Guide) {
    this.#guide = guide;
  }

  get step(): TourStep | undefined {
    return this.at === undefined ? undefined : TOUR_STEPS[this.at];
  }

  async begin(): Promise<void> {
    this.at = 0;
    await this.#guide.openSample();
    await this.#guide.setFilter('');
  }

  next = () => this.#go(1);
  back = () => this.#go(-1);

  /** Over, whether taken to its end or not: it is remembered. */
  async end(): Promise<void> {
    this.at = undefined;
    await this.#guide.setToured();
  }

  async #go(by: 1 | -1): Promise<void> {
    const at = (this.at ?? 0) + by;
    if (at >= TOUR_STEPS.length) {
      await this.end();
      return;
    }
    this.at = Math.max(0, at);
    const message = this.step?.message;
    if (message !== undefined) await this.#guide.select(message);
  }
}
