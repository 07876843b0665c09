import { expect, test, vi } from 'vitest';
import type { OpenedLog } from '#core/contract/channels.ts';

vi.mock('electron', () => ({ dialog: {} }));
const { memoryNeeded } = await import('../../electron/main/large-logs.ts');

const GIB = 2 ** 30;

function sources(...files: readonly (readonly [name: string, size: number])[]): OpenedLog['sources'] {
  return files.map(([name, size], source) => ({
    source,
    sourceId: 'ab',
    name,
    size,
    modified: 0,
    fingerprint: '',
  }));
}

test('a log that fits into memory is opened without a question', () => {
  expect(memoryNeeded(sources(['maillog', 2 * GIB], ['maillog.1', GIB]), 8 * GIB)).toBeUndefined();
});

test('logs that do not fit together are asked about, packed ones by what they hold', () => {
  expect(memoryNeeded(sources(['maillog', 3 * GIB], ['maillog.1', 3 * GIB]), 8 * GIB)).toBe(6 * GIB);
  expect(memoryNeeded(sources(['maillog.2.gz', GIB]), 8 * GIB)).toBe(10 * GIB);
});
