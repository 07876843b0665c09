/** Refusals that hold for every page and session, whatever the page asks for. Tested with fakes. */
import type { App, Session, WebContents } from 'electron';
import { isOurs } from './protocol.ts';
import type { Logger } from './logger.ts';

/** Switches that keep Chromium itself off the network; to be set before `ready`. */
export const OFFLINE_SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['no-proxy-server'], // no search for a proxy's configuration either
  ['host-resolver-rules', 'MAP * ~NOTFOUND'], // no name resolves: nothing to connect to
];

export function guardApp(app: Pick<App, 'on'>, logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, logger);
  });
}

/** No way out of the page that main loaded: no navigation, no new window, no guest. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  logger: Logger,
): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    logger.warn(`refused: ${what}`);
  };
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-frame-navigate', refuse('navigation of a frame'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.setWindowOpenHandler(() => {
    logger.warn('refused: new window');
    return { action: 'deny' };
  });
}

type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };

/** No permission, no device, no download, no request but for our own files. */
export function guardSession(session: GuardedSession, logger: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    logger.warn(`refused: permission ${permission}`);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // The spelling dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    event.preventDefault();
    logger.warn('refused: download');
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !mayLoad(details.url) });
  });
}

/** Our own files, pictures made in the page, and the developer tools. */
export function mayLoad(address: string): boolean {
  if (isOurs(address)) return true;
  if (address.startsWith('blob:')) return isOurs(address.slice('blob:'.length));
  return address.startsWith('data:') || address.startsWith('devtools://');
}
