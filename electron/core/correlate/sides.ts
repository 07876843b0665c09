/** Which side of the network the texts of a log are about: each is taken apart once, not once a message. */
import type { Milliseconds } from '#core/base/units.ts';
import type { BuilderRows } from './builder-rows.ts';
import { mailerKind, type MailerKind, type Side } from './direction.ts';
import type { Networks } from './networks.ts';
import { TextMemory } from './text-memory.ts';

const INSIDE = 1;
const OUTSIDE = 2;
/** It depends on the time. */
const AT_TIMES = 3;

const KINDS: readonly MailerKind[] = ['none', 'mailbox', 'smtp', 'other'];

export class Sides {
  readonly #rows: BuilderRows;
  readonly #networks: Networks;
  readonly #peers = new TextMemory();
  readonly #mailers = new TextMemory();

  constructor(rows: BuilderRows, networks: Networks) {
    this.#rows = rows;
    this.#networks = networks;
  }

  /** Of a peer's text, 0 for none; `at`: NaN where the time is not known. */
  ofPeer(text: number, at: Milliseconds): Side | undefined {
    if (text === 0) return undefined;
    const known = this.#peers.get(text) || this.#peers.set(text, this.#askAbout(text));
    if (known === AT_TIMES) return this.#isInside(text, at) ? 'inside' : 'outside';
    return known === INSIDE ? 'inside' : 'outside';
  }

  /** Of a mailer's text, 0 for none. */
  mailer(text: number): MailerKind {
    if (text === 0) return 'none';
    const known = this.#mailers.get(text);
    if (known !== 0) return KINDS[known] ?? 'other';
    const kind = mailerKind(this.#rows.texts.text(text));
    this.#mailers.set(text, KINDS.indexOf(kind));
    return kind;
  }

  #askAbout(text: number): number {
    const always = this.#networks.isAlwaysInternal(this.#rows.peer(text));
    if (always === undefined) return AT_TIMES;
    return always ? INSIDE : OUTSIDE;
  }

  #isInside(text: number, at: Milliseconds): boolean {
    return this.#networks.isInternal(this.#rows.peer(text), Number.isNaN(at) ? undefined : at);
  }
}
