/** Keys as the menu takes them: sent to the window as from a keyboard, because the page's own keys never reach a menu. */
import type { ElectronApplication } from 'playwright/test';

export async function pressMenuKey(electron: ElectronApplication, accelerator: string): Promise<void> {
  const parts = accelerator.split('+');
  const keyCode = parts.pop() ?? '';
  const modifiers = parts.map((part) => (part === 'CmdOrCtrl' ? 'control' : part.toLowerCase()));
  await electron.evaluate(
    ({ BrowserWindow }, key) => {
      const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
      for (const type of ['keyDown', 'keyUp'] as const) {
        webContents?.sendInputEvent({ type, ...key } as Electron.KeyboardInputEvent);
      }
    },
    { keyCode, modifiers },
  );
}
