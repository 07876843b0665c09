/** What the ladder has a row for: arrivals, notices and single attempts by time. Facts only; ladder.ts draws them. */
import type { Milliseconds, RecordIndex } from '#core/base/units.ts';
import type { Attempt, Message } from '#core/correlate/message.ts';
import { annotation, type GraphEdge, type RelayGraph } from './graph.ts';

const MOST_EVENTS = 240;

export interface LadderEvent {
  readonly edge: GraphEdge;
  readonly time: Milliseconds | undefined;
  readonly records: readonly RecordIndex[];
  /** Where it is one of several of its arrow: what it says differs. */
  readonly attempt?: Attempt;
}

export interface LadderEvents {
  /** The first ones; what has no time stands where the diagram has it. */
  readonly shown: readonly LadderEvent[];
  readonly more: number;
}

export function ladderEvents(message: Message, graph: RelayGraph): LadderEvents {
  const attempts = new Map(message.recipients.flatMap((r) => r.attempts.map((a) => [a.record, a] as const)));
  const events = graph.edges.flatMap((edge): readonly LadderEvent[] => {
    const own = edge.recordIndexes.flatMap((record) => attempts.get(record) ?? []);
    if (edge.step === 'delivery' && own.length > 1)
      return own.map((attempt) => ({ edge, time: attempt.time, records: [attempt.record], attempt }));
    const known = annotation(edge, 'time') ?? own[0]?.time;
    const time = known ?? (edge.step === 'arrival' ? message.arrived : undefined);
    return [{ edge, time, records: edge.recordIndexes }];
  });
  return { shown: sorted(events).slice(0, MOST_EVENTS), more: Math.max(0, events.length - MOST_EVENTS) };
}

function sorted(events: readonly LadderEvent[]): readonly LadderEvent[] {
  let last = -Infinity;
  const keyed = events.map((event) => {
    last = event.time ?? last;
    return { event, at: last };
  });
  return keyed.sort((a, b) => a.at - b.at).map(({ event }) => event);
}
