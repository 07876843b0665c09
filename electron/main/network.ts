/** The home network as it is kept, and the small files that the page may ask for. */
import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { NetworkAnswers } from '#core/contract/network-channels.ts';
import { NO_NETWORK, networkSchema, type NetworkFacts } from '#core/networks/network-facts.ts';
import type { Messages } from '#renderer/i18n/index.ts';
import { Store } from './store.ts';

/** Bytes. Notes of years fit into it. */
const MOST = 16 * 1024 * 1024;

export class NetworkStore {
  readonly #store: Store<NetworkFacts>;

  constructor(file: string) {
    this.#store = new Store<NetworkFacts>(file, networkSchema, NO_NETWORK);
  }

  get value(): NetworkFacts {
    return this.#store.value;
  }

  set value(facts: NetworkFacts) {
    this.#store.value = facts;
  }
}

export async function importText(
  window: BrowserWindow,
  words: Messages['dialog'],
): Promise<NetworkAnswers['import:text']> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    buttonLabel: words.open,
    properties: ['openFile'],
    filters: [{ name: 'JSON', extensions: ['json'] }],
  });
  const [path] = filePaths;
  return path === undefined ? undefined : readSmallText(path);
}

export async function readSmallText(path: string): Promise<NonNullable<NetworkAnswers['import:text']>> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > MOST) return { name, problem: { code: 'read-failed', where: name, detail: `> ${MOST}` } };
    return { name, text: await readFile(path, 'utf8') };
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { name, problem: { code: 'read-failed', where: name, detail } };
  }
}
