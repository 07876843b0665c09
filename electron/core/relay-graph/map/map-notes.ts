/**
 * Notes over the map: a tag at the upper left corner of the card of a host; beside its card on each edge that a noted
 * message crossed, or the one whose arrow was noted; and below the map what they say.
 */
import { hostKey, type Annotation } from '#core/annotations/annotation.ts';
import type { Find } from '#core/annotations/find.ts';
import type { PictureNote } from '#core/annotations/picture-notes.ts';
import { LayerBuilder, type NoteLayerOptions } from '../note-layer.ts';
import type { MapEdge, MapPicture } from './map-picture.ts';

/** From the corner of a card: beside its icon, and off the row of its name. */
const CORNER = 7;
/** From a card to the middle of a tag, by way: two edges of a card lie closer than a tag is high. */
const BESIDE = { received: 26, sent: 62, up: 8 } as const;

export function mapWithNotes(picture: MapPicture, find: Find, options: NoteLayerOptions): MapPicture {
  const all = new Map<string, PictureNote>();
  const layer = new LayerBuilder(picture.width, options);
  for (const { id, hosts, box } of [...picture.servers, ...picture.nodes]) {
    layer.tag(id, noted(hosts, find, all), box.x - CORNER, box.y - CORNER);
  }
  for (const edge of picture.edges) {
    if (edge.noted === undefined) continue;
    const { at, forth } = edge.noted;
    const middle = at.x + forth * BESIDE[edge.way];
    layer.tagMiddle(edge.id, notedOn(edge, picture, find, all), middle, at.y - BESIDE.up);
  }
  if (all.size === 0) return picture;
  return { ...picture, ...layer.below(picture.height, [...all.values()]) };
}

function noted(hosts: readonly string[], find: Find, all: Map<string, PictureNote>): readonly PictureNote[] {
  return hosts.flatMap((at) => {
    const annotation = find(hostKey(at));
    return annotation === undefined ? [] : [numbered(annotation, at, all)];
  });
}

function numbered(annotation: Annotation, at: string, all: Map<string, PictureNote>): PictureNote {
  const note = all.get(annotation.key) ?? { number: all.size + 1, annotation, at };
  all.set(annotation.key, note);
  return note;
}

function notedOn(
  edge: MapEdge,
  { edges }: MapPicture,
  find: Find,
  all: Map<string, PictureNote>,
): readonly PictureNote[] {
  return (edge.noted?.keys ?? []).flatMap((key) => {
    const annotation = find(key);
    if (annotation === undefined) return [];
    const own = edges.filter((one) => one.noted?.keys.includes(key) === true && isArrow(annotation, one));
    return own.length > 0 && !own.includes(edge) ? [] : [numbered(annotation, annotation.about, all)];
  });
}

/** The note of an arrow says its two ends: towards this server from the one, away from it to the other. */
function isArrow({ subject, about }: Annotation, { way, noted }: MapEdge): boolean {
  const name = noted?.name;
  if (subject !== 'hop' || name === undefined) return false;
  return way === 'received' ? about.startsWith(`${name} → `) : about.endsWith(` → ${name}`);
}
