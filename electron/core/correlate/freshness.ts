/**
 * Whether a message is what it was: one number that grows with whatever is added to it and stays as long as nothing is.
 * Rows are only ever added, so every part of the sum can only grow: equal sums are of equal parts. Times and networks
 * are another matter.
 */
import { BIRTH, KIND, LINK, OF, type BuilderRows } from './builder-rows.ts';
import { chain } from './circles.ts';

export function freshnessOf(rows: BuilderRows, builder: number): number {
  const { builders, births } = rows;
  /* It moves with every entry, and an entry comes with everything else that is its own. */
  let sum = builders.get(builder, OF.entries);
  const birth = builders.get(builder, OF.birth);
  /* Born of another message, it has that one's sender, which may be told later. */
  if (birth !== 0) sum += birth + builders.get(births.get(birth - 1, BIRTH.parent), OF.arrival);
  const links = builders.get(builder, OF.links);
  return links === 0 ? sum : sum + links + ofLinked(rows, links);
}

/** Others may be linked, or become what they are to this one, without an entry of its own. */
function ofLinked(rows: BuilderRows, end: number): number {
  const { builders, links } = rows;
  let sum = 0;
  for (const link of chain(links, LINK.next, end)) {
    const target = links.get(link, LINK.target);
    const kind = links.get(link, LINK.kind);
    if (kind === KIND.part) sum += freshnessOf(rows, target);
    else if (kind === KIND.child) sum += builders.get(target, OF.birth);
  }
  return sum;
}
