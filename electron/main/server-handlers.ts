/** What main does for the page about servers, channel by channel. */
import { dialog, type BrowserWindow, type UtilityProcess } from 'electron';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import type { ServerAnswers } from '#core/contract/server-channels.ts';
import type { Language } from '#core/contract/channels.ts';
import { t } from '#renderer/i18n/index.ts';
import type { Handlers } from './ipc.ts';
import type { Copies } from './copies.ts';
import type { Servers } from './servers.ts';
import type { ServerStore } from './server-store.ts';

export interface ServerRoom {
  readonly servers: Servers<UtilityProcess>;
  readonly store: ServerStore;
  readonly copies: Copies;
}

export function serverHandlers(
  { servers, store, copies }: ServerRoom,
  window: () => BrowserWindow,
  language: () => Language,
): Pick<Handlers, keyof ServerAnswers> {
  return {
    'servers:list': () => servers.state(),
    'servers:save': (draft) => servers.save(draft),
    'servers:remove': (id) => {
      store.remove(id);
      return servers.state();
    },
    'servers:forget-secrets': (id) => {
      store.forgetSecrets(id);
      return servers.state();
    },
    'servers:choose-key': async () => {
      const { servers: words } = t(language());
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: words.chooseKey,
        defaultPath: join(homedir(), '.ssh'),
        properties: ['openFile', 'showHiddenFiles'],
      });
      const [path] = filePaths;
      if (path === undefined) return undefined;
      servers.chooseKey(path);
      return basename(path);
    },
    'servers:test': (id) => servers.test(id),
    'servers:browse': (draft, folder) => servers.browse(draft, folder),
    'servers:open': (ids) => servers.open(ids),
    'servers:fetch': (logId) => servers.fetch(logId),
    'servers:answer': (ask, answer) => {
      servers.answer(ask, answer);
      return undefined;
    },
    'servers:stop': () => {
      servers.stop();
      return undefined;
    },
    'copies:set': (settings) => {
      store.copies = settings;
      return servers.state();
    },
    'copies:clear': async () => {
      await copies.clear();
      return servers.state();
    },
  };
}
