/** The one window and what belongs to it: settings, recents, sources, ingest, the channels and the menu. */
import type * as Electron from 'electron';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { Problem } from '#core/base/problem.ts';
import type { Events, OpenedLog, Settings } from '#core/contract/channels.ts';
import type { CommandLine } from './command-line.ts';
import { makeHandlers } from './handlers.ts';
import { IngestRunner } from './ingest-runner.ts';
import { registerHandlers } from './ipc.ts';
import type { Logger } from './logger.ts';
import { menuTemplate } from './menu.ts';
import { labels } from './menu-labels.ts';
import { Picture } from './picture.ts';
import { START_URL } from './protocol.ts';
import { Recents } from './recents.ts';
import { SettingsStore } from './settings.ts';
import { Sources } from './sources.ts';
import { backgroundOf, DEFAULT_SIZE, placeOn, rememberPlace, windowOptions } from './window.ts';

export class AppHost {
  readonly #electron: typeof Electron;
  readonly #folder: string;
  readonly #logger: Logger;
  readonly #picture: Picture | undefined;
  readonly #ingest: IngestRunner;
  readonly #sampleFile: string;
  #settings: SettingsStore | undefined;
  #sources: Sources | undefined;
  #window: BrowserWindow | undefined;
  /** The page has asked for its first log: from now on events reach it. */
  #pageReady = false;
  #pending: string[];
  readonly #commandLine: CommandLine;

  /** `folder` is where main's own bundle lies, and preload, ingest, page and sample beside it. */
  constructor(electron: typeof Electron, commandLine: CommandLine, folder: string, logger: Logger) {
    this.#electron = electron;
    this.#commandLine = commandLine;
    this.#folder = folder;
    this.#logger = logger;
    this.#sampleFile = join(folder, 'sample', 'sample.log');
    this.#pending = [...commandLine.files, ...(commandLine.sample ? [this.#sampleFile] : [])];
    this.#picture = commandLine.picture === undefined ? undefined : new Picture(commandLine.picture);
    this.#ingest = new IngestRunner({
      fork: () =>
        electron.utilityProcess.fork(join(folder, 'ingest.cjs'), [], { serviceName: 'Relayscope ingest' }),
      channel: () => new electron.MessageChannelMain(),
      onProblem: (problem) => {
        this.tellProblem(problem);
      },
      logger,
    });
  }

  /** Once, after `ready`. */
  open(): void {
    const { app, ipcMain, clipboard, dialog, nativeTheme } = this.#electron;
    const folder = app.getPath('userData');
    const language = this.#commandLine.language;
    const settings = new SettingsStore({
      folder,
      systemLanguages: app.getPreferredSystemLanguages(),
      ...(language ? { language } : {}),
      logger: this.#logger,
    });
    const recents = new Recents(folder, this.#logger);
    const sources = new Sources(recents);
    this.#settings = settings;
    this.#sources = sources;
    const handlers = makeHandlers({
      dialog,
      clipboard,
      settings,
      recents,
      sources,
      ingest: this.#ingest,
      sampleFile: this.#sampleFile,
      documents: () => app.getPath('documents'),
      window: () => this.#openWindow(settings),
      ready: () => this.#pageIsReady(sources),
      drawn: () => this.#picture?.drawn(),
      settingsChanged: (changed) => {
        this.#settingsChanged(changed);
      },
      tellProblem: (problem) => {
        this.tellProblem(problem);
      },
    });
    const isOurWindow = (id: number): boolean => this.#window?.webContents.id === id;
    registerHandlers({ ipcMain, isOurWindow, logger: this.#logger }, handlers);
    nativeTheme.themeSource = settings.get().theme;
    nativeTheme.on('updated', () => {
      this.#window?.setBackgroundColor(backgroundOf(nativeTheme.shouldUseDarkColors));
    });
    this.#installMenu(settings.get());
    this.#openWindow(settings);
  }

  /** Files from a second instance or the system's file manager; without files just comes to the front. */
  show(files: readonly string[]): void {
    if (!this.#settings || !this.#sources) {
      this.#pending.push(...files);
      return;
    }
    const window = this.#openWindow(this.#settings);
    if (window.isMinimized()) window.restore();
    window.focus();
    if (files.length === 0) return;
    if (this.#pageReady) {
      void this.#sources.openPaths(files).then((opened) => {
        this.#tell('event:opened', opened);
      });
    } else this.#pending.push(...files);
  }

  tellProblem(problem: Problem): void {
    this.#tell('event:problem', problem);
  }

  async #pageIsReady(sources: Sources): Promise<OpenedLog | undefined> {
    this.#pageReady = true;
    const files = this.#pending.splice(0);
    return files.length === 0 ? undefined : sources.openPaths(files);
  }

  #tell<E extends keyof Events>(event: E, value: Events[E]): void {
    this.#window?.webContents.send(event, value);
  }

  #settingsChanged(settings: Settings): void {
    this.#electron.nativeTheme.themeSource = settings.theme;
    this.#installMenu(settings);
    this.#tell('event:settings', settings);
  }

  #installMenu(settings: Settings): void {
    const { app, Menu } = this.#electron;
    const template = menuTemplate({
      labels: labels(settings.language),
      isMac: process.platform === 'darwin',
      developerTools: !app.isPackaged,
      send: (command) => {
        this.#tell('event:menu', command);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #openWindow(settings: SettingsStore): BrowserWindow {
    if (this.#window) return this.#window;
    const { BrowserWindow, nativeTheme, screen } = this.#electron;
    const screens = screen.getAllDisplays().map((display) => display.workArea);
    const { bounds, maximized } = settings.place;
    const window = new BrowserWindow({
      ...windowOptions({
        preload: join(this.#folder, 'preload.cjs'),
        dark: nativeTheme.shouldUseDarkColors,
        bounds: this.#picture ? undefined : placeOn(bounds, screens),
      }),
      ...(this.#picture ? { ...DEFAULT_SIZE, useContentSize: true, autoHideMenuBar: true } : {}),
    });
    this.#window = window;
    this.#watch(window);
    if (this.#picture) {
      void this.#picture.take(window, this.#electron.app).catch((error: unknown) => {
        this.#logger.error('no picture', error);
        this.#electron.app.exit(1);
      });
    } else {
      rememberPlace(window, settings);
      if (maximized) window.maximize();
    }
    void window.loadURL(START_URL);
    return window;
  }

  #watch(window: BrowserWindow): void {
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('closed', () => {
      this.#ingest.stop();
      this.#window = undefined;
      this.#pageReady = false;
    });
    window.webContents.on('did-start-loading', () => {
      this.#pageReady = false;
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      this.#logger.error(`page gone: ${details.reason}`);
      this.#ingest.stop();
      window.webContents.once('did-finish-load', () => {
        this.tellProblem({ code: 'internal', where: 'Relayscope', detail: details.reason });
      });
      window.webContents.reload();
    });
  }
}
