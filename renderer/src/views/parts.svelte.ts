/**
 * Parts of the window that its start does not need. The code of each is loaded when it is first shown, or before that,
 * one after the other while nothing else is to be done, so that it opens at once.
 */
import type { Component } from 'svelte';
import { whenIdle } from '../state/when-idle.ts';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever its props are */
class Part<C extends Component<any, any>> {
  readonly #ask: () => Promise<{ readonly default: C }>;
  #component = $state.raw<C>();
  #loading: Promise<void> | undefined;

  constructor(ask: () => Promise<{ readonly default: C }>) {
    this.#ask = ask;
  }

  /** Asked for by being shown; undefined until it is there. */
  get component(): C | undefined {
    void this.load();
    return this.#component;
  }

  load(): Promise<void> {
    this.#loading ??= this.#ask().then((loaded) => {
      this.#component = loaded.default;
    });
    return this.#loading;
  }
}

/** In the order in which they are likely to be wanted. */
export const PARTS = {
  messages: new Part(() => import('./messages/MessagesView.svelte')),
  filter: new Part(() => import('./shell/FilterBox.svelte')),
  detail: new Part(() => import('./detail/DetailPane.svelte')),
  picture: new Part(() => import('./diagram/PicturePanel.svelte')),
  lines: new Part(() => import('./lines/LinesView.svelte')),
  notUnderstood: new Part(() => import('./lines/NotUnderstood.svelte')),
  map: new Part(() => import('./map/MapView.svelte')),
  palette: new Part(() => import('./shell/CommandPalette.svelte')),
  help: new Part(() => import('./shell/HelpSheet.svelte')),
  tour: new Part(() => import('./tour/Tour.svelte')),
  note: new Part(() => import('./notes/NoteEditor.svelte')),
  notes: new Part(() => import('./notes/NotesSheet.svelte')),
  savedFilters: new Part(() => import('./shell/SavedFiltersSheet.svelte')),
  network: new Part(() => import('./settings/NetworkSheet.svelte')),
  servers: new Part(() => import('./sources/ServersSheet.svelte')),
  serverQuestions: new Part(() => import('./sources/ServerQuestions.svelte')),
  files: new Part(() => import('./sources/FileList.svelte')),
  times: new Part(() => import('./time/TimeSheet.svelte')),
};

/** What an open log shows. */
export async function logParts(): Promise<void> {
  const { messages, filter, detail, picture } = PARTS;
  for (const part of [messages, filter, detail, picture]) await part.load();
}

export function loadInTime(rest: readonly { load: () => Promise<void> }[] = Object.values(PARTS)): void {
  const [next, ...others] = rest;
  if (next !== undefined) whenIdle(() => void next.load().then(() => loadInTime(others)));
}
