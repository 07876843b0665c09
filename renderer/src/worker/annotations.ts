/**
 * Notes and labels in a database of their own: forgetting a log or reading it anew leaves them. They are few, so all of
 * them are at hand once read. See README.md beside this file for the stored format.
 */
import Dexie, { type Table } from 'dexie';
import { isEmpty, type Annotation } from '#core/annotations/annotation.ts';

class AnnotationDatabase extends Dexie {
  readonly annotations!: Table<Annotation, string>;

  constructor() {
    super('annotations');
    this.version(1).stores({ annotations: 'key' });
  }
}

export class AnnotationStore {
  readonly #database = new AnnotationDatabase();
  #known: Promise<Map<string, Annotation>> | undefined;

  async all(): Promise<readonly Annotation[]> {
    return [...(await this.#all()).values()];
  }

  /** An empty one is taken away. All or none are written. */
  async put(changes: readonly Annotation[]): Promise<void> {
    const known = await this.#all();
    const gone = changes.filter(isEmpty).map(({ key }) => key);
    const kept = changes.filter((change) => !isEmpty(change));
    const { annotations } = this.#database;
    await this.#database.transaction('rw', annotations, async () => {
      await annotations.bulkDelete(gone);
      await annotations.bulkPut(kept);
    });
    for (const key of gone) known.delete(key);
    for (const change of kept) known.set(change.key, change);
  }

  /** A store that could not be read is asked again the next time. */
  #all(): Promise<Map<string, Annotation>> {
    this.#known ??= this.#read().catch((error: unknown) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  async #read(): Promise<Map<string, Annotation>> {
    return new Map((await this.#database.annotations.toArray()).map((a) => [a.key, a]));
  }
}
