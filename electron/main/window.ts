/** The one window: where it was last time, shown when it has something to show. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { join } from 'node:path';
import type { Theme } from '#core/contract/channels.ts';
import { ORIGIN } from './protocol.ts';
import type { Bounds } from './settings.ts';

export const SMALLEST = { width: 1024, height: 640 } as const;

export function makeWindow(options: {
  readonly bounds: Bounds | undefined;
  readonly theme: Theme;
  readonly onBounds: (bounds: Bounds) => void;
}): BrowserWindow {
  nativeTheme.themeSource = options.theme;
  const window = new BrowserWindow({
    ...firstSize(),
    ...(options.bounds !== undefined && isOnScreen(options.bounds) ? options.bounds : {}),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Relayscope',
    icon: join(__dirname, 'icon.png'),
    /* The page's own background in each theme, so that nothing flashes before it is drawn. */
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181d' : '#f6f7f9',
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => options.onBounds(window.getNormalBounds()));
  void window.loadURL(`${ORIGIN}/`);
  return window;
}

/** Room for the list and for the whole way of a usual message, as far as the screen has it. */
function firstSize(): { readonly width: number; readonly height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  return { width: Math.min(1400, width), height: Math.min(880, height) };
}

function isOnScreen({ x, y, width, height }: Bounds): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return across >= 200 && down >= 100;
  });
}
