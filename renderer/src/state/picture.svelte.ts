/** Which picture of a message is shown and how; it stays when another message is chosen, and how also over a restart. */
import { ARROW_FACTS, type ArrowFact } from '#core/relay-graph/edge-label.ts';
import { SPACINGS, type Spacing } from '#core/relay-graph/ladder.ts';
import { Remembered } from './remembered.svelte.ts';

export const PICTURES = ['diagram', 'ladder', 'waterfall'] as const;
export type Picture = (typeof PICTURES)[number];

function isFacts(kept: unknown): kept is readonly ArrowFact[] {
  return Array.isArray(kept) && kept.every((fact) => ARROW_FACTS.includes(fact as ArrowFact));
}

function isSpacing(kept: unknown): kept is Spacing {
  return SPACINGS.includes(kept as Spacing);
}

class PictureState {
  shown = $state<Picture>('diagram');
  /** The picture has the whole window; nothing else is to be reached meanwhile. */
  large = $state(false);
  readonly #hidden = new Remembered<readonly ArrowFact[]>('arrows-without', [], isFacts);
  readonly #spacing = new Remembered<Spacing>('ladder-rows', 'even', isSpacing);

  /** What is left out of the texts on arrows. */
  get hidden(): readonly ArrowFact[] {
    return this.#hidden.value;
  }

  set hidden(facts: readonly ArrowFact[]) {
    this.#hidden.value = facts;
  }

  get spacing(): Spacing {
    return this.#spacing.value;
  }

  set spacing(spacing: Spacing) {
    this.#spacing.value = spacing;
  }
}

export const pictureState = new PictureState();
