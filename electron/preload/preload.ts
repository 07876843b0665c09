/**
 * The page's one object from outside: `window.relayscope`, typed by Bridge. Bundled to one CommonJS file that
 * runs in the sandbox. Only channels of the contract pass; paths of dropped files go straight to main.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { IpcRendererEvent } from 'electron';
import {
  CHANNELS,
  INGEST_PORT,
  type Answers,
  type Arguments,
  type Bridge,
  type Channel,
  type Events,
  type OpenedLog,
} from '#core/contract/channels.ts';

/** `satisfies` keeps the list complete: an event that is added must be added here. */
const EVENTS = {
  'event:opened': true,
  'event:menu': true,
  'event:settings': true,
  'event:problem': true,
} as const satisfies Record<keyof Events, true>;

const bridge: Bridge = {
  async invoke<C extends Channel>(channel: C, ...args: Arguments<C>): Promise<Answers[C]> {
    if (!Object.hasOwn(CHANNELS, channel)) throw new Error(`No channel ${String(channel)}`);
    return (await ipcRenderer.invoke(channel, ...args)) as Answers[C];
  },
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void {
    if (!Object.hasOwn(EVENTS, event)) throw new Error(`No event ${String(event)}`);
    const forward = (_event: IpcRendererEvent, value: Events[E]): void => {
      listener(value);
    };
    ipcRenderer.on(event, forward);
    return () => {
      ipcRenderer.removeListener(event, forward);
    };
  },
  async openDropped(files: readonly unknown[]): Promise<OpenedLog | undefined> {
    const paths = files.map(pathOf).filter((path) => path !== '');
    return (await ipcRenderer.invoke('open:paths', paths)) as OpenedLog | undefined;
  },
};

/** webUtils since Electron 29.2; before that the File itself has its path. '' for what is no file on disk. */
function pathOf(file: unknown): string {
  if (!(file instanceof File)) return '';
  const utils = webUtils as typeof webUtils | undefined;
  if (utils) return utils.getPathForFile(file);
  const path: unknown = (file as File & { readonly path?: unknown }).path;
  return typeof path === 'string' ? path : '';
}

// A port cannot cross the context bridge; a window message can carry it into the page's world.
ipcRenderer.on(INGEST_PORT, (event, { logId }: { readonly logId: string }) => {
  window.postMessage({ type: INGEST_PORT, logId }, window.location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld('relayscope', bridge);
