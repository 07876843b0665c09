/**
 * Everything that is stored of the log that was opened last, as hashes: by the index's own calls to a second worker
 * beside the page's. Asked through main, for a page that was killed and loaded again is lost to the test's own door.
 */
import { readdir } from 'node:fs/promises';
import type { ElectronApplication } from 'playwright/test';

export interface WholeLog {
  readonly lines: number;
  readonly entries: number;
  readonly messages: number;
  readonly complete: boolean;
  /** Of file, line number, offset and raw text of every entry. */
  readonly entriesHash: string;
  readonly messagesHash: string;
}

export async function wholeLog(electron: ElectronApplication): Promise<WholeLog> {
  const built = await readdir(new URL('../../out/app/page/assets', import.meta.url));
  const script = built.find((name) => /^index-worker-.*\.js$/.test(name)) ?? '';
  const asked = `(${inPage.toString()})(${JSON.stringify(`/assets/${script}`)})`;
  return (await inWindow(electron, asked)) as WholeLog;
}

/** Runs a script in the window's page. */
export function inWindow(electron: ElectronApplication, script: string): Promise<unknown> {
  return electron.evaluate(
    ({ BrowserWindow }, source) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(source) as Promise<unknown>,
    script,
  );
}

export interface Shown {
  readonly reading: boolean;
  readonly lines: number;
}

/** What the page shows of the reading; nothing while there is no page. */
export async function shown(electron: ElectronApplication): Promise<Shown> {
  const script = `({
    reading: document.querySelector('[data-testid="progress"]') !== null,
    lines: Number(/([\\d,]+) lines/.exec(document.querySelector('[data-testid="status-bar"]')?.textContent ?? '')?.[1]?.replaceAll(',', '') ?? 0),
  })`;
  const found = (await inWindow(electron, script).catch(() => undefined)) as Shown | undefined;
  return found ?? { reading: true, lines: 0 };
}

interface State {
  readonly lines: number;
  readonly entries: number;
  readonly sources: readonly { readonly complete: boolean }[];
}

/** Stands alone: only its text reaches the page. */
async function inPage(script: string): Promise<WholeLog> {
  const bridge = (
    window as unknown as { relayscope: { invoke(c: string, ...a: unknown[]): Promise<unknown> } }
  ).relayscope;
  const worker = new Worker(script, { type: 'module' });
  let last = 0;
  const call = (name: string, ...args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<{ id?: number; type: string; value: unknown }>) => {
          if (data.id !== id) return;
          if (data.type === 'answer') resolve(data.value);
          else reject(new Error(JSON.stringify(data)));
        },
      );
      worker.postMessage({ type: 'call', id, call: name, args });
    });
  const hash = async (before: string, value: unknown): Promise<string> => {
    const bytes = new TextEncoder().encode(before + JSON.stringify(value));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const [newest] = (await bridge.invoke('recents:list')) as { logId: string }[];
  const opened = (await bridge.invoke('open:recent', newest?.logId)) as { logId: string; sources: unknown };
  const state = (await call('open', opened.logId, opened.sources)) as State;
  const kinds = [
    'unparsed',
    'other-program',
    'repeat',
    'from',
    'to',
    'ruleset',
    'milter',
    'auth',
    'tls',
    'child',
  ];
  kinds.push('clone', 'recipient-refused', 'connection', 'queue', 'daemon', 'alias', 'error', 'note');
  let entriesHash = '';
  for (let at = 0; at < state.entries; at += 5000) {
    const { records } = (await call('records', kinds, at, 5000)) as {
      records: { source: number; line: number; offset: number; raw: string }[];
    };
    entriesHash = await hash(
      entriesHash,
      records.map(({ source, line, offset, raw }) => [source, line, offset, raw]),
    );
  }
  let messagesHash = '';
  let total = Infinity;
  for (let at = 0; at < total; at += 5000) {
    const found = (await call('query', '', { column: 'time', descending: false }, at, 5000)) as {
      total: number;
      rows: unknown[];
    };
    total = found.total;
    messagesHash = await hash(messagesHash, found.rows);
  }
  await call('close');
  worker.terminate();
  return {
    lines: state.lines,
    entries: state.entries,
    messages: total,
    complete: state.sources.every(({ complete }) => complete),
    entriesHash,
    messagesHash,
  };
}
