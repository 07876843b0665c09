/** Notes and labels on the page: what is written, what is being written, and the way back. */
import type { Problem } from '#core/base/problem.ts';
import { isEmpty, type Annotation, type Label, type Place } from '#core/annotations/annotation.ts';
import { annotationsJson, parseAnnotations, younger } from '#core/annotations/annotation-file.ts';
import type { NoteHere } from '#core/contract/annotation-calls.ts';
import type { Bridge } from '#core/contract/channels.ts';
import type { Index } from '../bridge/index-client.ts';

/** A place with the words it has in the editor's list. */
export interface NamedPlace extends Place {
  readonly name: string;
}

export type NotesImported =
  | { readonly count: number }
  | { readonly problem: Problem }
  /** The place in the file that is wrong; empty when it is no JSON. */
  | { readonly name: string; readonly wrongAt: string };

export type Said = 'noted' | 'labelled' | 'removed' | 'undone';

/** What notes need of the page. */
interface NotesPage {
  /** Lists and messages are to be asked for again. */
  readonly changed: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export class NotesState {
  all = $state.raw<ReadonlyMap<string, Annotation>>(new Map());
  /** The editor is open for one of these; the first is chosen. */
  editing = $state.raw<readonly NamedPlace[] | undefined>();
  /** What was done last, for the status bar. */
  said = $state.raw<{ readonly what: Said; readonly label?: Label } | undefined>();
  readonly #bridge: Bridge;
  readonly #index: Index;
  readonly #page: NotesPage;
  /** How each changed place was before, the last change at the end. */
  #before = $state.raw<readonly (readonly Annotation[])[]>([]);

  constructor(bridge: Bridge, index: Index, page: NotesPage) {
    this.#bridge = bridge;
    this.#index = index;
    this.#page = page;
  }

  async load(): Promise<void> {
    this.#hold(await this.#index.call('annotations'));
  }

  find = (key: string): Annotation | undefined => this.all.get(key);

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  /** The note, the label or both; what is not named stays, `undefined` takes it away. */
  async write(
    place: Place,
    change: { readonly note?: string; readonly label?: Label | undefined },
  ): Promise<void> {
    const known = this.find(place.key);
    const { note, label } = { note: known?.note, label: known?.label, ...change };
    const written: Annotation = {
      key: place.key,
      subject: place.subject,
      about: place.about,
      ...(place.anchor === undefined ? {} : { anchor: place.anchor }),
      ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
      ...(label === undefined ? {} : { label }),
      changed: Date.now(),
    };
    if (known === undefined && isEmpty(written)) return;
    await this.#put([written], known ?? emptied(written));
    this.said = isEmpty(written)
      ? { what: 'removed' }
      : 'label' in change && label !== undefined && !('note' in change)
        ? { what: 'labelled', label }
        : { what: 'noted' };
  }

  /** Sets the label, or takes it away where it is the same one. */
  toggleLabel(place: Place, label: Label | undefined): Promise<void> {
    const now = this.find(place.key)?.label;
    return this.write(place, { label: now === label ? undefined : label });
  }

  async undo(): Promise<void> {
    const last = this.#before.at(-1);
    if (last === undefined) return;
    this.#before = this.#before.slice(0, -1);
    await this.#store(last);
    this.said = { what: 'undone' };
  }

  /** Those of the open log. */
  here = (): Promise<readonly NoteHere[]> => this.#index.call('notes-here');

  exportFile = (annotations: readonly Annotation[]): Promise<boolean> =>
    this.#bridge.invoke('export:text', 'relayscope-notes.json', annotationsJson(annotations));

  async importFile(): Promise<NotesImported | undefined> {
    const file = await this.#bridge.invoke('import:text');
    if (file === undefined) return undefined;
    if ('problem' in file) return { problem: file.problem };
    const parsed = parseAnnotations(file.text);
    if (!parsed.ok) return { name: file.name, wrongAt: parsed.error.at };
    const fresh = younger(parsed.value, this.all);
    await this.#put(fresh, ...fresh.map((a) => this.find(a.key) ?? emptied(a)));
    return { count: fresh.length };
  }

  async #put(changes: readonly Annotation[], ...before: readonly Annotation[]): Promise<void> {
    if (changes.length === 0) return;
    this.#before = [...this.#before, before];
    await this.#store(changes);
  }

  /** Seen at once; should it not be stored, what is stored is shown again. */
  async #store(changes: readonly Annotation[]): Promise<void> {
    const all = new Map(this.all);
    for (const change of changes) {
      if (isEmpty(change)) all.delete(change.key);
      else all.set(change.key, change);
    }
    this.all = all;
    try {
      await this.#index.call('annotate', changes);
    } catch (error) {
      await this.load();
      this.#page.failed(error);
      return;
    }
    await this.#page.changed();
  }

  #hold(all: readonly Annotation[]): void {
    this.all = new Map(all.map((a) => [a.key, a]));
  }
}

function emptied({ key, subject, about, changed }: Annotation): Annotation {
  return { key, subject, about, changed };
}
