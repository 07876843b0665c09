/** Words of notes and labels; the names of labels stand in core, because pictures say them too. */
export const notesEn = {
  title: 'Notes',
  add: 'Note… (N)',
  addHint:
    'Write a note to this message, or to what is chosen: an arrow or a line. Keys: N, and 1 to 9 for labels',
  edit: 'Edit',
  editor: 'Note',
  about: 'On',
  note: 'Note',
  label: 'Label',
  noLabel: 'no label',
  save: 'Save',
  remove: 'Remove',
  onLine: 'Note on this line',
  undo: 'Undo',
  show: 'Show',
  none: 'There are no notes here yet. Select a message and press N, or 1 to 9 for a label.',
  everywhere: 'Notes of all logs',
  importFile: 'Import…',
  exportFile: 'Export…',
  imported: (count: number) => (count === 1 ? '1 note was taken over.' : `${count} notes were taken over.`),
  importWrong: (name: string, at: string) =>
    `${name}: this is no file of notes that can be read, the mistake is at “${at}”. Choose a file that was exported here.`,
  fileStart: 'its beginning',
  said: {
    noted: 'Note saved',
    labelled: (label: string) => `Label ${label}`,
    removed: 'Note removed',
    undone: 'Undone',
  },
  keys: {
    note: 'Note on the message or what is chosen',
    label: 'Label the message; 0 for none',
    undo: 'Undo the last note or label',
  },
} as const;
