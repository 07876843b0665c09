import { expect, test } from 'vitest';
import type { App, Session } from 'electron';
import { closeSession, harden, isOwn } from '../../electron/main/security.ts';

type Listener = (...args: unknown[]) => unknown;

/** Electron's objects as far as they are used, keeping what was registered. */
function hardened() {
  const onContents: Listener[] = [];
  const listeners = new Map<string, Listener>();
  let onWindow: Listener | undefined;
  harden({ on: (_name: string, listener: Listener) => onContents.push(listener) } as unknown as App);
  const contents = {
    on: (name: string, listener: Listener) => listeners.set(name, listener),
    setWindowOpenHandler: (listener: Listener) => void (onWindow = listener),
  };
  for (const listener of onContents) listener({}, contents);
  const isPrevented = (name: string): boolean => {
    let prevented = false;
    listeners.get(name)?.({ preventDefault: () => void (prevented = true) }, 'https://example.org/');
    return prevented;
  };
  return { isPrevented, openWindow: () => onWindow?.({ url: 'https://example.org/' }) };
}

function closed() {
  const set = new Map<string, Listener>();
  const keep = (name: string) => (listener: Listener) => void set.set(name, listener);
  closeSession({
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    on: (name: string, listener: Listener) => void set.set(name, listener),
    webRequest: { onBeforeRequest: keep('web') },
  } as unknown as Session);
  return set;
}

test.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('every page refuses %s', (name) => {
  expect(hardened().isPrevented(name)).toBe(true);
});

test('every page refuses new windows', () => {
  expect(hardened().openWindow()).toEqual({ action: 'deny' });
});

test.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])(
  'the permission %s is refused',
  (permission) => {
    const session = closed();
    const answers: unknown[] = [];
    session.get('request')?.({}, permission, (answer: unknown) => answers.push(answer));
    expect(answers).toEqual([false]);
    expect(session.get('check')?.({}, permission)).toBe(false);
  },
);

test.each([
  ['relayscope://app/index.html', true],
  ['blob:relayscope://app/3e1c', true],
  ['data:image/png;base64,AA', true],
  ['devtools://devtools/bundled/inspector.html', true],
  ['https://example.org/', false],
  ['http://127.0.0.1/', false],
  ['ws://example.org/', false],
  ['file:///etc/passwd', false],
  ['relayscope://app.example.org/', false],
  ['blob:https://example.org/3e1c', false],
])('a request for %s: allowed is %s', (url, allowed) => {
  const answers: unknown[] = [];
  closed().get('web')?.({ url }, (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([{ cancel: !allowed }]);
  expect(isOwn(url)).toBe(allowed);
});
