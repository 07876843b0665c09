/** Keys for notes and labels on the selected message: N, 1 to 9, 0, and Ctrl+Z where no text is being written. */
import { LABELS } from '#core/annotations/annotation.ts';
import type { AppState } from '../state/app.svelte.ts';
import { placeOfMessage, placesOf } from '../views/notes/places.ts';

/** True when the key was for notes. */
export function takeNoteKey(event: KeyboardEvent, app: AppState): boolean {
  if (document.querySelector('dialog[open]') !== null) return false;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'z' || event.shiftKey || event.altKey || !app.notes.canUndo) return false;
    void app.notes.undo();
    return true;
  }
  if (event.altKey || app.view !== 'messages' || app.detail === undefined) return false;
  if (key === 'n') editNote(app);
  else if (/^[0-9]$/.test(key)) setLabel(app, Number(key));
  else return false;
  return true;
}

export function editNote(app: AppState): void {
  const { detail, notes, language } = app;
  if (detail !== undefined) notes.editing = placesOf(detail, [], notes.find, language);
}

function setLabel({ detail, notes, language }: AppState, digit: number): void {
  if (detail === undefined) return;
  const place = placeOfMessage(detail, notes.find, language);
  const label = LABELS[digit - 1];
  void (label === undefined ? notes.write(place, { label }) : notes.toggleLabel(place, label));
}
