import { expect, test } from 'vitest';
import { fixture } from '../core/correlate/log.ts';
import { relayscope } from './fake-io.ts';

const files = { maillog: fixture('seed.log') };

test('messages, trace and the map keep to what a filter finds, in lines as well as in fields', async () => {
  const big = await relayscope(['messages', '--filter', 'size>5k', 'maillog'], { files });
  expect(big.json.map((m) => m['size'])).toHaveLength(2);
  const word = await relayscope(['messages', '--filter', '-qp direction:outbound', 'maillog'], { files });
  expect(word.json).toHaveLength(2);
  const none = await relayscope(['trace', '--filter', 'status:deferred', 'k9LE1v98001811', 'maillog'], {
    files,
  });
  expect([none.status, none.out]).toEqual([1, '']);
  const map = await relayscope(['diagram', '--map', '--filter', 'direction:inbound', 'maillog'], { files });
  expect(map.out).toMatch(/^<svg>2 /);
});

test('what is wrong with a filter is told with its character; a terminal sees it underlined', async () => {
  const argv = ['messages', '--filter', 'to:x form:ann', 'maillog'];
  const script = await relayscope(argv, { files });
  expect([script.status, script.error]).toEqual([
    2,
    '--filter “to:x form:ann”: At character 6: there is no such field. See relayscope --help for the list.\n',
  ]);
  const terminal = await relayscope(argv, { files, terminal: true });
  expect(terminal.error.split('\n').slice(1)).toEqual(['  to:x form:ann', '       ^^^^', '']);
});

test('a filter does not go with commands that are about lines', async () => {
  const { status, error } = await relayscope(['parse', '--filter', 'a', 'maillog'], { files });
  expect([status, error]).toEqual([2, expect.stringContaining('does not go with this command')]);
});
