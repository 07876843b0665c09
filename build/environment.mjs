/** What the app is started with, so that neither `npm start` nor `npm test` writes outside the clone. */
import { mkdirSync } from 'node:fs';
import { CACHE } from './places.mjs';

/** A Unix socket's path has at most 107 bytes, and Chromium adds 45 to the temporary folder for its own. */
const LONGEST = 60;

export function environment() {
  const folder = `${CACHE}/tmp`;
  mkdirSync(folder, { recursive: true });
  return {
    ...process.env,
    /* GTK's settings would make a file in the home folder. */
    GSETTINGS_BACKEND: 'memory',
    ...(Buffer.byteLength(folder) <= LONGEST ? { TMPDIR: folder } : {}),
  };
}
