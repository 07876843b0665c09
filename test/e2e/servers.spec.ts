import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PASSWORD, PeerRoom, USER, canIsolate, type Peer } from '../ingest/ssh/peer-room.ts';
import { mailLines } from '../ingest/read-all.ts';
import { expect, test as base } from './app.ts';
import { choose } from './choose.ts';

const seed = fileURLToPath(new URL('../fixtures/seed.log', import.meta.url));

/** A server of this test alone, and the log on it. */
const test = base.extend<{ peers: PeerRoom; log: string }>({
  peers: async ({ folder }, use) => {
    const peers = new PeerRoom(join(folder, 'peers'));
    await use(peers);
    peers.end();
  },
  log: async ({ peers }, use) => {
    const log = join(peers.folder, 'maillog');
    const lines = (await readFile(seed, 'utf8')).trimEnd().split('\n');
    await writeFile(log, `${lines.slice(0, 4).join('\n')}\n`);
    await use(log);
  },
});

test.skip(process.platform !== 'linux', 'the SSH servers of the tests are set up on Linux only');

type Window = Awaited<ReturnType<Parameters<Parameters<typeof test>[2]>[0]['launch']>>['window'];

async function addServer(window: Window, peer: Peer, path: string, keyFile?: string): Promise<void> {
  await window.start.getByRole('button', { name: 'From a server…' }).click();
  await fillServer(window, 'mx', peer.port, path, keyFile);
}

async function fillServer(
  { page }: Window,
  name: string,
  port: number,
  path: string,
  keyFile?: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Add a server…' }).click();
  await page.getByLabel('Host', { exact: true }).fill(`${USER}@127.0.0.1:${port}`);
  await page.getByLabel('Log file on the server').fill(path);
  await page.getByLabel('Name', { exact: true }).fill(name);
  if (keyFile !== undefined) await page.getByRole('button', { name: 'Choose a key file…' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
}

test('a log on a server opens over SSH, and fetching again brings what is new to what is on screen', async ({
  launch,
  peers,
  log,
}) => {
  const peer = await peers.sshd();
  const { electron, window } = await launch([]);
  const { page } = window;
  await choose(electron, peers.key);
  await addServer(window, peer, log, peers.key);
  await page.getByRole('button', { name: 'Test the connection to mx' }).click();
  const hostKey = page.getByTestId('host-key');
  await expect(hostKey).toContainText('SHA256:');
  await expect(hostKey.getByRole('button', { name: 'Do not connect' })).toBeFocused();
  await hostKey.getByRole('button', { name: /The fingerprint is right/ }).click();
  await expect(page.getByTestId('servers')).toContainText('It works: 1 file, read over SFTP.');
  await page.getByRole('button', { name: 'Open the log of mx' }).click();
  await expect(window.rows).toHaveCount(2);
  const lines = (await readFile(seed, 'utf8')).trimEnd().split('\n');
  await page.getByTestId('show-lines').click();
  const box = page.getByTestId('line-filter');
  await box.fill('kind:to');
  await expect(page.getByTestId('line')).toHaveCount(2);
  await appendFile(log, `${lines.slice(4).join('\n')}\n`);
  await page.getByRole('button', { name: 'Fetch what is new' }).click();
  await expect(page.getByTestId('line')).toHaveCount(5);
  await expect(box).toHaveValue('kind:to');
  await expect(window.statusBar).toContainText('10 lines');
});

test('logs of two servers are read as one, each with its own progress, and show while they come', async ({
  launch,
  peers,
  log,
}) => {
  const { port } = await peers.sshd();
  const slow = await peers.proxy(port);
  const long = join(peers.folder, 'long');
  await writeFile(long, mailLines(60_000));
  const { electron, window } = await launch([]);
  const { page } = window;
  await choose(electron, peers.key);
  await window.start.getByRole('button', { name: 'From a server…' }).click();
  await fillServer(window, 'mx', port, log, peers.key);
  await fillServer(window, 'slow', slow.port, long, peers.key);
  for (const name of ['mx', 'slow'])
    await page.getByRole('checkbox', { name: `Open ${name} together with others` }).check();
  slow.hold(3_000_000);
  await page.getByRole('button', { name: 'Open 2 servers as one log' }).click();
  for (const asked of [1, 2]) {
    await expect(page.getByTestId('host-key'), `key ${asked}`).toContainText('SHA256:');
    await page.getByRole('button', { name: /The fingerprint is right/ }).click();
  }
  const progress = page.getByTestId('server-progress');
  await expect(progress).toHaveText([/mx\s*(.+) of \1\s*$/, /slow.*of 8.1 MB\s*$/]);
  await expect(window.rows.first()).toBeVisible();
  await expect(window.statusBar).toContainText('2 files');
  slow.go();
  await expect(progress).toHaveCount(0);
  await expect(window.statusBar).toContainText('60,004 lines');
});

test('without the server the copy is still there after a restart', async ({ launch, peers, log, folder }) => {
  const peer = await peers.sshd();
  const first = await launch([]);
  await choose(first.electron, peers.key);
  await addServer(first.window, peer, log, peers.key);
  await first.window.page.getByRole('button', { name: 'Open the log of mx' }).click();
  await first.window.page.getByRole('button', { name: /The fingerprint is right/ }).click();
  await expect(first.window.rows).toHaveCount(2);
  await first.electron.close();
  peers.end();
  const second = await launch([]);
  await second.window.start
    .getByRole('button', { name: /^mx: maillog/ })
    .first()
    .click();
  await expect(second.window.rows).toHaveCount(2);
  await second.window.page.getByRole('button', { name: 'Fetch what is new' }).click();
  await expect(second.window.problems).toContainText('mx: connecting failed, nothing listens at this port');
  await expect(second.window.rows).toHaveCount(2);
  expect(await readFile(join(folder, 'data', 'known_hosts'), 'utf8')).toContain('ssh-ed25519');
});

test('a password is asked for, a wrong one again, and it is written nowhere', async ({
  launch,
  peers,
  log,
  folder,
}) => {
  test.skip(!canIsolate, 'this container gives the server no user of its own');
  const peer = await peers.sshd(['PasswordAuthentication yes', 'PubkeyAuthentication no']);
  const { electron, window } = await launch([]);
  const { page } = window;
  await addServer(window, peer, log);
  await page.getByRole('button', { name: 'Open the log of mx' }).click();
  await page.getByRole('button', { name: /The fingerprint is right/ }).click();
  for (const password of ['wrong', PASSWORD]) {
    await page.getByTestId('secret').getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('That was not right.').or(window.rows.first()).first().waitFor();
  }
  await expect(window.rows).toHaveCount(2);
  await electron.close();
  const data = join(folder, 'data');
  for (const name of ['servers.json', 'recents.json', 'relayscope.log'])
    expect(await readFile(join(data, name), 'utf8').catch(() => '')).not.toContain(PASSWORD);
});
