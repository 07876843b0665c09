/** What stands in a node's card, line by line, and how large the card is. Positions are relative to its top left. */
import type { Language } from '#core/contract/channels.ts';
import { formatCount } from '#core/explain/format.ts';
import type { Fold, Text, Tone } from './diagram-layout.ts';
import type { GraphNode } from './graph.ts';
import { diagramLabels, type DiagramLabels } from './labels.ts';
import { NODE, TYPE } from './metrics.ts';
import { fit, wrap, type Cut, type FittedText, type Measure } from './text.ts';

export interface Card {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly Text[];
  readonly rules: readonly number[];
  readonly words: string;
  readonly fold?: Fold;
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly tone: Tone;
  readonly bold?: boolean;
  readonly cut?: Cut;
  readonly lines?: number;
  readonly sign?: Text['status'];
  readonly hasSign?: boolean;
}

type Part = readonly Line[];
type Way = NonNullable<GraphNode['way']>;

const FOLD = { height: 22, sign: 14 } as const;

export function nodeCard(node: GraphNode, language: Language, measure: Measure, maxWidth: number): Card {
  const labels = diagramLabels(language);
  const head = headOf(node, labels, language);
  const parts = [
    detailsOf(node, labels),
    peopleOf(node, labels, language),
    noteOf(node),
    hintOf(node, labels),
  ].filter((p) => p.length > 0);
  const card = new CardBuilder(measure, maxWidth);
  card.head(head);
  for (const [i, part] of parts.entries()) card.part(part, i > 0 || !isDetail(node));
  const fold = node.way === undefined ? {} : { fold: card.fold(node.way, nodeName(node, language), labels) };
  return { ...card.finish(), ...fold, words: wordsOf(node, labels, language) };
}

/** Address, ident and id belong to the name; only what follows them is set apart by a thin line. */
function isDetail(node: GraphNode): boolean {
  return (
    node.label !== undefined ||
    node.address !== undefined ||
    node.ident !== undefined ||
    node.forged === true ||
    (node.queueIds ?? []).length > 0
  );
}

function headOf(node: GraphNode, labels: DiagramLabels, language: Language): Part {
  const kind: Line = { text: labels.kinds[node.kind], size: TYPE.small, tone: 'muted', lines: 2 };
  const title = titleOf(node, labels, language);
  if (title === undefined)
    return [{ text: kind.text, size: TYPE.title, tone: 'text', bold: true, lines: 2, cut: 'middle' }];
  return [kind, { text: title, size: TYPE.title, tone: 'text', bold: true, lines: 2, cut: 'middle' }];
}

/** The reader's own name for a host goes before the one in the log. */
function titleOf(node: GraphNode, labels: DiagramLabels, language: Language): string | undefined {
  return node.label ?? loggedTitle(node, labels, language);
}

function loggedTitle(node: GraphNode, labels: DiagramLabels, language: Language): string | undefined {
  if (node.kind === 'more-servers') return labels.moreServers(formatCount(Number(node.name), language));
  if (node.role === 'child' || node.role === 'parent' || node.role === 'submission')
    return node.name ?? node.queueIds?.[0];
  if (node.kind === 'local-user')
    return node.ident === undefined
      ? node.name
      : `${node.ident}${node.name === undefined ? '' : `@${node.name}`}`;
  return node.name ?? (node.address === undefined ? undefined : `[${node.address}]`);
}

function detailsOf(node: GraphNode, labels: DiagramLabels): Part {
  const lines: Line[] = [];
  if (node.label !== undefined && node.name !== undefined)
    lines.push({ text: node.name, size: TYPE.body, tone: 'text', cut: 'middle' });
  if (node.address !== undefined && (node.name ?? node.label) !== undefined)
    lines.push({ text: `[${node.address}]`, size: TYPE.body, tone: 'text', cut: 'middle' });
  if (node.forged === true)
    lines.push({ text: labels.forged, size: TYPE.body, tone: 'warning', hasSign: true, lines: 2 });
  if (node.ident !== undefined && node.kind !== 'local-user')
    lines.push({ text: `${labels.ident} ${node.ident}`, size: TYPE.body, tone: 'muted', cut: 'end' });
  if (node.role === 'mta')
    for (const id of (node.queueIds ?? []).slice(0, 4))
      lines.push({ text: id, size: TYPE.body, tone: 'text', cut: 'middle' });
  return lines;
}

function peopleOf(node: GraphNode, labels: DiagramLabels, language: Language): Part {
  const lines: Line[] = [];
  if (node.sender !== undefined)
    lines.push({
      text: `${labels.from} ${node.sender}`,
      size: TYPE.body,
      tone: 'muted',
      lines: 2,
      cut: 'middle',
    });
  for (const { address, status } of node.recipients) {
    const own = node.role === 'child' ? {} : { sign: status, hasSign: true };
    lines.push({
      text: `${labels.to} ${address}`,
      size: TYPE.body,
      tone: 'muted',
      lines: 2,
      cut: 'middle',
      ...own,
    });
  }
  if (node.moreRecipients > 0)
    lines.push({
      text: labels.more(formatCount(node.moreRecipients, language)),
      size: TYPE.body,
      tone: 'muted',
    });
  return lines;
}

function noteOf({ note }: GraphNode): Part {
  return note === undefined ? [] : [{ text: note, size: TYPE.small, tone: 'text', lines: 4 }];
}

function hintOf(node: GraphNode, labels: DiagramLabels): Part {
  const hints: Partial<Record<GraphNode['kind'], string>> = {
    mta: labels.mtaHint,
    'unknown-client': labels.unknownClientHint,
    'own-mail': labels.ownMailHint,
    'unknown-server': labels.unknownServerHint,
    stopped: labels.stoppedHint,
  };
  const text = hints[node.kind];
  return text === undefined ? [] : [{ text, size: TYPE.small, tone: 'muted', lines: 5 }];
}

class CardBuilder {
  readonly #measure: Measure;
  readonly #inner: number;
  readonly #texts: Text[] = [];
  readonly #rules: number[] = [];
  #y = NODE.padding;
  #widest = 0;

  constructor(measure: Measure, maxWidth: number) {
    this.#measure = measure;
    this.#inner = maxWidth - 2 * NODE.padding;
  }

  head(lines: Part): void {
    const x = NODE.padding + NODE.icon + NODE.iconGap;
    if (lines.length === 1) this.#y += 3;
    for (const line of lines) this.#line(line, x);
  }

  part(lines: Part, ruled: boolean): void {
    if (ruled) {
      this.#rules.push(this.#y + 6);
      this.#y += 12;
    } else this.#y += 2;
    for (const line of lines) this.#line(line, NODE.padding);
  }

  /** Room for its sign is left of the text. */
  fold({ message, hops, open }: Way, name: string, labels: DiagramLabels): Fold {
    const text = labels.wayHops(hops);
    const width = this.#measure(text, TYPE.body);
    const box = {
      x: NODE.padding,
      y: this.#y + 4,
      width: Math.ceil(width) + FOLD.sign + 16,
      height: FOLD.height,
    };
    this.#y += FOLD.height + 6;
    this.#widest = Math.max(this.#widest, box.x + box.width);
    return {
      message,
      open,
      box,
      text: {
        x: box.x + FOLD.sign + 6,
        y: box.y + 15,
        text,
        size: TYPE.body,
        tone: 'text',
        anchor: 'start',
        width,
      },
      words: `${text}${labels.listJoin}${open ? labels.fold(name) : labels.unfold(name)}`,
    };
  }

  finish(): Omit<Card, 'words'> {
    const width = Math.max(
      Math.min(NODE.minWidth, this.#inner + 2 * NODE.padding),
      Math.ceil(this.#widest + NODE.padding),
    );
    return {
      width,
      height: Math.max(NODE.minHeight, Math.ceil(this.#y + NODE.padding - 3)),
      texts: this.#texts,
      rules: this.#rules,
    };
  }

  #line(line: Line, x: number): void {
    const measure = (text: string): number => this.#measure(text, line.size, line.bold);
    const indent = line.hasSign === true ? 18 : 0;
    const room = NODE.padding + this.#inner - x - indent;
    const fitted: readonly FittedText[] =
      line.lines === undefined
        ? [fit(line.text, room, measure, line.cut)]
        : wrap(line.text, balanced(line, room), line.lines, measure, line.cut);
    for (const [i, piece] of fitted.entries()) {
      const height = Math.round(line.size * 1.38);
      const width = measure(piece.text);
      const baseline = this.#y + Math.round(line.size);
      const sign = i === 0 && line.hasSign === true ? { sign: { x, y: baseline - 11 } } : {};
      this.#texts.push({
        x: x + indent,
        y: baseline,
        ...piece,
        size: line.size,
        tone: line.tone,
        anchor: 'start',
        width,
        ...(line.bold === true ? { bold: true } : {}),
        ...(line.sign === undefined ? {} : { status: line.sign }),
        ...sign,
      });
      this.#y += height;
      this.#widest = Math.max(this.#widest, x + indent + width);
    }
  }
}

/** A hint never makes its card wider than the rest needs: it is set in a narrow column. */
function balanced(line: Line, room: number): number {
  return line.size === TYPE.small ? Math.min(room, 184) : room;
}

function wordsOf(node: GraphNode, labels: DiagramLabels, language: Language): string {
  const title = titleOf(node, labels, language);
  const parts = [
    labels.regions[node.network],
    labels.kinds[node.kind],
    title ?? '',
    node.label === undefined ? '' : (node.name ?? ''),
    node.address === undefined || node.name === undefined ? '' : `[${node.address}]`,
    node.forged === true ? labels.forged : '',
    node.ident === undefined || node.kind === 'local-user' ? '' : `${labels.ident} ${node.ident}`,
    node.sender === undefined ? '' : `${labels.from} ${node.sender}`,
    ...node.recipients.map((r) => `${labels.to} ${r.address} (${labels.statuses[r.status]})`),
    node.moreRecipients === 0 ? '' : labels.more(formatCount(node.moreRecipients, language)),
    node.note ?? '',
  ];
  return parts.filter((p) => p !== '').join(labels.listJoin);
}

/** A node's name in a sentence. */
export function nodeName(node: GraphNode, language: Language): string {
  const labels = diagramLabels(language);
  return titleOf(node, labels, language) ?? labels.kinds[node.kind];
}
