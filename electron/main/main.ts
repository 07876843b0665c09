/**
 * Composition root: puts the parts together and knows nothing else. Bundled as CommonJS, because Electron before 28
 * takes nothing else.
 */
import { Menu, app, protocol, safeStorage, session } from 'electron';
import type { BrowserWindow } from 'electron';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Events, OpenedLog } from '#core/contract/channels.ts';
import { languageOf } from '#renderer/i18n/index.ts';
import { embedFonts, fontFiles } from '../fonts/embed-fonts.ts';
import { readArguments, type AppArguments } from './arguments.ts';
import { handleAll } from './handlers.ts';
import { IngestHost } from './ingest-host.ts';
import { makeLogger } from './logger.ts';
import { Logs } from './logs.ts';
import { makeMenu } from './menu.ts';
import { NetworkStore } from './network.ts';
import { savePicture } from './picture.ts';
import { SCHEME, firstFiles, servePage } from './protocol.ts';
import { closeSession, harden } from './security.ts';
import { Copies } from './copies.ts';
import { ServerStore } from './server-store.ts';
import { Servers } from './servers.ts';
import { SettingsStore } from './settings.ts';
import { makeWindow } from './window.ts';

interface Handed {
  readonly argv: readonly string[];
  readonly cwd: string;
}

protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
/* eslint-disable-next-line no-restricted-syntax -- Electron's word for none: it would make one of its own first */
Menu.setApplicationMenu(null);
harden(app);

/** A page that dies so soon after its beginning, milliseconds, does not open the same log once more. */
const SHORT_LIFE = 500;
/** OpenSSH's agent on Windows. */
const WINDOWS_AGENT = String.raw`\\.\pipe\openssh-ssh-agent`;
const PAGE = join(__dirname, 'page');
const atHand = firstFiles(PAGE);
const isDefaultApp = 'defaultApp' in process && process.defaultApp;
/** Files that macOS hands over before there is a page to show them. */
const early: string[] = [];
const keepEarly = (event: Electron.Event, path: string): void => {
  event.preventDefault();
  early.push(path);
};
app.on('open-file', keepEarly);
/* The index collects its garbage when it has read a log: an idle worker never does. */
app.commandLine.appendSwitch('js-flags', '--expose-gc');
const handed: Handed = { argv: process.argv, cwd: process.cwd() };
if (app.requestSingleInstanceLock(handed)) void app.whenReady().then(run);
else app.quit();

function run(): void {
  const args = readArguments(process.argv, isDefaultApp);
  const data = app.getPath('userData');
  const logger = makeLogger(join(data, 'relayscope.log'));
  const settings = new SettingsStore(join(data, 'settings.json'), systemLanguage(), args.language);
  const logs = new Logs(join(data, 'recents.json'));
  const network = new NetworkStore(join(data, 'network.json'));
  const sample = join(__dirname, 'sample', 'sample.log');
  const fonts = fontFiles(join(PAGE, 'fonts'));

  const shown: { window?: BrowserWindow } = {};
  /** What the page is to show first, until it has asked for it. */
  let again: string | undefined;
  let pageSince = performance.now();
  let first: AppArguments | undefined = { ...args, files: [...args.files, ...early] };
  const send = <E extends keyof Events>(event: E, value: Events[E]): void => {
    const { window } = shown;
    if (window !== undefined && !window.isDestroyed()) window.webContents.send(event, value);
  };
  const ingest = new IngestHost(
    join(__dirname, 'ingest.cjs'),
    (code) => {
      logger.error(`ingest ended with ${code}`);
      send('event:problem', { code: 'reading-broke-off', where: '', detail: String(code) });
    },
    (logId, message) => void logs.replaced(logId, message),
  );
  const showMenu = () =>
    Menu.setApplicationMenu(makeMenu(settings.value.language, (command) => send('event:menu', command)));
  const open = async (paths: readonly string[]): Promise<void> => {
    /* A page that has not yet asked for its first log would miss the event. */
    if (first !== undefined) first = { ...first, files: [...first.files, ...paths] };
    else if (paths.length > 0) send('event:opened', await logs.openPaths(paths));
    if (shown.window?.isMinimized() === true) shown.window.restore();
    shown.window?.show();
    shown.window?.focus();
  };

  const store = new ServerStore(join(data, 'servers.json'), join(data, 'secrets.json'), safeStorage);
  const copies = new Copies(join(data, 'copies'));
  const servers = new Servers({
    store,
    copies,
    logs,
    fork: () => ingest.fork(),
    endReading: (child) => ingest.end(child),
    setting: {
      knownHosts: join(data, 'known_hosts'),
      home: homedir(),
      ...agentSocket(),
    },
    tell: (news) => send('event:server', news),
  });

  handleAll({
    logs,
    settings,
    network,
    ingest,
    servers: { servers, store, copies },
    sample,
    embedFonts: (markup) => embedFonts(markup, fonts),
    takeFirst: () => {
      const asked = first;
      first = undefined;
      const lost = again;
      again = undefined;
      if (lost !== undefined) return logs.openRecent(lost);
      return openFirst(asked, logs, sample);
    },
    window: () => shown.window ?? makeOwnWindow(),
    drawn: () => {
      /* The start screen stands: whoever looks at it opens a log next. */
      if (!ingest.used) ingest.prepare();
      const { window } = shown;
      if (args.picture === undefined || window === undefined) return;
      void savePicture(window, args.picture).then(
        () => app.exit(0),
        () => app.exit(1),
      );
    },
    settingsChanged: (changed) => {
      showMenu();
      send('event:settings', changed);
    },
  });

  closeSession(session.defaultSession);
  protocol.handle(SCHEME, async ({ url }) => servePage(PAGE, url, await atHand));
  /* Before the menu: the page's process starts meanwhile. */
  shown.window = makeOwnWindow();
  showMenu();
  if (first.files.length > 0) ingest.prepare();

  app.on('second-instance', (_event, _argv, _cwd, other) => {
    const { argv, cwd } = other as Handed;
    void open(readArguments(argv, isDefaultApp).files.map((file) => resolve(cwd, file)));
  });
  app.off('open-file', keepEarly);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void open([path]);
  });
  app.on('window-all-closed', () => {
    ingest.stop();
    app.quit();
  });

  function makeOwnWindow(): BrowserWindow {
    const made = makeWindow({
      bounds: args.picture === undefined ? settings.bounds : undefined,
      theme: settings.value.theme,
      onBounds: (bounds) => {
        settings.bounds = bounds;
      },
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      logger.error(`page gone: ${reason}`);
      ingest.stop();
      if (reason === 'clean-exit') return;
      /* The index is on disk: a fresh page opens it again, unless that is what it dies of. */
      again = performance.now() - pageSince > SHORT_LIFE ? logs.newest : undefined;
      pageSince = performance.now();
      made.webContents.once('did-finish-load', () =>
        send('event:problem', { code: 'internal', where: 'Relayscope', detail: reason }),
      );
      made.webContents.reload();
    });
    return made;
  }
}

async function openFirst(
  asked: AppArguments | undefined,
  logs: Logs,
  sample: string,
): Promise<OpenedLog | undefined> {
  if (asked === undefined) return undefined;
  if (asked.files.length > 0) return logs.openPaths(asked.files.map((file) => resolve(file)));
  return asked.sample ? logs.openPaths([sample]) : undefined;
}

function agentSocket(): { readonly agent?: string } {
  const agent = process.env['SSH_AUTH_SOCK'] ?? (process.platform === 'win32' ? WINDOWS_AGENT : undefined);
  return agent === undefined ? {} : { agent };
}

function systemLanguage() {
  return languageOf(app.getPreferredSystemLanguages()[0] ?? app.getLocale());
}
