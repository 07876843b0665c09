/** The only bridge between page and main. What it passes on is checked in main; it holds no logic of its own. */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge } from '#core/contract/channels.ts';

/* Named here, not imported: the schemas need not be bundled into the preload. */
const INGEST_PORT = 'ingest-port';
const DROPPED = 'open:paths';
const EVENTS = new Set(['event:opened', 'event:menu', 'event:settings', 'event:problem', 'event:server']);

const bridge = {
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => {
    if (channel === DROPPED) return Promise.reject(new Error(`Refused: ${channel}`));
    return ipcRenderer.invoke(channel, ...args);
  },
  on: (event: string, listener: (value: unknown) => void): (() => void) => {
    if (!EVENTS.has(event)) throw new Error(`Refused: ${event}`);
    const pass = (_event: IpcRendererEvent, value: unknown): void => listener(value);
    ipcRenderer.on(event, pass);
    return () => void ipcRenderer.off(event, pass);
  },
  openDropped: (files: readonly unknown[]): Promise<unknown> =>
    ipcRenderer.invoke(
      DROPPED,
      files
        .filter((file) => file instanceof File)
        .map(pathOf)
        .filter((path) => path !== ''),
    ),
} satisfies Record<keyof Bridge, unknown>;

contextBridge.exposeInMainWorld('relayscope', bridge);

ipcRenderer.on(INGEST_PORT, (event, { logId }: { readonly logId: string }) => {
  window.postMessage({ type: INGEST_PORT, logId }, location.origin, event.ports);
});

/** Electron before 29 has no webUtils; there the file itself knows its path. */
function pathOf(file: File): string {
  const utils = webUtils as typeof webUtils | undefined;
  if (utils !== undefined) return utils.getPathForFile(file);
  return 'path' in file && typeof file.path === 'string' ? file.path : '';
}
