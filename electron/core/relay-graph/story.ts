/**
 * What happened to a message, told hop by hop from the model that the relay diagram draws, with what to do next when
 * something failed.
 */
import type { Language } from '#core/contract/channels.ts';
import type { Message, Status } from '#core/correlate/message.ts';
import { formatCount, formatDuration, formatMoment } from '#core/explain/format.ts';
import { shortList } from './edge-label.ts';
import { annotation, type GraphEdge, type GraphNode, type RelayGraph } from './graph.ts';
import { diagramLabels } from './labels.ts';
import { nodeName } from './node-card.ts';
import { storyWords, type StoryWords } from './story-words.ts';

export interface Story {
  /** One sentence a hop, in the order of the diagram's arrows. */
  readonly sentences: readonly string[];
  /** What to do next, one sentence for each way in which it failed or still waits. */
  readonly next: readonly string[];
}

const MOST = 12;

export function storyOf(message: Message, graph: RelayGraph, language: Language): Story {
  const teller = new Teller(graph, language);
  const told = graph.edges.map((edge) => teller.sentence(edge)).filter((s) => s !== '');
  const words = storyWords(language);
  const unseen = graph.edges.some((e) => e.step === 'arrival') ? [] : [words.unseen(teller.here)];
  const rest = told.length - MOST;
  return {
    sentences: [
      ...unseen,
      ...told.slice(0, MOST),
      ...(rest > 0 ? [words.more(formatCount(rest, language))] : []),
      ...endOf(message, language, words),
    ],
    next: statusesOf(message)
      .map((status) => words.next[status])
      .filter((s) => s !== ''),
  };
}

function statusesOf(message: Message): readonly Status[] {
  const own = message.recipients.map((r) => r.status);
  return [...new Set(own.length === 0 ? [message.status] : own)];
}

/** Only where it is worth saying: several recipients or attempts. */
function endOf({ arrived, finished, recipients }: Message, language: Language, words: StoryWords): string[] {
  const several = recipients.length > 1 || recipients.some((r) => r.attempts.length > 1);
  if (!several || arrived === undefined || finished === undefined || finished <= arrived) return [];
  return [words.ended(formatDuration(Math.round((finished - arrived) / 1000), language))];
}

class Teller {
  readonly here: string;
  readonly #graph: RelayGraph;
  readonly #language: Language;
  readonly #words: StoryWords;
  readonly #nodes: ReadonlyMap<string, GraphNode>;

  constructor(graph: RelayGraph, language: Language) {
    this.#graph = graph;
    this.#language = language;
    this.#words = storyWords(language);
    this.#nodes = new Map(graph.nodes.map((n) => [n.id, n]));
    this.here = this.#name('mta');
  }

  sentence(edge: GraphEdge): string {
    if (edge.step === 'arrival') return this.#arrival(edge);
    if (edge.step === 'caused') return this.#notice(edge);
    return edge.status === 'sent' ? this.#sent(edge) : this.#failed(edge, edge.status);
  }

  #arrival(edge: GraphEdge): string {
    const from = this.#nodes.get(edge.from);
    const sender = this.#graph.title.from ?? diagramLabels(this.#language).nobody;
    if (from?.kind === 'submission-queue') return this.#words.handedOver(this.here);
    if (from?.kind === 'unknown-client') return this.#words.unseen(this.here);
    if (from?.kind === 'own-mail') return this.#words.own(this.here, sender);
    if (from?.kind === 'message') return '';
    if (edge.status !== 'sent' && edge.status !== 'unknown')
      return this.#words.refusedHere(this.here, this.#name(edge.from), this.#said(edge));
    return this.#words.arrived(this.#name(edge.from), this.#name(edge.to), sender, this.#moment(edge));
  }

  #moment(edge: GraphEdge): string {
    const time = annotation(edge, 'time') ?? this.#graph.title.arrived;
    if (time === undefined) return '';
    const moment = formatMoment(time, this.#graph.zone);
    return this.#language === 'ja' ? `${moment} に、` : ` on ${moment}`;
  }

  #sent(edge: GraphEdge): string {
    const delay = annotation(edge, 'delay');
    const after = delay === undefined ? '' : this.#words.after(formatDuration(delay, this.#language));
    const there = this.#nodes.get(edge.to);
    if (there?.role === 'mailbox') return this.#words.mailbox(this.#whom(edge), after);
    return this.#words.took(this.here, this.#name(edge.to), this.#whom(edge), after);
  }

  #failed(edge: GraphEdge, status: Exclude<Status, 'sent'>): string {
    const count = annotation(edge, 'attempts');
    const tries = count === undefined ? '' : this.#words.tries(formatCount(count, this.#language));
    const there = this.#nodes.get(edge.to);
    const name = there?.role === 'next' ? this.#name(edge.to) : this.here;
    return this.#words.failed[status](name, this.#whom(edge), tries, this.#said(edge));
  }

  #notice(edge: GraphEdge): string {
    const node = this.#nodes.get(edge.to);
    if (node?.kind !== 'notice') return '';
    return this.#words.notice(node.recipients[0]?.address ?? diagramLabels(this.#language).nobody);
  }

  #said(edge: GraphEdge): string {
    const words = [annotation(edge, 'dsn') ?? '', annotation(edge, 'words') ?? ''].filter((w) => w !== '');
    return words.length === 0 ? '' : this.#words.said(words.join(' '));
  }

  #whom(edge: GraphEdge): string {
    const labels = diagramLabels(this.#language);
    return edge.recipients.length === 0 ? labels.nobody : shortList(edge, labels);
  }

  #name(id: string): string {
    const node = this.#nodes.get(id);
    return node === undefined ? diagramLabels(this.#language).nobody : nodeName(node, this.#language);
  }
}
