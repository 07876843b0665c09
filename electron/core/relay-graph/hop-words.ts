/** An arrow as a sentence, for a screen reader and for the arrow's tooltip. */
import { formatCount } from '#core/explain/format.ts';
import { howOf, numbersOf, outcomeWord, shortList, tlsOf, type EdgeLabelOptions } from './edge-label.ts';
import { annotation, type GraphEdge, type GraphNode } from './graph.ts';
import { diagramLabels } from './labels.ts';
import { nodeName } from './node-card.ts';

export interface Hop {
  readonly edge: GraphEdge;
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly step: number;
  readonly of: number;
}

export function hopWords({ edge, from, to, step, of }: Hop, options: EdgeLabelOptions): string {
  const { language } = options;
  const labels = diagramLabels(language);
  const attempts = annotation(edge, 'attempts');
  const remote = annotation(edge, 'remoteQueueId');
  const outcome = [
    outcomeWord(edge, to, labels),
    annotation(edge, 'dsn') ?? '',
    attempts === undefined ? '' : labels.attempts(formatCount(attempts, language)),
  ];
  const clauses = [
    `${labels.hop(step, of)}: ${labels.hopWay(nodeName(from, language), nodeName(to, language))}`,
    outcome.filter((p) => p !== '').join(' '),
    howOf(edge, labels),
    tlsOf(edge),
    annotation(edge, 'words') ?? '',
    remote === undefined ? '' : labels.remoteQueueId(remote),
    numbersOf(edge, options, labels),
    edge.recipients.length === 0 ? '' : labels.forRecipients(shortList(edge, labels)),
    labels.evidence[edge.evidence],
  ];
  return clauses
    .filter((c) => c !== '')
    .join(labels.clauseJoin)
    .replace(/\u00a0/g, ' ');
}
