/** What users install. `npx electron-builder --config build/electron-builder.mjs` on each platform, after `npm run build`. */
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export default {
  appId: 'org.relayscope.app',
  productName: 'Relayscope',
  copyright: 'MIT licence, the Relayscope developers',
  directories: { app: 'out/app', output: 'dist', buildResources: 'build/icons' },
  files: ['**/*'],
  asar: true,
  npmRebuild: false,
  electronLanguages: ['en-US', 'en', 'ja'],
  icon: `${root}build/icons/icon.png`,
  fileAssociations: [
    {
      ext: ['log', 'maillog'],
      name: 'Mail log',
      description: 'Log of a mail server',
      role: 'Viewer',
      mimeType: 'text/x-log',
    },
    {
      ext: 'gz',
      name: 'Compressed log',
      description: 'Compressed log of a mail server',
      role: 'Viewer',
      mimeType: 'application/gzip',
      rank: 'Alternate',
    },
  ],
  /* Each fuse closes one door that an attacker on the machine could use to run code as Relayscope. */
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  },
  linux: {
    target: ['AppImage', 'deb', 'tar.gz'],
    executableName: 'relayscope',
    category: 'Network',
    synopsis: 'See how each mail was relayed',
    icon: `${root}build/icons`,
  },
  deb: { depends: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'] },
  mac: { target: ['dmg', 'zip'], category: 'public.app-category.utilities' },
  win: { target: ['nsis', 'zip'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  publish: undefined,
};
