/** Everything of a message that a note may be written to, as the editor lists it. */
import { messageAnnotation, ownAnnotations, type Find } from '#core/annotations/find.ts';
import { hostPlace, hopPlace, linePlace, messagePlace } from '#core/annotations/places.ts';
import { firstRaw, hopEnds, hostName } from '#core/annotations/picture-notes.ts';
import { noteWords } from '#core/annotations/note-words.ts';
import type { RecordIndex } from '#core/base/units.ts';
import type { Language } from '#core/contract/channels.ts';
import { graphOf } from '#core/relay-graph/digest.ts';
import type { Detail } from '#renderer/state/app.svelte.ts';
import type { NamedPlace } from '#renderer/state/notes.svelte.ts';

/** The message's own note may have been written while another line was its first. */
export function placeOfMessage(detail: Detail, find: Find, language: Language): NamedPlace {
  const { message, records } = detail;
  const raws = records.map(({ raw }) => raw);
  const place = messageAnnotation(ownAnnotations(message, raws, find)) ?? messagePlace(message, raws);
  return { ...place, name: noteWords(language).subjects.message };
}

/** What is chosen comes first: an arrow when its lines are chosen, else a single line, else the message. */
export function placesOf(
  detail: Detail,
  chosen: readonly RecordIndex[],
  find: Find,
  language: Language,
): readonly NamedPlace[] {
  const all = [
    placeOfMessage(detail, find, language),
    ...hops(detail, language),
    ...hosts(detail, language),
    ...lines(detail, language),
  ];
  const first = chosenKey(detail, chosen, language);
  return [...all.filter(({ key }) => key === first), ...all.filter(({ key }) => key !== first)];
}

function chosenKey(detail: Detail, chosen: readonly RecordIndex[], language: Language): string | undefined {
  if (chosen.length === 0) return undefined;
  const { message, records } = detail;
  const { edges } = graphOf(detail);
  const marked = new Set(chosen);
  const edge = edges.find(
    ({ recordIndexes }) =>
      recordIndexes.length === chosen.length && recordIndexes.every((r) => marked.has(r)),
  );
  if (edge !== undefined && chosen.length > 1) return hops(detail, language)[edges.indexOf(edge)]?.key;
  const raw = records[message.records.indexOf(chosen[0] ?? -1)]?.raw;
  return raw === undefined ? undefined : linePlace(raw).key;
}

function hops(detail: Detail, language: Language): readonly NamedPlace[] {
  const { message, records } = detail;
  const graph = graphOf(detail);
  const words = noteWords(language);
  return graph.edges.map((edge, i) => {
    const ends = hopEnds(edge, graph, language);
    const place = hopPlace(message, edge.step, firstRaw(edge, message, records), ends);
    return { ...place, name: `${words.subjects.hop} ${String(i + 1)}${words.join}${ends}` };
  });
}

function hosts(detail: Detail, language: Language): readonly NamedPlace[] {
  const { subjects, join } = noteWords(language);
  const names = graphOf(detail).nodes.flatMap((node) => hostName(node) ?? []);
  return [...new Set(names)].map((name) => ({ ...hostPlace(name), name: `${subjects.host}${join}${name}` }));
}

function lines({ message, records }: Detail, language: Language): readonly NamedPlace[] {
  const { subjects, join } = noteWords(language);
  return records.map(({ raw, line }) => ({
    ...linePlace(raw, message),
    name: `${subjects.line} ${String(line)}${join}${raw.slice(0, 80)}`,
  }));
}
