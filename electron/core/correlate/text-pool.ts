/**
 * Strings cut from a batch keep the whole batch's text alive in the engine. What a message keeps is therefore
 * copied out, and values that repeat (relays, status words, daemons) are kept once.
 */
import type { Peer } from './message.ts';
import { parsePeer } from '#core/formats/sendmail/peer.ts';

const POOL = 50_000;

/** A copy that shares nothing with the text it was cut from. */
export function detached(text: string): string {
  // Cuts shorter than 13 are copied by the engine anyway; join() writes a new flat string, a concatenation would not.
  return text.length < 13 ? text : [text.slice(0, 12), text.slice(12)].join('');
}

/**
 * The list with one more. An array that is pushed to reserves 17 places, which a million small lists cannot afford;
 * short lists are therefore made anew. Long ones are pushed to: only their one owner may hold them.
 */
export function appended<T>(list: readonly T[] | undefined, item: T): readonly T[] {
  if (list === undefined) return [item];
  if (list.length < 16) return list.concat([item]);
  (list as T[]).push(item);
  return list;
}

export class TextPool {
  readonly #texts = new Map<string, string>();
  readonly #peers = new Map<string, Peer>();

  /** For values that repeat. */
  shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= POOL) this.#texts.clear();
    const own = detached(text);
    this.#texts.set(own, own);
    return own;
  }

  peer(relay: string): Peer {
    const known = this.#peers.get(relay);
    if (known !== undefined) return known;
    if (this.#peers.size >= POOL) this.#peers.clear();
    const own = detached(relay);
    const peer = parsePeer(own);
    this.#peers.set(own, peer);
    return peer;
  }
}
