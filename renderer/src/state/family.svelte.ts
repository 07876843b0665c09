/** The messages that belong to the one that is shown, and which of their ways are unfolded in its picture. */
import type { Told } from '#core/relay-graph/told.ts';
import type { Index } from '../bridge/index-client.ts';
import { sameMessage } from './shown.ts';

export class FamilyState {
  told = $state.raw<ReadonlyMap<string, Told>>(new Map());
  /** Stays when another message is shown: whoever comes back finds the picture as it was. */
  open = $state.raw<ReadonlySet<string>>(new Set());
  readonly #index: Index;
  #asked = 0;
  #telling: Promise<void> = Promise.resolve();

  constructor(index: Index) {
    this.#index = index;
  }

  fold = (id: string, open: boolean): void => {
    const others = [...this.open].filter((known) => known !== id);
    this.open = new Set(open ? [...others, id] : others);
  };

  /** Asks for what belongs to it; the picture stays as it is where nothing of that has changed. */
  tell(shown: Told | undefined): Promise<void> {
    this.#telling = this.#tell(shown);
    return this.#telling;
  }

  /** Until all that was asked for is there: a picture that leaves the window lacks nothing that would come a moment later. */
  whole = async (): Promise<void> => {
    let waited: Promise<void> | undefined;
    while (waited !== this.#telling) {
      waited = this.#telling;
      await waited;
    }
  };

  async #tell(shown: Told | undefined): Promise<void> {
    const asked = ++this.#asked;
    const told = shown === undefined ? new Map<string, Told>() : await this.#relatives(shown, this.open);
    const same =
      told.size === this.told.size && [...told].every(([id, one]) => sameMessage(this.told.get(id), one));
    if (asked === this.#asked && !same) this.told = told;
  }

  /** A log that is closed meanwhile tells of nobody. */
  async #relatives(shown: Told, open: ReadonlySet<string>): Promise<ReadonlyMap<string, Told>> {
    /* Code of a message's picture, which is there by then. */
    const { tellFamily } = await import('#core/relay-graph/family.ts');
    const lookUp = (id: string) => this.#index.call('message', id).catch(() => undefined);
    return tellFamily(shown, (id) => open.has(id), lookUp);
  }

  clear(): void {
    this.#asked++;
    this.told = new Map();
    this.open = new Set();
  }
}
