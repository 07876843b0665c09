/** Notes on hosts over the map: a tag at the upper left corner of each card, and below the map what they say. */
import { hostKey } from '#core/annotations/annotation.ts';
import type { Find } from '#core/annotations/find.ts';
import type { PictureNote } from '#core/annotations/picture-notes.ts';
import { LayerBuilder, type NoteLayerOptions } from '../note-layer.ts';
import type { MapPicture } from './map-picture.ts';

/** From the corner of a card: beside its icon, and off the row of its name. */
const CORNER = 7;

export function mapWithNotes(picture: MapPicture, find: Find, options: NoteLayerOptions): MapPicture {
  const all = new Map<string, PictureNote>();
  const layer = new LayerBuilder(picture.width, options);
  for (const { id, hosts, box } of [...picture.servers, ...picture.nodes]) {
    layer.tag(id, noted(hosts, find, all), box.x - CORNER, box.y - CORNER);
  }
  if (all.size === 0) return picture;
  return { ...picture, ...layer.below(picture.height, [...all.values()]) };
}

function noted(hosts: readonly string[], find: Find, all: Map<string, PictureNote>): readonly PictureNote[] {
  return hosts.flatMap((at) => {
    const annotation = find(hostKey(at));
    if (annotation === undefined) return [];
    const note = all.get(annotation.key) ?? { number: all.size + 1, annotation, at };
    all.set(annotation.key, note);
    return [note];
  });
}
