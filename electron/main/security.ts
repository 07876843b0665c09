/** Refuses what a viewer never needs: navigation, new windows, permissions, web views, the network. */
import type { App, Session } from 'electron';
import { ORIGIN } from './protocol.ts';

export function harden(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

export function closeSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwn(url) }));
}

/** The page itself, what it makes in memory, and the developer tools. */
export function isOwn(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || /^(blob:relayscope:\/\/app\/|data:|devtools:\/\/)/.test(url);
}
