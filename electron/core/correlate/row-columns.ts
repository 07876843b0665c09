/** All messages as columns, made from their rows in one pass when they are first asked for. */
import type { RecordIndex } from '#core/base/units.ts';
import {
  ABSENT,
  MARKS,
  type MessageColumns,
  type MessageEntries,
  type NumberColumn,
  type Numbers,
  type TextColumn,
  type TextDictionary,
  type Texts,
} from '#core/records/message-columns.ts';
import { DELIVERY, KIND, LINK, OF, type BuilderRows } from './builder-rows.ts';
import { chain } from './circles.ts';
import { columnPass, type ColumnPass, type PassOver } from './column-pass.ts';
import { enlarged } from './int-rows.ts';
import { Gathered, type Lists } from './gathered.ts';
import { DIRECTIONS, STATUSES, type Peer } from './message.ts';
import type { TextTable } from './text-table.ts';

type PeerPart = 'name' | 'address' | 'ident';

export class RowColumns implements MessageColumns {
  readonly #rows: BuilderRows;
  readonly #builders: Uint32Array;
  readonly #over: PassOver;
  readonly #texts = new Map<TextColumn, TextDictionary>();
  #entries: MessageEntries | undefined;
  #pass: ColumnPass | undefined;
  #before: ColumnPass | undefined;

  /** `before`: the last pass over the same log when it was shorter. */
  constructor(over: PassOver, before: ColumnPass | undefined) {
    this.#rows = over.rows;
    this.#builders = over.builders;
    this.#over = over;
    this.#before = before;
  }

  get count(): number {
    return this.#builders.length;
  }

  /** All of them, to be stored. */
  whole(): ColumnPass {
    return this.#made;
  }

  /** The last pass there was. */
  get lastPass(): ColumnPass | undefined {
    return this.#pass ?? this.#before;
  }

  numbers(column: NumberColumn): Float64Array {
    return this.#made.numbers[column];
  }

  dictionary(column: TextColumn): TextDictionary {
    const known = this.#texts.get(column) ?? this.#make(column);
    this.#texts.set(column, known);
    return known;
  }

  entries(): MessageEntries {
    return (this.#entries ??= this.#listEntries());
  }

  #listEntries(): MessageEntries {
    const { builders, entries } = this.#rows;
    const starts = new Uint32Array(this.count + 1);
    let ids = new Uint32Array(entries.count);
    let end = 0;
    const put = (entry: RecordIndex): boolean => {
      if (end === ids.length) ids = enlarged(ids, end + 1);
      ids[end++] = entry;
      return false;
    };
    for (let m = 0; m < this.count; m++) {
      const builder = this.#builders[m] ?? 0;
      if (builders.get(builder, OF.links) === 0) entries.some(builders.get(builder, OF.entries), put);
      else for (const part of this.#partsOf(builder)) entries.some(builders.get(part, OF.entries), put);
      starts[m + 1] = end;
    }
    return { ids: ids.subarray(0, end), starts };
  }

  get #made(): ColumnPass {
    this.#pass ??= columnPass(this.#over, this.#before);
    this.#before = undefined;
    return this.#pass;
  }

  #make(column: TextColumn): TextDictionary {
    const { single, several } = this.#made;
    switch (column) {
      case 'host':
      case 'from':
      case 'messageId':
      case 'daemon':
      case 'protocol':
      case 'verdict':
        return this.#ofTexts(single[column]);
      case 'direction':
        return { ids: single.direction.map((d) => d + 1), strings: ['', ...DIRECTIONS] };
      case 'clientName':
        return this.#ofPeers(single.client, 'name');
      case 'clientAddress':
        return this.#ofPeers(single.client, 'address');
      case 'ident':
        return this.#ofPeers(single.client, 'ident');
      case 'relayName':
        return this.#ofPeerLists(several.relay, 'name');
      case 'relayAddress':
        return this.#ofPeerLists(several.relay, 'address');
      case 'status':
        return { ...several.status, strings: ['', ...STATUSES] };
      case 'marks':
        return { ...several.marks, strings: ['', ...MARKS] };
      case 'queueId':
        return this.#queueIds();
      /* Who wrote the lines is not kept, and what the reader notes is put on by who keeps it. */
      case 'program':
      case 'note':
      case 'label':
        return { ids: new Uint32Array(0), starts: new Uint32Array(this.count + 1), strings: [''] };
      default:
        return { ...this.#ofTexts(several[column].ids), starts: several[column].starts };
    }
  }

  /** From numbers of the log's texts to numbers of the column's own. */
  #ofTexts(texts: Numbers): TextDictionary {
    const own = new Uint32Array(this.#rows.texts.count);
    let different = new Uint32Array(256);
    let count = 1;
    const ids = texts.map((text) => {
      if (text === 0 || own[text] !== 0) return own[text] ?? ABSENT;
      if (count === different.length) different = enlarged(different, count + 1);
      different[count] = text;
      return (own[text] = count++);
    });
    return { ids, strings: new TextsOf(this.#rows.texts, different.slice(0, count)) };
  }

  #ofPeers(texts: Numbers, part: PeerPart): TextDictionary {
    const own = new PartNumbers(this.#rows, part);
    return { ids: texts.map((text) => own.of(text)), strings: own.strings };
  }

  #ofPeerLists(peers: Lists, part: PeerPart): TextDictionary {
    const own = new PartNumbers(this.#rows, part);
    const made = new Gathered(this.count);
    for (let m = 0; m < this.count; m++) {
      for (let i = peers.starts[m] ?? 0; i < (peers.starts[m + 1] ?? 0); i++)
        made.push(own.of(peers.ids[i] ?? 0));
      made.close();
    }
    return { ...made.lists(), strings: own.strings };
  }

  /** Its own ids, and those under which other servers took it. */
  #queueIds(): TextDictionary {
    const { builders, deliveries, ids } = this.#rows;
    const own = new Uint32Array(ids.count);
    const others = new Map<string, number>();
    const strings = [''];
    const made = new Gathered(this.count);
    const ofId = (id: number): number => (id === 0 ? 0 : (own[id] ||= strings.push(ids.text(id)) - 1));
    const ofText = (text: string): number => {
      const id = ids.find(text);
      if (id !== 0) return ofId(id);
      const known = others.get(text) ?? strings.push(text) - 1;
      others.set(text, known);
      return known;
    };
    for (const builder of this.#builders) {
      const parts = this.#partsOf(builder);
      for (const part of parts) made.push(ofId(builders.get(part, OF.id)));
      for (const part of parts) {
        for (const delivery of chain(deliveries, DELIVERY.next, builders.get(part, OF.deliveries))) {
          const remote = this.#rows.remoteIdOf(delivery);
          if (remote !== undefined) made.push(ofText(remote));
        }
      }
      made.close();
    }
    return { ...made.lists(), strings };
  }

  #partsOf(builder: number): readonly number[] {
    const { builders, links } = this.#rows;
    const end = builders.get(builder, OF.links);
    if (end === 0) return [builder];
    const parts = [...chain(links, LINK.next, end)].filter(
      (link) => links.get(link, LINK.kind) === KIND.part,
    );
    return [builder, ...parts.flatMap((link) => this.#partsOf(links.get(link, LINK.target)))];
  }
}

/** Texts of a log by numbers of a column's own. They are cut out when asked for: all of them would take several times the room. */
class TextsOf implements Texts {
  readonly #texts: TextTable;
  readonly #numbers: Uint32Array;

  constructor(texts: TextTable, numbers: Uint32Array) {
    this.#texts = texts;
    this.#numbers = numbers;
  }

  get length(): number {
    return this.#numbers.length;
  }

  at(id: number): string | undefined {
    const text = this.#numbers[id];
    return text === undefined ? undefined : this.#texts.text(text);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let id = 0; id < this.length; id++) yield this.at(id) ?? '';
  }
}

/** Names, addresses or idents of peers, each once. */
class PartNumbers {
  readonly strings: string[] = [''];
  readonly #rows: BuilderRows;
  readonly #part: PeerPart;
  readonly #ofText: Uint32Array;
  readonly #ofPart = new Map<string, number>();

  constructor(rows: BuilderRows, part: PeerPart) {
    this.#rows = rows;
    this.#part = part;
    this.#ofText = new Uint32Array(rows.texts.count);
  }

  of(text: number): number {
    if (text === 0) return ABSENT;
    const known = this.#ofText[text] ?? 0;
    if (known !== 0) return known - 1;
    const number = this.#numberOf(this.#rows.peer(text));
    this.#ofText[text] = number + 1;
    return number;
  }

  #numberOf(peer: Peer): number {
    const value = peer[this.#part];
    if (value === undefined) return ABSENT;
    const known = this.#ofPart.get(value) ?? this.strings.push(value) - 1;
    this.#ofPart.set(value, known);
    return known;
  }
}
