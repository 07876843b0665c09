import { parsePeer } from '#core/formats/sendmail/peer.ts';
import type { Peer } from './message.ts';
import type { TextTable } from './text-table.ts';

/** Objects kept of one generation. */
const KEPT = 50_000;

/**
 * Both ends of connections, taken apart when asked for. Two generations are kept: who asks twice for the same one
 * within a message gets the same object.
 */
export class PeerTable {
  readonly #texts: TextTable;
  #now = new Map<number, Peer>();
  #before = new Map<number, Peer>();
  readonly #textOf = new WeakMap<Peer, number>();

  constructor(texts: TextTable) {
    this.#texts = texts;
  }

  peer(text: number): Peer {
    const known = this.#now.get(text);
    if (known !== undefined) return known;
    const peer = this.#before.get(text) ?? parsePeer(this.#texts.text(text));
    if (this.#now.size >= KEPT) {
      this.#before = this.#now;
      this.#now = new Map();
    }
    this.#now.set(text, peer);
    this.#textOf.set(peer, text);
    return peer;
  }

  /** Of a peer that came from here; 0 for none. */
  textOf(peer: Peer | undefined): number {
    return peer === undefined ? 0 : (this.#textOf.get(peer) ?? 0);
  }
}
