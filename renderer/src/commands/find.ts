/** Commands whose name holds every word, in the order of the registry. */
import { COMMAND_IDS, NEEDS_LOG, type CommandId } from '#core/contract/commands.ts';

export function findCommands(
  text: string,
  names: Readonly<Record<CommandId, string>>,
  logIsOpen: boolean,
): readonly CommandId[] {
  return COMMAND_IDS.filter(
    (id) =>
      id !== 'show-palette' && (logIsOpen || !NEEDS_LOG.has(id)) && hasWords(`${names[id]} ${id}`, text),
  );
}

/** All of them, in whatever order and case. */
export function hasWords(name: string, text: string): boolean {
  const lower = name.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
