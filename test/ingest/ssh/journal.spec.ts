/** journald does not run where tests do: `fake-journalctl.mjs` stands for its reader, on a real SSH server. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { fetchLog } from './fetch.ts';
import { followLog } from './follow.ts';
import { journalEntries as entries, journalServer } from './journal-server.ts';
import { Peers, onlyCommands, test } from './peers.ts';

const peers = new Peers();
const PATIENT = { timeout: 20_000 };
let count = 0;

const server = () => journalServer(peers, `journal-${count++}`);
const textOf = (lines: readonly { readonly raw: string }[]): string =>
  lines.map(({ raw }) => `${raw}\n`).join('');

test.each([true, false])(
  'a journal is read, and later only what was written since (with a copy: %s)',
  async (keeps) => {
    const { port, journal, copies, asked } = await server();
    const options = keeps ? { copies } : {};
    writeFileSync(journal, entries(0, 300));
    const first = await fetchLog(peers, port, 'journal:', options);
    expect([first.problems, first.listing?.method, first.listing?.fresh[0]?.name]).toEqual([
      [],
      'journal',
      'journal',
    ]);
    expect(textOf(first.lines)).toBe(entries(0, 300));
    expect(asked()[1]).toBe('--no-pager -o json SYSLOG_FACILITY=2');
    appendFileSync(journal, entries(300, 320));
    const second = await fetchLog(peers, port, 'journal:', { ...options, known: first.known });
    expect(textOf(second.lines)).toBe(entries(300, 320));
    expect(second.lines[0]).toMatchObject({ line: 301, offset: entries(0, 300).length });
    expect(asked().at(-1)).toContain('--after-cursor=s=ab12;i=12b;b=cd;m=1;t=6;x=299');
    const third = await fetchLog(peers, port, 'journal:', { ...options, known: second.known });
    expect([third.lines, third.problems, third.listing?.continued.length]).toEqual([[], [], 1]);
    if (keeps) expect(readFileSync(join(copies, '0.copy'), 'utf8')).toBe(entries(0, 320));
  },
);

test('a journal is followed, over a broken line too, and a cursor is kept for the next run', async () => {
  const { port, journal, copies } = await server();
  writeFileSync(journal, entries(0, 10));
  const proxy = await peers.proxy(port);
  const followed = await followLog(peers, proxy.port, 'journal:', { copies, backOff: [0.1, 0.2] });
  await expect.poll(() => followed.caughtUp, PATIENT).toBeGreaterThan(0);
  appendFileSync(journal, entries(10, 15));
  await expect.poll(() => followed.text(), PATIENT).toBe(entries(0, 15));
  proxy.cut();
  appendFileSync(journal, entries(15, 20));
  const isRetrying = () => followed.told.some((message) => message.type === 'fetching' && 'retry' in message);
  await expect.poll(isRetrying, PATIENT).toBe(true);
  proxy.mend();
  appendFileSync(journal, entries(20, 25));
  await expect.poll(() => followed.text(), PATIENT).toBe(entries(0, 25));
  await followed.stop();
  expect(followed.problems).toEqual([]);
  expect(readFileSync(join(copies, '0.copy'), 'utf8')).toBe(entries(0, 25));
  expect(followed.told.findLast((message) => message.type === 'fetched')).toMatchObject({
    cursor: 's=ab12;i=18;b=cd;m=1;t=6;x=24',
  });
}, 60_000);

test('a copy that a crash has cut within a line is mended by what comes again', async () => {
  const { port, journal, copies } = await server();
  writeFileSync(journal, entries(0, 30));
  const first = await fetchLog(peers, port, 'journal:', { copies });
  const copy = join(copies, '0.copy');
  writeFileSync(copy, readFileSync(copy, 'utf8').slice(0, -100));
  appendFileSync(journal, entries(30, 40));
  const second = await fetchLog(peers, port, 'journal:', { copies, known: first.known });
  expect(textOf(second.lines)).toBe(entries(30, 40));
  expect(readFileSync(copy, 'utf8')).toBe(entries(0, 40));
});

test('a journal of one service is asked for by its unit', async () => {
  const { port, journal, asked } = await server();
  writeFileSync(journal, entries(0, 3));
  const { listing } = await fetchLog(peers, port, 'journal:postfix@-.service');
  expect(listing?.fresh[0]?.name).toBe('journal postfix@-.service');
  expect(asked().at(-1)).toBe('--no-pager -o json -u postfix@-.service');
});

test('a server without journalctl, and one that does not show the journal, are told', async () => {
  const { port } = await server();
  const hidden = await fetchLog(peers, port, 'journal:');
  expect(hidden.problems.map(({ code, detail }) => [code, detail])).toEqual([
    ['ssh-no-journal', 'No journal files were opened due to insufficient permissions.'],
  ]);
  const plain = await peers.sshd(['NoSftp', `SetEnv PATH=${onlyCommands(peers.folder, ['cat', 'sh'])}`]);
  const without = await fetchLog(peers, plain.port, 'journal:');
  expect(without.problems.map(({ code }) => code)).toEqual(['ssh-no-journal']);
});
