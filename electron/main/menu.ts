/** The menu bar in the user's language; its commands go to the page, which does the same for its buttons. */
import { Menu, app, dialog, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '#core/contract/channels.ts';
import { COMMANDS, type CommandId } from '#core/contract/commands.ts';
import { t } from '#renderer/i18n/index.ts';

export function makeMenu(
  language: Language,
  send: (command: CommandId) => void,
): ReturnType<typeof Menu.buildFromTemplate> {
  const { commands, menu, dialog: words } = t(language);
  const item = (command: CommandId): MenuItemConstructorOptions => ({
    label: commands[command],
    click: () => send(command),
    ...(COMMANDS[command] === '' ? {} : { accelerator: COMMANDS[command] }),
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
        item('open-files'),
        item('open-folder'),
        item('open-server'),
        item('open-clipboard'),
        item('open-sample'),
        separator,
        item('close-log'),
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
        item('focus-filter'),
        item('saved-filters'),
        item('edit-note'),
        item('go-to-time'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        item('show-palette'),
        separator,
        item('show-map'),
        item('enlarge-picture'),
        item('choose-columns'),
        item('show-lines'),
        item('show-not-understood'),
        item('edit-network'),
        item('show-notes'),
        separator,
        item('toggle-language'),
        item('next-theme'),
        separator,
        { role: 'resetZoom', label: menu.actualSize },
        { role: 'zoomIn', label: menu.zoomIn },
        { role: 'zoomOut', label: menu.zoomOut },
        { role: 'togglefullscreen', label: menu.fullScreen },
      ],
    },
    { label: menu.help, role: 'help', submenu: [item('show-shortcuts'), about] },
  ]);
}
