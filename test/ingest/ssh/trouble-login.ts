/** What goes wrong with the host key and the login. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fakeServer } from './fake-server.ts';
import { until, type Peers } from './peers.ts';
import { SHORT, WRONG, typing, type Trouble } from './trouble.ts';

export function loginTroubles(peers: Peers): readonly Trouble[] {
  const hostKey = peers.hostKey('login', 'ecdsa');
  const sshd = peers.sshd();
  const bare = join(peers.folder, 'bare');
  mkdirSync(join(bare, '.ssh'), { recursive: true });
  const onlyPassword = () => fakeServer({ hostKey, onAuth: (context) => context.reject(['password']) });
  /** A file of known hosts with somebody else's key for this port. */
  const known = (port: number, marker: string, key: string): string => {
    const file = join(peers.folder, `known-${port}`);
    const words = readFileSync(`${key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
    writeFileSync(file, `${marker}[127.0.0.1]:${port} ${words}\n`);
    return file;
  };
  /** A key that the server knows, and who may read its file. */
  const keyWithMode = (name: string, mode: number): string => {
    const keyFile = join(peers.folder, name);
    peers.makeKey(keyFile);
    peers.allow(`${keyFile}.pub`);
    chmodSync(keyFile, mode);
    return keyFile;
  };
  return [
    {
      name: 'a host key that the user does not accept',
      meet: async () => ({ port: (await peers.sshd()).port, answer: () => undefined }),
      code: 'ssh-key-declined',
      step: 'host-key',
      facts: 'SHA256:#',
    },
    {
      name: 'a host key that has changed',
      meet: async () => {
        const { port } = await peers.sshd();
        return { port, setting: { knownHosts: known(port, '', peers.hostKey('other')) } };
      },
      code: 'ssh-key-changed',
      step: 'host-key',
      facts: 'ssh-ed25519 SHA256:#, known:1 → ssh-ed25519 SHA256:#',
    },
    {
      name: 'a host key that is revoked',
      meet: async () => {
        const key = peers.hostKey('revoked');
        const { port } = await peers.sshd([], key);
        return { port, setting: { knownHosts: known(port, '@revoked ', key) } };
      },
      code: 'ssh-key-revoked',
      step: 'host-key',
      facts: 'SHA256:#, known:1',
    },
    {
      name: 'a wrong password',
      meet: async () => ({ port: (await onlyPassword()).port, ...typing(WRONG) }),
      code: 'ssh-password',
      step: 'login',
      facts: 'tester@127.0.0.1',
    },
    {
      name: 'wrong answers to the server’s own questions',
      meet: async () => {
        const { port } = await fakeServer({
          hostKey,
          onAuth: (context) => {
            if (context.method === 'keyboard-interactive')
              context.prompt([{ prompt: 'Code: \u001b[2J', echo: false }], () =>
                context.reject(['keyboard-interactive']),
              );
            else context.reject(['keyboard-interactive']);
          },
        });
        return { port, ...typing(WRONG) };
      },
      code: 'ssh-password',
      step: 'login',
      facts: 'tester@127.0.0.1',
    },
    {
      name: 'a login that the user leaves',
      meet: async () => {
        const answer = ({ kind }: { kind: string }) =>
          kind === 'host-key' ? ({ accept: true } as const) : undefined;
        return { port: (await onlyPassword()).port, answer };
      },
      code: 'ssh-unanswered',
      step: 'login',
    },
    {
      name: 'a server with a thousand questions',
      meet: async () => {
        const { port } = await fakeServer({
          hostKey,
          onAuth: (context) => {
            if (context.method === 'keyboard-interactive')
              context.prompt(
                Array.from({ length: 1000 }, () => 'Another?'),
                () => context.reject(),
              );
            else context.reject(['keyboard-interactive']);
          },
        });
        return { port, ...typing(WRONG) };
      },
      code: 'ssh-garbled',
      step: 'login',
      facts: '1000 prompts',
    },
    {
      name: 'a key that the server does not know',
      meet: async () => {
        const keyFile = join(peers.folder, 'stranger');
        peers.makeKey(keyFile);
        return { port: (await sshd).port, task: { keyFile } };
      },
      code: 'ssh-key-refused',
      step: 'login',
      facts: 'stranger',
    },
    {
      name: 'a key file that cannot be read',
      meet: async () => ({ port: (await sshd).port, task: { keyFile: bare } }),
      code: 'ssh-key-file',
      step: 'login',
      facts: 'bare, EISDIR',
    },
    {
      name: 'a key file that others may read too, which OpenSSH refuses as well',
      meet: async () => ({ port: (await sshd).port, task: { keyFile: keyWithMode('loose', 0o640) } }),
      code: 'ssh-key-open',
      step: 'login',
      facts: 'loose, 0640',
    },
    {
      name: 'a usual key that others may read too',
      meet: async () => {
        const home = join(peers.folder, 'loose-home');
        mkdirSync(join(home, '.ssh'), { recursive: true });
        keyWithMode(join('loose-home', '.ssh', 'id_ed25519'), 0o604);
        return { port: (await sshd).port, setting: { home } };
      },
      code: 'ssh-key-open',
      step: 'login',
      facts: 'id_ed25519, 0604',
    },
    {
      name: 'a key file that the user may not read',
      meet: async () => ({ port: (await sshd).port, task: { keyFile: keyWithMode('closed', 0) } }),
      code: 'ssh-key-closed',
      step: 'login',
      facts: 'closed, EACCES',
    },
    {
      name: 'a key file that is a public key',
      meet: async () => ({ port: (await sshd).port, task: { keyFile: `${peers.key}.pub` } }),
      code: 'ssh-key-file',
      step: 'login',
      facts: 'id_ed25519.pub',
    },
    {
      name: 'a wrong passphrase',
      meet: async () => {
        const keyFile = join(peers.folder, 'with-passphrase');
        peers.makeKey(keyFile, 'ed25519', 'open sesame');
        return { port: (await sshd).port, task: { keyFile }, ...typing(WRONG) };
      },
      code: 'ssh-passphrase',
      step: 'login',
      facts: 'with-passphrase',
    },
    {
      name: 'an agent that is gone',
      meet: async () => {
        const agent = await peers.agent(peers.key);
        agent.process.kill('SIGKILL');
        await until(() => agent.process.signalCode !== null);
        return { port: (await sshd).port, setting: { home: bare, agent: agent.socket } };
      },
      code: 'ssh-agent',
      step: 'login',
    },
    {
      name: 'no key at all',
      meet: async () => ({ port: (await sshd).port, setting: { home: bare } }),
      code: 'ssh-login',
      step: 'login',
      facts: 'publickey',
    },
    {
      name: 'a server that allows one attempt',
      meet: async () => {
        const home = join(peers.folder, 'many-keys');
        mkdirSync(join(home, '.ssh'), { recursive: true });
        for (const name of ['id_ed25519', 'id_ecdsa']) peers.makeKey(join(home, '.ssh', name));
        const { port } = await peers.sshd(['MaxAuthTries 1']);
        return { port, setting: { home } };
      },
      code: 'ssh-too-many',
      step: 'login',
    },
    {
      name: 'a server that says nothing during the login',
      meet: async () => {
        const { port } = await fakeServer({ hostKey, onAuth: () => undefined });
        return { port, limits: { ...SHORT, handshake: 15_000 } };
      },
      code: 'ssh-timeout-login',
      step: 'login',
    },
    {
      name: 'a server that hangs up during the login',
      meet: () => fakeServer({ hostKey, onAuth: (_, connection) => connection.end() }),
      code: 'ssh-closed-login',
      step: 'login',
    },
    {
      name: 'a notice of a megabyte before the login',
      meet: () => fakeServer({ hostKey, banner: 'z'.repeat(1_000_000) }),
      code: 'ssh-garbled',
      step: 'login',
      facts: 'Bad packet length',
    },
  ];
}
