/** Where things are. Everything that set-up or build makes lies below these two folders, which git ignores. */
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const OUT = `${ROOT}/out`;
/** The built app: what Electron runs and what electron-builder packs. */
export const APP = `${OUT}/app`;
export const CACHE = `${ROOT}/.cache`;
/** An unpacked Electron for this machine. */
export const RUNTIME = `${CACHE}/runtime`;
/** Made by `electron-builder --dir`: what the end-to-end tests drive. */
export const PACKED = `${OUT}/packed`;
/** User data of `npm start`, so that trying the app leaves nothing outside the clone. */
export const USER_DATA = `${CACHE}/user-data`;
