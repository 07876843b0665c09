/** Packs out/app into a directory with the given Electron: what `npm start` runs and the end-to-end tests drive. */
import { Platform, build } from 'electron-builder';
import config from './electron-builder.mjs';
import { PACKED } from './places.mjs';

const [dist, version] = process.argv.slice(2);
await build({
  targets: Platform.current().createTarget('dir'),
  config: {
    ...config,
    electronDist: dist,
    electronVersion: version,
    directories: { ...config.directories, output: PACKED },
    /* Playwright drives Electron through --inspect; what users install refuses it. */
    electronFuses: { ...config.electronFuses, enableNodeCliInspectArguments: true },
  },
  publish: 'never',
});
