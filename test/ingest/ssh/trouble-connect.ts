/** What goes wrong before there is a login: the configuration, finding the host, connecting, the greeting. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { USER, freePort, type Peers } from './peers.ts';
import { cuttingProxy } from './proxy.ts';
import { SHORT, speaking, unanswering, type Trouble } from './trouble.ts';

export function connectTroubles(peers: Peers): readonly Trouble[] {
  const sshd = peers.sshd();
  /** A home of its own with this configuration. */
  const configured = (name: string, config: string): string => {
    const home = join(peers.folder, name);
    mkdirSync(join(home, '.ssh'), { recursive: true });
    writeFileSync(join(home, '.ssh', 'config'), config);
    return home;
  };
  return [
    {
      name: 'a name that no host has',
      meet: () => Promise.resolve({ port: 22, task: { host: 'no-such-host.invalid' } }),
      code: 'ssh-host-unknown',
      step: 'connect',
      facts: 'ENOTFOUND',
    },
    {
      name: 'a port at which nothing listens',
      meet: async () => ({ port: await freePort() }),
      code: 'ssh-refused',
      step: 'connect',
      facts: 'ECONNREFUSED',
    },
    {
      name: 'a host that does not answer',
      meet: async () => ({ port: await unanswering(), limits: SHORT }),
      code: 'ssh-timeout-connect',
      step: 'connect',
    },
    {
      name: 'a configuration that cannot be read',
      meet: () => {
        const home = join(peers.folder, 'broken-config');
        mkdirSync(join(home, '.ssh', 'config'), { recursive: true });
        return Promise.resolve({ port: 22, setting: { home } });
      },
      code: 'ssh-config',
      facts: 'EISDIR',
    },
    {
      name: 'a configuration that would start a program',
      meet: () => {
        const home = configured(
          'proxy-command',
          `Host x\n ProxyCommand touch ${join(peers.folder, 'ran')}\n`,
        );
        return Promise.resolve({ port: 22, task: { host: 'x' }, setting: { home } });
      },
      code: 'ssh-proxy-command',
    },
    {
      name: 'a jump host that does not reach the server',
      meet: async () => {
        const jump = await sshd;
        const home = configured(
          'jump',
          `Host j\n HostName 127.0.0.1\n Port ${jump.port}\nHost far\n HostName 127.0.0.1\n Port 1\n ProxyJump j\nHost *\n User ${USER}\n IdentityFile ${peers.key}\n`,
        );
        return { port: 1, task: { host: 'far' }, setting: { home } };
      },
      code: 'ssh-jump',
      step: 'connect',
      facts: '127.0.0.1:1',
    },
    {
      name: 'a greeting of a megabyte',
      meet: async () => ({ port: await speaking((socket) => socket.end('y'.repeat(1_000_000))) }),
      code: 'ssh-not-ssh',
      step: 'handshake',
      facts: 'Header line too long',
    },
    {
      name: 'a greeting of a megabyte in lines',
      meet: async () => ({ port: await speaking((socket) => socket.end('y\r\n'.repeat(333_333))) }),
      code: 'ssh-not-ssh',
      step: 'handshake',
      facts: 'Max greeting lines exceeded',
    },
    {
      name: 'another protocol',
      meet: async () => ({
        port: await speaking((socket) => {
          socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
          socket.write('SSH-no\r\n');
        }),
      }),
      code: 'ssh-not-ssh',
      step: 'handshake',
      facts: 'Invalid identification string',
    },
    {
      name: 'a server with ciphers of long ago',
      meet: async () => {
        const { port } = await peers.sshd(['Ciphers aes256-cbc']);
        return { port };
      },
      code: 'ssh-no-common',
      step: 'handshake',
    },
    {
      name: 'a server that does not greet',
      meet: async () => ({ port: await speaking(() => undefined), limits: SHORT }),
      code: 'ssh-timeout-handshake',
      step: 'handshake',
    },
    {
      name: 'a server that hangs up at once',
      meet: async () => ({ port: await speaking((socket) => socket.destroy()) }),
      code: 'ssh-closed-handshake',
      step: 'handshake',
    },
    {
      name: 'a server that hangs up amid the exchange of keys',
      meet: async () => ({ port: (await cuttingProxy((await sshd).port, [300])).port }),
      code: 'ssh-closed-handshake',
      step: 'handshake',
    },
    {
      name: 'a server that hangs up while its key is shown',
      meet: async () => {
        const proxy = await peers.proxy((await sshd).port);
        const onTold = ({ type }: { type: string }) => {
          if (type === 'question') proxy.blip();
        };
        return { port: proxy.port, onTold, answer: () => new Promise<never>(() => undefined) };
      },
      code: 'ssh-closed-handshake',
      step: 'host-key',
    },
  ];
}
