/** The names of all actions: in the menu, in the palette, in the sheet of keys. */
import type { CommandId } from '#core/contract/commands.ts';

export const commandsEn = {
  'open-files': 'Open Files…',
  'open-folder': 'Open Folder…',
  'open-clipboard': 'Open Clipboard Text',
  'open-server': 'Open from Servers…',
  'open-sample': 'Open Sample Log',
  'close-log': 'Close Log',
  'focus-filter': 'Filter Messages',
  'saved-filters': 'Saved Filters…',
  'go-to-time': 'Go to Time…',
  'choose-columns': 'Columns…',
  'show-lines': 'All Lines',
  'show-not-understood': 'Not Understood Lines',
  'show-map': 'Map of All Relays',
  'enlarge-picture': 'Picture over the Whole Window',
  'edit-network': 'My Network…',
  'edit-note': 'Note on the Message…',
  'undo-note': 'Undo the Last Note or Label',
  'show-notes': 'Notes…',
  'show-palette': 'All Commands…',
  'toggle-language': 'Switch to Japanese',
  'next-theme': 'Next Appearance',
  'show-shortcuts': 'Keyboard Shortcuts',
} as const satisfies Record<CommandId, string>;

export const paletteEn = {
  label: 'Commands',
  placeholder: 'Type what you want to do',
  none: 'No command has these words.',
} as const;
