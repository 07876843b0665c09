/** What each channel does, over the parts that main.ts puts together. Sender and arguments are checked before. */
import type { Clipboard, Dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Problem } from '#core/base/problem.ts';
import type { OpenedLog, Settings } from '#core/contract/channels.ts';
import { problemOf } from '#ingest/problems.ts';
import { chooseSources, safeName, saveText } from './dialogs.ts';
import type { IngestRunner } from './ingest-runner.ts';
import type { Handlers } from './ipc.ts';
import { labels, type Labels } from './menu-labels.ts';
import type { Recents } from './recents.ts';
import type { SettingsStore } from './settings.ts';
import type { Sources } from './sources.ts';

export interface HandlerParts {
  readonly dialog: Dialog;
  readonly clipboard: Clipboard;
  readonly settings: SettingsStore;
  readonly recents: Recents;
  readonly sources: Sources;
  readonly ingest: IngestRunner;
  readonly sampleFile: string;
  /** Where the save dialog starts. */
  readonly documents: () => string;
  readonly window: () => BrowserWindow;
  /** The log of the command line, once. */
  readonly ready: () => Promise<OpenedLog | undefined>;
  readonly drawn: () => void;
  readonly settingsChanged: (settings: Settings) => void;
  readonly tellProblem: (problem: Problem) => void;
}

export function makeHandlers(p: HandlerParts): Handlers {
  const words = (): Labels => labels(p.settings.get().language);
  return {
    'app:ready': () => p.ready(),
    'app:drawn': () => {
      p.drawn();
      return undefined;
    },
    'settings:get': () => p.settings.get(),
    'settings:set': (change) => {
      const settings = p.settings.set(change);
      p.settingsChanged(settings);
      return settings;
    },
    'open:dialog': async (what) => {
      const paths = await chooseSources(p.dialog, p.window(), what, words());
      return paths.length === 0 ? undefined : p.sources.openPaths(paths);
    },
    'open:sample': () => p.sources.openPaths([p.sampleFile]),
    'open:text': (text) => p.sources.openText(text, words().pastedText),
    'open:clipboard': () => p.sources.openText(p.clipboard.readText(), words().clipboard),
    'open:paths': (paths) => (paths.length === 0 ? undefined : p.sources.openPaths(paths)),
    'open:recent': async (logId) => {
      const opened = await p.sources.openRecent(logId);
      if (opened) return opened;
      const where = logId.slice(0, 8);
      return { logId, title: where, sources: [], problems: [{ code: 'source-gone', where }] };
    },
    'recents:list': () => p.recents.list(),
    'recents:forget': (logId) => {
      p.recents.forget(logId);
      return undefined;
    },
    'ingest:start': (logId, resume) => {
      const job = p.sources.job(logId, resume);
      if (job) p.ingest.start(logId, job, p.window().webContents);
      else p.tellProblem({ code: 'source-gone', where: logId.slice(0, 8) });
      return undefined;
    },
    'export:text': async (name, text) => {
      try {
        return await saveText(p.dialog, p.window(), { folder: p.documents(), name }, text, words());
      } catch (error) {
        p.tellProblem(problemOf(error, safeName(name)));
        return false;
      }
    },
    'clipboard:write': (text) => {
      p.clipboard.writeText(text);
      return undefined;
    },
  };
}
