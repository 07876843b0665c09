/**
 * Every action of the window that has a name, with its keys as Electron's menu writes them. The menu, the palette, the
 * sheet of keys and the page's handlers all take them from here.
 */
export const COMMANDS = {
  'open-files': 'CmdOrCtrl+O',
  'open-folder': 'CmdOrCtrl+Shift+O',
  'open-clipboard': 'CmdOrCtrl+Shift+V',
  'open-server': 'CmdOrCtrl+Shift+S',
  'open-sample': '',
  'close-log': 'CmdOrCtrl+W',
  'focus-filter': 'CmdOrCtrl+F',
  'saved-filters': 'CmdOrCtrl+Shift+F',
  'go-to-time': 'CmdOrCtrl+G',
  'choose-columns': '',
  'show-lines': 'CmdOrCtrl+L',
  'show-not-understood': 'CmdOrCtrl+U',
  'show-map': 'CmdOrCtrl+Shift+M',
  'enlarge-picture': 'CmdOrCtrl+E',
  'edit-network': 'CmdOrCtrl+Shift+N',
  'edit-note': '',
  'undo-note': '',
  'show-notes': 'CmdOrCtrl+Shift+B',
  'show-palette': 'CmdOrCtrl+K',
  'toggle-language': 'CmdOrCtrl+Shift+L',
  'next-theme': 'CmdOrCtrl+Shift+T',
  'show-shortcuts': 'F1',
} as const satisfies Readonly<Record<string, string>>;

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

/** Keys of the page alone: as keys of the menu they would take letters from whoever types, and undo from text boxes. */
export const PAGE_KEYS: Readonly<Partial<Record<CommandId, string>>> = {
  'edit-note': 'N',
  'undo-note': 'CmdOrCtrl+Z',
};

/** Of use only while a log is open. */
export const NEEDS_LOG: ReadonlySet<CommandId> = new Set([
  'close-log',
  'focus-filter',
  'saved-filters',
  'go-to-time',
  'choose-columns',
  'show-lines',
  'show-not-understood',
  'show-map',
  'enlarge-picture',
  'edit-note',
]);
