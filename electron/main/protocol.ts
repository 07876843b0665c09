/** The page's own origin, relayscope://app/. Only files of the page's folder are served, each with the policy. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const SCHEME = 'relayscope';
export const ORIGIN = `${SCHEME}://app`;

/** Closed, then opened one thing at a time. A <meta> policy would not reach the worker. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'", // the page's bundle
  "style-src 'self'", // its style sheets; positions are set through the CSSOM
  "img-src 'self' data: blob:", // icons, and pictures made for export
  "font-src 'self'", // for computers without a Japanese font
  "worker-src 'self'", // the index worker
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
};

/** Contents by path, of files that are about to be asked for; undefined where one cannot be read. */
export type AtHand = Map<string, Promise<Buffer | undefined>>;

/** What the page begins with, read while the engine is still starting. */
export async function firstFiles(folder: string): Promise<AtHand> {
  const atHand: AtHand = new Map();
  const take = (path: string | undefined): Promise<Buffer | undefined> | undefined => {
    if (path === undefined) return undefined;
    const data = readFile(path).catch(() => undefined);
    atHand.set(path, data);
    return data;
  };
  const html = (await take(pathOf(folder, `${ORIGIN}/`)))?.toString() ?? '';
  for (const [, name = ''] of html.matchAll(/ (?:src|href)="([^"]*)"/g))
    void take(pathOf(folder, new URL(name, `${ORIGIN}/`).href));
  return atHand;
}

/** A file that is at hand is given from there, once. */
export async function servePage(folder: string, url: string, atHand: AtHand = new Map()): Promise<Response> {
  const path = pathOf(folder, url);
  const data =
    path === undefined ? undefined : await (atHand.get(path) ?? readFile(path).catch(() => undefined));
  if (path !== undefined) atHand.delete(path);
  if (path === undefined || data === undefined)
    return new Response('Not found', { status: 404, headers: headers('.txt') });
  return new Response(new Uint8Array(data), { headers: headers(extname(path)) });
}

function headers(extension: string): Record<string, string> {
  return {
    'content-type': TYPES[extension] ?? 'text/plain; charset=utf-8',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** undefined when the address leaves the folder. */
export function pathOf(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url);
  if (host !== 'app') return undefined;
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const path = normalize(join(folder, name === '/' ? 'index.html' : name));
  return path.startsWith(folder + sep) ? path : undefined;
}
