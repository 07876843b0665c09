/** What only a server in the test's own hands does after the login: lies, silence, hanging up amid an answer. */
import type { ServerChannel } from 'ssh2';
import { mailLines } from '../read-all.ts';
import { fakeServer, finish, type Behaviour } from './fake-server.ts';
import { sftpServing, type FakeFile } from './fake-sftp.ts';
import type { Peers } from './peers.ts';
import { PATH, type Meeting, type Trouble } from './trouble.ts';

const TEXT = mailLines(3000);
/** Milliseconds. */
const SILENCE = 400;

/** Far less than anybody's patience between two bytes. */
function trickle(channel: ServerChannel): void {
  const timer = setInterval(() => channel.write('.'), SILENCE / 10);
  channel.on('close', () => clearInterval(timer));
}

export function hostileTroubles(peers: Peers): readonly Trouble[] {
  const hostKey = peers.hostKey('hostile', 'ecdsa');
  const faking = async (
    behaviour: Omit<Behaviour, 'hostKey'>,
    more: Partial<Meeting> = {},
  ): Promise<Meeting> => {
    const { port } = await fakeServer({ hostKey, ...behaviour });
    return { port, path: PATH, ...more };
  };
  const serving = (file: Partial<FakeFile>, more: Partial<Meeting> = {}): Promise<Meeting> =>
    faking({ onSftp: sftpServing({ name: 'maillog', text: TEXT, ...file }) }, more);
  const answering = (answer: (command: string) => readonly [number, string, string?]) =>
    faking({ onExec: (command, channel) => finish(channel, ...answer(command)) });
  /** As a server with scp alone, until the file itself is asked for. */
  const scp = (send: (channel: ServerChannel) => void, more: Partial<Meeting> = {}) =>
    faking(
      {
        onExec: (command, channel) => {
          if (command === 'scp -f') finish(channel, 1);
          else if (command.startsWith('stat')) finish(channel, 0, `81a4 ${TEXT.length} 1000 7\n`);
          else if (command.startsWith('head')) finish(channel, 0, TEXT.slice(0, 4096));
          else if (command.startsWith('scp')) send(channel);
          else finish(channel, 127);
        },
      },
      more,
    );
  return [
    {
      name: 'a server without SFTP and commands',
      meet: () => faking({}),
      code: 'ssh-no-way',
      step: 'files',
    },
    {
      name: 'a size far beyond the file',
      meet: () => serving({ size: 2 ** 40 }),
      code: 'ssh-shrunk',
      step: 'files',
      facts: '421890 / 1099511627776 B',
      where: 'maillog',
    },
    {
      name: 'answers with nothing in them',
      meet: () => serving({ onRead: (sftp, request) => sftp.data(request, Buffer.alloc(0)) }),
      code: 'ssh-shrunk',
      step: 'files',
      facts: '0 / 421890 B',
      where: 'maillog',
    },
    {
      name: 'a read that fails in the server’s own words',
      meet: () => serving({ onRead: (sftp, request) => sftp.status(request, 4, 'disk\u001b[2J gone') }),
      code: 'ssh-lied',
      step: 'files',
      facts: 'disk [2J gone',
    },
    {
      name: 'names with ../ and control characters in a folder',
      meet: () =>
        serving(
          {
            names: (page) =>
              page === 0 ? ['../maillog', '..', 'maillog\u001b[31m', 'a/maillog', 'maillog\n'] : [],
          },
          { path: '/var/log/maillog*' },
        ),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '/var/log/maillog*',
    },
    {
      name: 'a folder without an end',
      meet: () =>
        serving(
          { names: (page) => Array.from({ length: 200 }, (_, i) => `other${page}-${i}`) },
          { path: '/var/log/maillog*' },
        ),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '/var/log/maillog*',
    },
    {
      name: 'scp: the name of another file',
      meet: () => scp((channel) => channel.write(`C0644 ${TEXT.length} ../../.bashrc\n${TEXT}`)),
      code: 'ssh-lied',
      step: 'files',
      facts: '../../.bashrc',
    },
    {
      name: 'scp: a folder',
      meet: () => scp((channel) => channel.write('D0755 0 maillog\n')),
      code: 'ssh-lied',
      step: 'files',
      facts: 'D0755 0 maillog',
    },
    {
      name: 'scp: no size',
      meet: () => scp((channel) => channel.write('C0644 many maillog\n')),
      code: 'ssh-lied',
      step: 'files',
      facts: 'C0644 many maillog',
    },
    {
      name: 'scp: a line without an end',
      meet: () => scp((channel) => channel.write('?'.repeat(20_000))),
      code: 'ssh-lied',
      step: 'files',
      facts: '????????????????????????????????????????????????????????????…',
    },
    {
      name: 'scp: fewer bytes than it says',
      meet: () => scp((channel) => finish(channel, 0, `C0644 ${TEXT.length} maillog\n${TEXT.slice(9)}`)),
      code: 'ssh-lied',
      step: 'files',
      facts: '421881 B',
    },
    {
      name: 'scp: a smaller size than before',
      meet: () => scp((channel) => channel.write(`C0644 5000 maillog\n${TEXT.slice(0, 5000)}\0`)),
      code: 'ssh-shrunk',
      step: 'files',
      facts: '5000 / 421890 B',
      where: 'maillog',
    },
    {
      name: 'without SFTP: a list without an end',
      meet: () =>
        faking(
          {
            onExec: (command, channel) => {
              if (command === 'scp -f') finish(channel, 1);
              else pour(channel);
            },
          },
          { path: '/var/log/maillog*' },
        ),
      code: 'ssh-lied',
      step: 'files',
      facts: '> 4 MiB',
    },
    {
      name: 'without SFTP: names with ../ and control characters',
      meet: () =>
        faking(
          {
            onExec: (command, channel) =>
              command.startsWith('ls')
                ? finish(channel, 0, '../maillog\n..\nmaillog\u001b[31m\na/maillog\n')
                : finish(channel, command === 'scp -f' ? 1 : 127),
          },
          { path: '/var/log/maillog*' },
        ),
      code: 'ssh-nothing-matches',
      step: 'files',
      facts: '/var/log/maillog*',
    },
    {
      name: 'a command that fails in the server’s own words',
      meet: () =>
        answering((command) => [
          command === 'scp -f' ? 0 : 1,
          '',
          command === 'scp -f' ? '' : 'sh: \u001b[2Jquota exceeded\n',
        ]),
      code: 'ssh-no-way',
      step: 'files',
      facts: 'sh:  [2Jquota exceeded',
    },
    {
      name: 'a server that says nothing when a file is looked at',
      meet: () => serving({ silentAt: 'STAT' }, { silence: SILENCE }),
      code: 'ssh-timeout-files',
      step: 'files',
    },
    {
      name: 'a server that says nothing when a file is read',
      meet: () => serving({ silentAt: 'READ' }, { silence: SILENCE }),
      code: 'ssh-timeout-files',
      step: 'files',
    },
    {
      name: 'a server that says nothing to a command',
      meet: () => faking({ onExec: () => undefined }, { silence: SILENCE }),
      code: 'ssh-timeout-files',
      step: 'files',
    },
    {
      name: 'a server that answers a command bit by bit, for ever',
      meet: () => faking({ onExec: (_, channel) => trickle(channel) }, { silence: SILENCE }),
      code: 'ssh-timeout-files',
      step: 'files',
    },
    {
      name: 'a command that ends without an end',
      meet: () => faking({ onExec: (_, channel) => channel.eof() }, { silence: SILENCE }),
      code: 'ssh-closed-files',
      step: 'files',
    },
    {
      name: 'scp that stops in the middle',
      meet: () =>
        scp((channel) => channel.write(`C0644 ${TEXT.length} maillog\n${TEXT.slice(9)}`), {
          silence: SILENCE,
        }),
      code: 'ssh-timeout-files',
      step: 'files',
    },
    {
      name: 'a server that hangs up after the login',
      meet: () => faking({ onSession: (connection) => connection.end() }),
      code: 'ssh-closed-files',
      step: 'files',
    },
    ...(['OPENDIR', 'STAT', 'OPEN', 'READ'] as const).map((closesAt): Trouble => ({
      name: `a server that hangs up at ${closesAt}`,
      meet: () => serving({ closesAt }, { path: closesAt === 'OPENDIR' ? '/var/log/maillog*' : PATH }),
      code: 'ssh-closed-files',
      step: 'files',
    })),
    {
      name: 'a server that hangs up at a command',
      meet: () =>
        faking({
          onExec: (command, channel) => {
            if (command === 'scp -f') finish(channel, 1);
            else channel.destroy();
          },
        }),
      code: 'ssh-closed-files',
      step: 'files',
    },
  ];
}

/** Goes on for as long as it is listened to. */
function pour(channel: ServerChannel): void {
  while (channel.writable && channel.write('other-name\n'.repeat(1000)));
  if (channel.writable) channel.once('drain', () => pour(channel));
}
