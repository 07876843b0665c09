import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#core/contract/channels.ts';
import type { Labels } from './menu-labels.ts';

export interface MenuOptions {
  readonly labels: Labels;
  readonly isMac: boolean;
  /** Developer tools are for runs from the source only. */
  readonly developerTools: boolean;
  readonly send: (command: MenuCommand) => void;
}

/** The menu as data; main.ts builds and installs it, again whenever the language changes. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { labels, isMac } = options;
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: labels.file, submenu: fileMenu(options) },
    {
      label: labels.edit,
      submenu: [
        { label: labels.cut, role: 'cut' },
        { label: labels.copy, role: 'copy' },
        { label: labels.paste, role: 'paste' },
        { label: labels.selectAll, role: 'selectAll' },
        { type: 'separator' },
        item(options, labels.find, 'focus-filter', 'CmdOrCtrl+F'),
      ],
    },
    { label: labels.view, submenu: viewMenu(options) },
    ...(isMac ? [{ label: labels.window, role: 'windowMenu' } as const] : []),
    {
      label: labels.help,
      role: 'help',
      submenu: [item(options, labels.shortcuts, 'show-shortcuts', 'F1')],
    },
  ];
}

function fileMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { labels, isMac } = options;
  return [
    item(options, labels.openFiles, 'open-files', 'CmdOrCtrl+O'),
    item(options, labels.openFolder, 'open-folder', 'CmdOrCtrl+Shift+O'),
    item(options, labels.openClipboard, 'open-clipboard', 'CmdOrCtrl+Shift+V'),
    item(options, labels.openSample, 'open-sample'),
    { type: 'separator' },
    item(options, labels.closeLog, 'close-log', 'CmdOrCtrl+W'),
    ...(isMac ? [] : [{ type: 'separator' } as const, { label: labels.quit, role: 'quit' } as const]),
  ];
}

function viewMenu(options: MenuOptions): MenuItemConstructorOptions[] {
  const { labels, developerTools } = options;
  return [
    item(options, labels.notUnderstood, 'show-not-understood'),
    { type: 'separator' },
    item(options, labels.language, 'toggle-language'),
    item(options, labels.theme, 'next-theme'),
    { type: 'separator' },
    { label: labels.zoomIn, role: 'zoomIn' },
    { label: labels.zoomOut, role: 'zoomOut' },
    { label: labels.actualSize, role: 'resetZoom' },
    { label: labels.fullScreen, role: 'togglefullscreen' },
    ...(developerTools
      ? [{ type: 'separator' } as const, { label: labels.developerTools, role: 'toggleDevTools' } as const]
      : []),
  ];
}

function item(
  options: MenuOptions,
  label: string,
  command: MenuCommand,
  accelerator?: string,
): MenuItemConstructorOptions {
  const click = (): void => {
    options.send(command);
  };
  return { id: command, label, click, ...(accelerator ? { accelerator } : {}) };
}
