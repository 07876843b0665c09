/** The menu bar in the user's language; its commands go to the page, which does the same for its buttons. */
import { Menu, app, dialog, type MenuItemConstructorOptions } from 'electron';
import type { Language, MenuCommand } from '#core/contract/channels.ts';
import { t } from '#renderer/i18n/index.ts';

export function makeMenu(
  language: Language,
  send: (command: MenuCommand) => void,
): ReturnType<typeof Menu.buildFromTemplate> {
  const { menu, dialog: words } = t(language);
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const about: MenuItemConstructorOptions = {
    label: menu.about,
    click: () => {
      void dialog.showMessageBox({
        message: 'Relayscope',
        detail: words.aboutText(app.getVersion()),
        buttons: [words.ok],
      });
    },
  };
  return Menu.buildFromTemplate([
    {
      label: menu.file,
      submenu: [
        item(menu.openFiles, 'open-files', 'CmdOrCtrl+O'),
        item(menu.openFolder, 'open-folder', 'CmdOrCtrl+Shift+O'),
        item(menu.openClipboard, 'open-clipboard', 'CmdOrCtrl+Shift+V'),
        item(menu.openSample, 'open-sample'),
        separator,
        item(menu.closeLog, 'close-log', 'CmdOrCtrl+W'),
        separator,
        { role: 'quit', label: process.platform === 'win32' ? menu.exit : menu.quit },
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: menu.undo },
        { role: 'redo', label: menu.redo },
        separator,
        { role: 'cut', label: menu.cut },
        { role: 'copy', label: menu.copy },
        { role: 'paste', label: menu.paste },
        { role: 'selectAll', label: menu.selectAll },
        separator,
        item(menu.find, 'focus-filter', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        item(menu.notUnderstood, 'show-not-understood', 'CmdOrCtrl+U'),
        separator,
        item(menu.language, 'toggle-language', 'CmdOrCtrl+Shift+L'),
        item(menu.theme, 'next-theme', 'CmdOrCtrl+Shift+T'),
        separator,
        { role: 'resetZoom', label: menu.actualSize },
        { role: 'zoomIn', label: menu.zoomIn },
        { role: 'zoomOut', label: menu.zoomOut },
        { role: 'togglefullscreen', label: menu.fullScreen },
      ],
    },
    { label: menu.help, role: 'help', submenu: [item(menu.shortcuts, 'show-shortcuts', 'F1'), about] },
  ]);
}
