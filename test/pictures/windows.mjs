/** Pictures of whole windows, English in light and Japanese in dark: node test/pictures/windows.mjs EXECUTABLE */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright';

const [executable] = process.argv.slice(2);
const packed = fileURLToPath(new URL('../e2e/packed.sh', import.meta.url));
const folder = fileURLToPath(new URL('../expected/pictures/', import.meta.url));
const log = fileURLToPath(new URL('../fixtures/real/default.log', import.meta.url));
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const key = (page, keys) => page.keyboard.press(keys);
const command = async (page, at) => {
  await key(page, 'Control+Shift+P');
  await page.locator(`#command-${at}`).click();
};
/** Instead of whatever sheet is open. */
const sheet = async (page, at) => (await key(page, 'Escape'), command(page, at));

/** What a server says, as main tells the page of it. */
const say = ({ electron }, news) =>
  electron.evaluate(
    ({ BrowserWindow }, told) => BrowserWindow.getAllWindows()[0].webContents.send('event:server', told),
    news,
  );
const typed = async (page, ...texts) => {
  const fields = page.getByTestId('server-form').locator('input');
  for (const [i, text] of texts.entries()) await fields.nth(i).fill(text);
  await page.getByTestId('server-form').locator('button.primary').click();
};
const KEYS = ['d9Tn1ok0ZlUEnYZDHQ6iEUDFFbx2dQmNUuhsUgTRwV8', '4lCj0k6yAn7Zk4vTfQ2Xy0yq7sT5wzg7bqH6mRkVx1E'];
const changed = (server) => ({
  type: 'failed',
  server,
  problem: {
    code: 'ssh-key-changed',
    where: 'office',
    detail: `ssh-ed25519 SHA256:${KEYS[0]}, ~/.ssh/known_hosts:12 → ssh-ed25519 SHA256:${KEYS[1]}`,
  },
});
const HOST_KEY = {
  kind: 'host-key',
  host: 'mx.example.org',
  port: 22,
  keyType: 'ssh-ed25519',
  fingerprint: `SHA256:${KEYS[1]}`,
};
const PASSWORD = {
  kind: 'secret',
  what: 'password',
  whose: 'admin@mx.example.org',
  slot: '',
  title: '',
  fields: [{ text: '', shown: false }],
  again: true,
};

/** Each view is left as it was found, but for the last. */
const VIEWS = [
  ['window', () => undefined],
  ['ladder', (page) => page.getByRole('tab').nth(1).click()],
  ['waterfall', (page) => page.getByRole('tab').nth(2).click()],
  ['palette', (page) => key(page, 'Control+Shift+P')],
  ['keys', async (page) => (await key(page, 'Escape'), key(page, '?'))],
  ['network', (page) => sheet(page, 'edit-network')],
  [
    'nothing-found',
    async (page) => (await key(page, 'Escape'), page.getByTestId('filter').fill('no-such-word')),
  ],
  ['map', async (page) => (await page.getByTestId('filter').fill(''), command(page, 'show-map'))],
];

/** In the smallest window. */
const SMALL = [
  ['small', () => undefined],
  ['servers', (page) => sheet(page, 'open-server')],
  ['times', async (page) => (await key(page, 'Escape'), page.getByTestId('time-evidence').click())],
  ['lines', (page) => sheet(page, 'show-lines')],
];

/** At twice the size. */
const LARGE = [
  ['twice', () => undefined],
  ['twice-way', (page) => page.locator('.picture-panel').evaluate((panel) => panel.scrollIntoView())],
];

/** Without a log. */
const START = [
  ['start', () => undefined],
  ['tour', async (page) => (await key(page, 'Escape'), page.getByTestId('begin-tour').click())],
];

/** Of servers, without any. */
const SERVERS = [
  [
    'server-form',
    async (page) => {
      await sheet(page, 'open-server');
      await page.getByTestId('add-server').click();
      await typed(page, 'two words', '', '', '70000');
    },
  ],
  [
    'server-list',
    async (page, app) => {
      await typed(page, 'admin@mx.example.org', '/var/log/maillog*', '', '');
      await page.getByTestId('add-server').click();
      await typed(page, 'office', 'journal:');
      const { servers } = JSON.parse(await readFile(join(app.data, 'servers.json'), 'utf8'));
      await say(app, changed(servers[1].id));
    },
  ],
  ['host-key', (_page, app) => say(app, { type: 'question', ask: 1, server: '', question: HOST_KEY })],
  [
    'password',
    async (page, app) => {
      await key(page, 'Escape');
      await say(app, { type: 'question', ask: 2, server: '', question: PASSWORD });
    },
  ],
];

const SETS = [
  { views: VIEWS, files: [log] },
  { views: SMALL, files: [log], size: [1024, 640] },
  { views: LARGE, files: [log], size: [1024, 640], zoom: 2 },
  { views: START, files: [], size: [1024, 640] },
  { views: SERVERS, files: [], size: [1024, 640] },
];

const LOOKS = [
  ['en', 'light'],
  ['ja', 'dark'],
];

/** The window has its size and its theme from the beginning, as one that was left so. */
async function start(language, theme, { files, size: [width, height] = [1400, 880], zoom = 1 }) {
  const data = await mkdtemp(join(tmpdir(), 'relayscope-pictures-'));
  const settings = { theme, bounds: { x: 0, y: 0, width, height } };
  await writeFile(join(data, 'settings.json'), JSON.stringify(settings));
  const args = [
    ...asRoot,
    `--user-data-dir=${data}`,
    `--lang=${language}`,
    '--force-device-scale-factor=1',
    ...files,
  ];
  const env = { ...process.env, TZ: 'UTC', RELAYSCOPE_EXECUTABLE: executable };
  const electron = await _electron.launch({ executablePath: packed, args, env });
  const page = await electron.firstWindow();
  await page.locator('html[data-ready="true"]').waitFor({ timeout: 120_000 });
  await electron.evaluate(
    ({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0].webContents.setZoomFactor(factor),
    zoom,
  );
  const end = async () => {
    await electron.close();
    await rm(data, { recursive: true, force: true });
  };
  return { electron, page, data, end };
}

/** As the window shows it: what the driver takes by itself is not what an enlarged page looks like. */
const png = (electron) =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0].webContents.capturePage();
    return picture.toPNG().toString('base64');
  });

for (const [language, theme] of LOOKS)
  for (const set of SETS) {
    const app = await start(language, theme, set);
    const { electron, page, end } = app;
    for (const [name, open] of set.views) {
      await open(page, app);
      await page.waitForTimeout(800);
      const file = join(folder, `window-${name}-${language}-${theme}.png`);
      await writeFile(file, Buffer.from(await png(electron), 'base64'));
    }
    await end();
  }
