import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { SecretQuestion } from '#core/contract/server-protocol.ts';
import { problemOf } from '#ingest/failure.ts';
import { connect, type ConnectOptions } from '#ingest/ssh/connect.ts';
import { PASSWORD, Peers, USER, test, testWithUser, until } from './peers.ts';

const peers = new Peers();
const sshd = peers.sshd();

/** 'in', or the problem with which it ended. */
async function login(options: ConnectOptions): Promise<string> {
  try {
    const { end } = await connect(options);
    end();
    return 'in';
  } catch (error) {
    return problemOf(error, 'test').code;
  }
}

/** Answers one after the other; what was asked is noted. */
function answering(...answers: readonly (string | undefined)[]) {
  const asked: SecretQuestion[] = [];
  const askSecret = (question: SecretQuestion) => {
    asked.push(question);
    const answer = answers[asked.length - 1];
    return Promise.resolve(answer === undefined ? undefined : question.fields.map(() => answer));
  };
  return { asked, askSecret };
}

/** A home without keys. */
const bare = join(peers.folder, 'bare');
mkdirSync(join(bare, '.ssh'), { recursive: true });

test('the usual key in the home folder lets in', async () => {
  const { port } = await sshd;
  expect(await login(peers.options(port))).toBe('in');
});

test('a key with a passphrase asks for it, and again when it was wrong', async () => {
  const { port } = await sshd;
  const keyFile = join(peers.folder, 'with-passphrase');
  peers.makeKey(keyFile, 'ed25519', 'open sesame');
  peers.allow(`${keyFile}.pub`);
  const { asked, askSecret } = answering('wrong', 'open sesame');
  expect(await login(peers.options(port, { keyFile, home: bare, askSecret }))).toBe('in');
  expect(asked.map(({ what, whose, again }) => [what, whose, again])).toEqual([
    ['passphrase', 'with-passphrase', false],
    ['passphrase', 'with-passphrase', true],
  ]);
  const wrong = answering('no', 'no', 'no');
  expect(await login(peers.options(port, { keyFile, home: bare, askSecret: wrong.askSecret }))).toBe(
    'ssh-passphrase',
  );
});

test('an RSA key lets in', async () => {
  const { port } = await sshd;
  const keyFile = join(peers.folder, 'rsa');
  peers.makeKey(keyFile, 'rsa');
  peers.allow(`${keyFile}.pub`);
  expect(await login(peers.options(port, { keyFile, home: bare }))).toBe('in');
});

test('the agent’s key lets in, and an agent that is gone is told', async () => {
  const { port } = await sshd;
  const agent = await peers.agent(peers.key);
  const options = peers.options(port, { home: bare, agent: agent.socket });
  expect(await login(options)).toBe('in');
  agent.process.kill('SIGKILL');
  await until(() => agent.process.signalCode !== null);
  expect(await login(options)).toBe('ssh-agent');
});

test('a key that the server does not know ends in a sentence, not in a loop', async () => {
  const { port } = await sshd;
  const keyFile = join(peers.folder, 'stranger');
  peers.makeKey(keyFile);
  expect(await login(peers.options(port, { keyFile, home: bare }))).toBe('ssh-key-refused');
});

test('a key file that is missing or no key is named', async () => {
  const { port } = await sshd;
  const notes = join(peers.folder, 'notes.txt');
  writeFileSync(notes, 'no key');
  for (const keyFile of [notes, join(peers.folder, 'missing')])
    expect(await login(peers.options(port, { keyFile, home: bare }))).toBe('ssh-key-file');
});

testWithUser('a password lets in; a wrong one is asked for again and then given up', async () => {
  const { port } = await peers.sshd(['PasswordAuthentication yes', 'PubkeyAuthentication no']);
  const right = answering('wrong', PASSWORD);
  expect(await login(peers.options(port, { askSecret: right.askSecret }))).toBe('in');
  expect(right.asked.map(({ what, again }) => [what, again])).toEqual([
    ['password', false],
    ['password', true],
  ]);
  const wrong = answering('a', 'b', 'c', 'd', 'e', 'f', 'g');
  expect(await login(peers.options(port, { askSecret: wrong.askSecret }))).toBe('ssh-password');
  expect(wrong.asked).toHaveLength(3);
  const declined = answering(undefined);
  expect(await login(peers.options(port, { askSecret: declined.askSecret }))).toBe('ssh-unanswered');
});

testWithUser('keyboard-interactive shows the server’s own words', async () => {
  const { port } = await peers.sshd([
    'UsePAM yes',
    'KbdInteractiveAuthentication yes',
    'AuthenticationMethods keyboard-interactive',
  ]);
  const { asked, askSecret } = answering(PASSWORD);
  expect(await login(peers.options(port, { askSecret }))).toBe('in');
  expect(asked[0]).toMatchObject({
    what: 'prompts',
    fields: [{ text: expect.stringMatching(/password/i) as string, shown: false }],
  });
});

testWithUser('key and password together let in', async () => {
  const { port } = await peers.sshd([
    'PasswordAuthentication yes',
    'AuthenticationMethods publickey,password',
  ]);
  const { askSecret } = answering(PASSWORD);
  expect(await login(peers.options(port, { askSecret }))).toBe('in');
});

testWithUser('dropbear lets in with a key', async () => {
  const { port } = await peers.dropbear();
  expect(await login(peers.options(port))).toBe('in');
});

test('a jump host leads to the server, and each shows its own key', async () => {
  const jump = await sshd;
  const target = await peers.sshd();
  const home = join(peers.folder, 'jumping');
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(
    join(home, '.ssh', 'config'),
    `Host jump\n HostName 127.0.0.1\n Port ${jump.port}\nHost far\n HostName 127.0.0.1\n Port ${target.port}\n ProxyJump jump\nHost *\n IdentityFile ${peers.key}\n User ${USER}\n`,
  );
  const seen: number[] = [];
  const options = peers.options(0, {
    home,
    host: 'far',
    ownKnownHosts: join(home, 'known'),
    askHostKey: ({ port }) => {
      seen.push(port);
      return Promise.resolve(true);
    },
  });
  const { port: _, ...task } = options.task;
  expect(await login({ ...options, task })).toBe('in');
  expect(seen).toEqual([jump.port, target.port]);
});

test('an unknown host key is shown once, kept on consent, and refused without', async () => {
  const { port } = await sshd;
  const ownKnownHosts = join(peers.folder, 'consent');
  const shown: string[] = [];
  const options = (yes: boolean) =>
    peers.options(port, {
      ownKnownHosts,
      askHostKey: ({ fingerprint, keyType }) => {
        shown.push(`${keyType} ${fingerprint.slice(0, 7)}`);
        return Promise.resolve(yes);
      },
    });
  expect(await login(options(false))).toBe('ssh-key-declined');
  expect(await login(options(true))).toBe('in');
  expect(await login(options(false))).toBe('in');
  expect(shown).toEqual(['ssh-ed25519 SHA256:', 'ssh-ed25519 SHA256:']);
  expect(readFileSync(ownKnownHosts, 'utf8').split('\n')).toHaveLength(2);
});

test('a changed host key stops without a question, and no secret is given away', async () => {
  const first = await peers.sshd();
  const ownKnownHosts = join(peers.folder, 'changed');
  expect(await login(peers.options(first.port, { ownKnownHosts }))).toBe('in');
  const other = peers.hostKey('other');
  const key = readFileSync(`${other}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(ownKnownHosts, `[127.0.0.1]:${first.port} ${key}\n`);
  let asked = false;
  const ask = () => {
    asked = true;
    return Promise.resolve(true);
  };
  const options = peers.options(first.port, { ownKnownHosts, askHostKey: ask });
  const problem = await connect(options).then(
    () => undefined,
    (error: unknown) => problemOf(error, 'test'),
  );
  expect(problem?.code).toBe('ssh-key-changed');
  expect(problem?.detail).toMatch(/^ssh-ed25519 SHA256:\S+, .*changed:1 → ssh-ed25519 SHA256:\S+$/);
  expect(asked).toBe(false);
});

test('of several host keys the one on record is asked for', async () => {
  const rsa = peers.hostKey('several', 'rsa');
  const { port } = await peers.sshd([`HostKey ${rsa}`]);
  const ownKnownHosts = join(peers.folder, 'several');
  const key = readFileSync(`${rsa}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(ownKnownHosts, `[127.0.0.1]:${port} ${key}\n`);
  const options = peers.options(port, { ownKnownHosts, askHostKey: () => Promise.resolve(false) });
  expect(await login(options)).toBe('in');
});

test('a revoked host key stops', async () => {
  const hostKey = peers.hostKey('revoked');
  const { port } = await peers.sshd([], hostKey);
  const ownKnownHosts = join(peers.folder, 'revoked');
  const key = readFileSync(`${hostKey}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(ownKnownHosts, `@revoked * ${key}\n[127.0.0.1]:${port} ${key}\n`);
  expect(await login(peers.options(port, { ownKnownHosts }))).toBe('ssh-key-revoked');
});

test('an unknown name, a closed port and a silent one are told apart', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const limits = { connect: 5000, handshake: 300, login: 300 };
  expect(await login(peers.options(port, { limits }))).toBe('ssh-timeout-handshake');
  silent.close();
  expect(await login(peers.options(port))).toBe('ssh-refused');
  expect(await login(peers.options(22, { host: 'no-such-host.invalid' }))).toBe('ssh-host-unknown');
});

test('ProxyCommand in the configuration is not run but told', async () => {
  const home = join(peers.folder, 'proxy');
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(join(home, '.ssh', 'config'), `Host x\n ProxyCommand touch ${join(home, 'ran')}\n`);
  expect(await login(peers.options(22, { home, host: 'x' }))).toBe('ssh-proxy-command');
  chmodSync(join(home, '.ssh', 'config'), 0o600);
  expect(() => readFileSync(join(home, 'ran'))).toThrow();
});
