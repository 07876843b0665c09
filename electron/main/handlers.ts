/** What main does for the page, channel by channel. */
import { clipboard, dialog, ipcMain, nativeTheme, type BrowserWindow } from 'electron';
import type { OpenedLog, Settings } from '#core/contract/channels.ts';
import { t } from '#renderer/i18n/index.ts';
import { copyImage } from './copy-image.ts';
import { agreed } from './large-logs.ts';
import type { IngestHost } from './ingest-host.ts';
import { registerHandlers, type Handlers } from './ipc.ts';
import type { Logs } from './logs.ts';
import { importText, type NetworkStore } from './network.ts';
import { printPage } from './print-page.ts';
import { saveFile } from './save-file.ts';
import { serverHandlers, type ServerRoom } from './server-handlers.ts';
import type { SettingsStore } from './settings.ts';

export interface Room {
  readonly logs: Logs;
  readonly settings: SettingsStore;
  readonly network: NetworkStore;
  readonly ingest: IngestHost;
  readonly servers: ServerRoom;
  readonly sample: string;
  /** Of a picture or a page: with the fonts it is drawn in. */
  readonly embedFonts: (markup: string) => Promise<string>;
  /** The files of the command line, until the page has asked for them. */
  readonly takeFirst: () => Promise<OpenedLog | undefined>;
  readonly window: () => BrowserWindow;
  readonly drawn: () => void;
  readonly settingsChanged: (settings: Settings) => void;
}

export function handleAll(room: Room): void {
  const { logs, settings } = room;
  const words = () => t(settings.value.language);
  const agree = agreeing(room);
  const save = (name: string, make: Parameters<typeof saveFile>[3]) =>
    saveFile(room.window(), settings.value.language, name, make);
  registerHandlers(ipcMain, {
    ...serverHandlers(room.servers, room.window, () => settings.value.language),
    'app:ready': async () => agree(await room.takeFirst()),
    'app:drawn': () => {
      room.drawn();
      return undefined;
    },
    'settings:get': () => settings.value,
    'settings:set': (changes) => {
      const changed = settings.change(changes);
      nativeTheme.themeSource = changed.theme;
      room.settingsChanged(changed);
      return changed;
    },
    'network:get': () => room.network.value,
    'network:set': (facts) => {
      room.network.value = facts;
      return undefined;
    },
    'import:text': () => importText(room.window(), words().dialog),
    ...openingHandlers(room),
    'recents:list': () => logs.recents(),
    'recents:forget': (logId) => {
      logs.forget(logId);
      room.servers.copies.drop(logId);
      return undefined;
    },
    'ingest:start': (logId, resume, follow) => {
      const prepared = room.servers.servers.take(logId);
      const job = logs.job(logId, resume, follow, prepared !== undefined);
      if (job !== undefined) room.ingest.start(job, logId, room.window().webContents, prepared);
      return undefined;
    },
    'export:text': (name, text) => save(name, () => text),
    'clipboard:write': (text) => {
      void clipboard.writeText(text);
      return undefined;
    },
    'picture:embed-fonts': (svg) => room.embedFonts(svg),
    'picture:copy': async (png) => {
      await copyImage(png);
      return undefined;
    },
    'picture:save-png': (name, png) =>
      save(name, () => Buffer.from(png.slice(png.indexOf(',') + 1), 'base64')),
    'picture:save-pdf': (name, html) => save(name, async () => printPage(await room.embedFonts(html))),
  });
}

type Opening =
  'open:dialog' | 'open:paths' | 'open:sample' | 'open:text' | 'open:clipboard' | 'open:recent' | 'open:set';

function openingHandlers(room: Room): Pick<Handlers, Opening> {
  const { logs, ingest } = room;
  const agree = agreeing(room);
  const pasted = () => t(room.settings.value.language).paste.logTitle;
  return {
    'open:dialog': async (what) => {
      ingest.prepare();
      return agree(await openDialog(room, what));
    },
    'open:paths': async (paths) => {
      if (paths.length === 0) return undefined;
      ingest.prepare();
      return agree(await logs.openPaths(paths));
    },
    'open:sample': () => {
      ingest.prepare();
      return logs.openPaths([room.sample]);
    },
    'open:text': (text) => logs.openText(text, pasted(), Date.now()),
    'open:clipboard': async () => logs.openText(await clipboard.readText(), pasted(), Date.now()),
    'open:recent': (logId) => logs.openRecent(logId),
    'open:set': async (logId) => agree(await logs.openSet(logId)),
  };
}

/** Asks before a log that may be too large. */
function agreeing(room: Room): (opened: OpenedLog | undefined) => ReturnType<typeof agreed> {
  return (opened) => agreed(opened, room.window(), room.settings.value.language);
}

async function openDialog(room: Room, what: 'files' | 'folder'): Promise<OpenedLog | undefined> {
  const { dialog: words } = t(room.settings.value.language);
  const { canceled, filePaths } = await dialog.showOpenDialog(room.window(), {
    title: what === 'files' ? words.openFiles : words.openFolder,
    buttonLabel: words.open,
    properties: what === 'files' ? ['openFile', 'multiSelections', 'showHiddenFiles'] : ['openDirectory'],
  });
  return canceled || filePaths.length === 0 ? undefined : room.logs.openPaths(filePaths);
}
