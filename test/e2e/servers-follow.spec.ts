import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PeerRoom, USER } from '../ingest/ssh/peer-room.ts';
import { journalEntries, journalServer } from '../ingest/ssh/journal-server.ts';
import type { SwitchableProxy } from '../ingest/ssh/switchable-proxy.ts';
import { expect, test as base } from './app.ts';
import { choose } from './choose.ts';

const seed = await readFile(fileURLToPath(new URL('../fixtures/seed.log', import.meta.url)), 'utf8');
const lines = seed.trimEnd().split('\n');
const first = `${lines.slice(0, 4).join('\n')}\n`;
const rest = `${lines.slice(4).join('\n')}\n`;
const of = (host: string): string => seed.replaceAll('user100 sendmail', `${host} sendmail`);

/** A server behind a line that can be cut, and the log on it. */
const test = base.extend<{ server: SwitchableProxy & { readonly key: string }; log: string }>({
  server: async ({ folder }, use) => {
    const peers = new PeerRoom(join(folder, 'peers'));
    const { port } = await peers.sshd();
    await use({ ...(await peers.proxy(port)), key: peers.key });
    peers.end();
  },
  log: async ({ folder }, use) => {
    const log = join(folder, 'maillog');
    await writeFile(log, first);
    await use(log);
  },
});

test.skip(process.platform !== 'linux', 'the SSH servers of the tests are set up on Linux only');

type Started = Awaited<ReturnType<Parameters<Parameters<typeof test>[2]>[0]['launch']>>;

async function openServer(
  { electron, window }: Started,
  { port, key }: { readonly port: number; readonly key: string },
  path: string | undefined,
) {
  const { page } = window;
  await choose(electron, key);
  await window.start.getByRole('button', { name: 'From a server…' }).click();
  await page.getByRole('button', { name: 'Add a server…' }).click();
  await page.getByLabel('Host', { exact: true }).fill(`${USER}@127.0.0.1:${port}`);
  if (path === undefined) await page.getByRole('button', { name: 'Use the journal' }).click();
  else await page.getByLabel('Log file on the server').fill(path);
  await page.getByLabel('Name', { exact: true }).fill('mx');
  await page.getByRole('button', { name: 'Choose a key file…' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Open the log of mx' }).click();
  await page.getByRole('button', { name: /The fingerprint is right/ }).click();
  await expect(window.rows).toHaveCount(2);
}

test('a log on a server is followed over a rotation and a broken line, until it is paused', async ({
  launch,
  server,
  log,
}) => {
  const started = await launch([]);
  const { window } = started;
  await openServer(started, server, log);
  const follow = window.page.getByTestId('follow');
  await follow.click();
  await expect(follow).toContainText('Following');
  await appendFile(log, rest);
  await expect(window.rows).toHaveCount(5);
  await rename(log, `${log}.1`);
  await writeFile(log, of('user200'));
  await expect(window.statusBar).toContainText('10 messages');
  await expect(window.statusBar).toContainText('2 files');
  server.cut();
  const lost = window.page.getByTestId('server-lost');
  await expect(lost).toContainText(/mx.*The connection broke\. Trying again in \d+ s\./);
  await expect(follow).toContainText('Connecting again');
  await appendFile(log, of('user300'));
  server.mend();
  await expect(window.statusBar).toContainText('15 messages');
  await expect(lost).toContainText('Connected again');
  await expect(follow).toContainText('Following');
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', 'false');
  await appendFile(log, of('user400'));
  await window.page.getByRole('button', { name: 'Fetch what is new' }).click();
  await expect(window.statusBar).toContainText('20 messages');
});

test('a log on a server that is followed shows its copy in the next run, and is followed again', async ({
  launch,
  server,
  log,
}) => {
  const started = await launch([]);
  await openServer(started, server, log);
  const follow = started.window.page.getByTestId('follow');
  await follow.click();
  await expect(follow).toContainText('Following');
  await appendFile(log, rest);
  await expect(started.window.rows).toHaveCount(5);
  await started.electron.close();
  await appendFile(log, of('user200'));
  const { window } = await launch([]);
  await window.start
    .getByRole('button', { name: /^mx: maillog/ })
    .first()
    .click();
  await expect(window.page.getByTestId('follow')).toContainText('Following');
  await expect(window.statusBar).toContainText('10 messages');
  await appendFile(log, of('user300'));
  await expect(window.statusBar).toContainText('15 messages');
});

test('the journal of a server, here one that a script stands for, is read and goes on behind its last entry', async ({
  launch,
  folder,
}) => {
  const peers = new PeerRoom(join(folder, 'peers'));
  const { port, journal } = await journalServer(peers, 'journal');
  await writeFile(journal, journalEntries(0, 2));
  const started = await launch([]);
  const { window } = started;
  await openServer(started, { port, key: peers.key }, undefined);
  const follow = window.page.getByTestId('follow');
  await follow.click();
  await expect(follow).toContainText('Following');
  await appendFile(journal, journalEntries(2, 5));
  await expect(window.rows).toHaveCount(5);
  await started.electron.close();
  await appendFile(journal, journalEntries(5, 8));
  const again = await launch([]);
  await again.window.start
    .getByRole('button', { name: /^mx: journal/ })
    .first()
    .click();
  await expect(again.window.statusBar).toContainText('8 messages');
  await expect(again.window.statusBar).toContainText('8 lines');
  peers.end();
});
