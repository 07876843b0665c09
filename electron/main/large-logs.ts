/** A log that is far larger than this machine's memory is opened only when the reader says so. */
import { dialog, type BrowserWindow } from 'electron';
import { totalmem } from 'node:os';
import type { Language, OpenedLog } from '#core/contract/channels.ts';
import { formatBytes } from '#core/explain/format.ts';
import { t } from '#renderer/i18n/index.ts';

/** Memory that an indexed log takes is about its size; packed ones are some ten times larger inside. */
const PACKED = /\.(?:gz|bz2|xz|zst)$/i;
const UNPACKED = 10;
/** Part of all memory that a log may take without a question. */
const SHARE = 0.6;

/** What reading the log takes of memory, or undefined where that is no trouble. */
export function memoryNeeded(sources: OpenedLog['sources'], memory = totalmem()): number | undefined {
  const needed = sources.reduce((sum, { name, size }) => sum + size * (PACKED.test(name) ? UNPACKED : 1), 0);
  return needed > memory * SHARE ? needed : undefined;
}

/** The log, or undefined when the reader thinks better of it. */
export async function agreed(
  opened: OpenedLog | undefined,
  window: BrowserWindow,
  language: Language,
): Promise<OpenedLog | undefined> {
  const needed = opened === undefined ? undefined : memoryNeeded(opened.sources);
  if (opened === undefined || needed === undefined) return opened;
  const words = t(language).largeLog;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.question(opened.title, formatBytes(needed, language)),
    detail: words.detail(formatBytes(totalmem(), language)),
    buttons: [words.dont, words.open],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? opened : undefined;
}
