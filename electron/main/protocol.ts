/**
 * The page's files under `relayscope://app/`: a stable, secure origin of its own, and response headers that a
 * `file:` page could not have (a policy in <meta> does not reach workers).
 */
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

export const SCHEME = 'relayscope';
export const HOST = 'app';
export const START_URL = `${SCHEME}://${HOST}/index.html`;

/** Everything is closed; each line opens one thing, for the reason beside it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'", // our bundles, the worker's too
  "style-src 'self'", // our style sheets; no style attributes, no <style>
  "img-src 'self' blob: data:", // icons; an SVG on its way to a PNG
  "font-src 'self'", // our own fonts
  "worker-src 'self'", // the index worker
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Is this address one of the page's? Compared by parts: a non-special scheme has no usable `origin` in Node. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${SCHEME}:` && url.host === HOST;
  } catch {
    return false;
  }
}

/** The file an address names below `root`, or undefined when it would lead out of it. */
export function fileOf(address: string, root: string): string | undefined {
  if (!isOurs(address)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(path) || path.split('/').includes('..')) return undefined;
  const base = resolve(root);
  const file = resolve(base, `.${path === '/' ? '/index.html' : path}`);
  return file.startsWith(base + sep) ? file : undefined;
}

export type Handler = (request: { readonly url: string; readonly method: string }) => Promise<Response>;

export function pageHandler(root: string): Handler {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    const file = fileOf(url, root);
    const type = file === undefined ? undefined : TYPES[extname(file)];
    if (file === undefined || type === undefined) return refusal(404);
    try {
      const body = await readFile(file);
      return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'content-type': type } });
    } catch {
      return refusal(404);
    }
  };
}

function refusal(status: number): Response {
  return new Response('', { status, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
}
