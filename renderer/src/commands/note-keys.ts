/** Keys for notes and labels on the selected message: N, 1 to 9, 0, and Ctrl+Z where no text is being written. */
import { LABELS } from '#core/annotations/annotation.ts';
import type { AppState } from '../state/app.svelte.ts';

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
  if (key === 'n') void editNote(app);
  else if (/^[0-9]$/.test(key)) void setLabel(app, Number(key));
  else return false;
  return true;
}

/** Code of what a message shows, which is there by then. */
const places = () => import('../views/notes/places.ts');

export async function editNote({ detail, notes, language }: AppState): Promise<void> {
  if (detail === undefined) return;
  const { placesOf } = await places();
  notes.editing = placesOf(detail, [], notes.find, language);
}

async function setLabel({ detail, notes, language }: AppState, digit: number): Promise<void> {
  if (detail === undefined) return;
  const { placeOfMessage } = await places();
  const place = placeOfMessage(detail, notes.find, language);
  const label = LABELS[digit - 1];
  await (label === undefined ? notes.write(place, { label }) : notes.toggleLabel(place, label));
}
