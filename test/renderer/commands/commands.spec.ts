import { expect, test } from 'vitest';
import { COMMANDS, COMMAND_IDS, NEEDS_LOG } from '#core/contract/commands.ts';
import { findCommands } from '#renderer/commands/find.ts';
import { keysText } from '#renderer/commands/keys.ts';
import { t } from '#renderer/i18n/index.ts';

test('no two commands have the same keys', () => {
  const keys = Object.values(COMMANDS).filter((key) => key !== '');
  expect(new Set(keys).size).toBe(keys.length);
});

test('the palette has every command but itself; without a log, only those that are of use then', () => {
  const names = t('en').commands;
  expect(findCommands('', names, true)).toHaveLength(COMMAND_IDS.length - 1);
  expect(findCommands('', names, false).filter((id) => NEEDS_LOG.has(id))).toEqual([]);
});

test('a command is found by parts of its words in either language', () => {
  expect(findCommands('open fold', t('en').commands, false)).toEqual(['open-folder']);
  expect(findCommands('フォルダー', t('ja').commands, false)).toEqual(['open-folder']);
  expect(findCommands('nothing of the kind', t('en').commands, true)).toEqual([]);
});

test('keys are written as the system writes them', () => {
  expect(keysText('CmdOrCtrl+Shift+O', false)).toBe('Ctrl+Shift+O');
  expect(keysText('CmdOrCtrl+Shift+O', true)).toBe('⇧⌘O');
  expect(keysText('F1', true)).toBe('F1');
});
