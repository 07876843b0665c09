import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { SettingsStore, Bounds } from './settings.ts';

export const MIN_SIZE = { width: 1024, height: 640 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** The page's own background, so that nothing flashes before it is drawn (renderer/src styles: --surface). */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

export interface WindowOptions {
  readonly preload: string;
  readonly dark: boolean;
  readonly bounds?: Bounds | undefined;
  readonly icon?: string | undefined;
}

/** Start closed: every switch that keeps the page in its cage is named, also where it is the default. */
export function windowOptions(o: WindowOptions): BrowserWindowConstructorOptions {
  return {
    ...(o.bounds ?? DEFAULT_SIZE),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'Relayscope',
    backgroundColor: backgroundOf(o.dark),
    ...(o.icon === undefined ? {} : { icon: o.icon }),
    webPreferences: {
      preload: o.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      enableWebSQL: false,
    },
  };
}

export function backgroundOf(dark: boolean): string {
  return dark ? BACKGROUND.dark : BACKGROUND.light;
}

/** The remembered place, when enough of it is still on a screen to grab it; otherwise the default. */
export function placeOn(bounds: Bounds | undefined, screens: readonly Rectangle[]): Bounds | undefined {
  if (!bounds) return undefined;
  const fits = screens.some((screen) => overlap(bounds, screen) >= 100);
  if (!fits) return undefined;
  return {
    ...bounds,
    width: Math.max(bounds.width, MIN_SIZE.width),
    height: Math.max(bounds.height, MIN_SIZE.height),
  };
}

/** The smaller side of what two rectangles share, in pixels; negative when apart. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.min(width, height);
}

/** Keeps the window's place for the next run. */
export function rememberPlace(window: BrowserWindow, settings: SettingsStore): void {
  window.on('close', () => {
    settings.setPlace(window.getNormalBounds(), window.isMaximized());
  });
}
