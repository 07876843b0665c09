/** Commands whose name holds every word, in the order of the registry. */
import { COMMAND_IDS, NEEDS_LOG, type CommandId } from '#core/contract/commands.ts';

export function findCommands(
  text: string,
  names: Readonly<Record<CommandId, string>>,
  logIsOpen: boolean,
): readonly CommandId[] {
  const words = text.toLowerCase().split(/\s+/);
  return COMMAND_IDS.filter(
    (id) =>
      id !== 'show-palette' &&
      (logIsOpen || !NEEDS_LOG.has(id)) &&
      words.every((word) => `${names[id]} ${id}`.toLowerCase().includes(word)),
  );
}
