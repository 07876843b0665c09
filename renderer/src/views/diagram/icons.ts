/** Signs as strokes: outcomes in a box of 14 by 14, nodes in one of 18 by 18, regions 14 by 14. */
import type { Ink, RegionKind } from '#core/relay-graph/diagram-layout.ts';
import type { NodeKind } from '#core/relay-graph/graph.ts';
import type { Head } from './palette.ts';

export const INK_ICONS: Readonly<Record<Ink, string>> = {
  sent: 'M2.5 7.5l3.2 3.2L11.5 4',
  deferred: 'M7 1.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M7 4v3.2l2.3 1.5',
  bounced: 'M5.2 2.2L2 5.4l3.2 3.2M2 5.4h6.2a3.3 3.3 0 0 1 0 6.6H5',
  rejected: 'M7 1.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M3.2 3.2l7.6 7.6',
  queued:
    'M3.5 1.8h7M3.5 12.2h7M4.3 1.8c0 3 2.7 3.4 2.7 5.2s-2.7 2.2-2.7 5.2M9.7 1.8c0 3-2.7 3.4-2.7 5.2s2.7 2.2 2.7 5.2',
  discarded: 'M2.2 3.8h9.6M5.2 3.6V2h3.6v1.6M3.5 3.8l.6 8.2h5.8l.6-8.2',
  quarantined: 'M3 6.5h8v5.5H3zM4.7 6.3V4.4a2.3 2.3 0 0 1 4.6 0v1.9',
  unknown: 'M4.6 5a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.8-1.1 1.6M7 11.2v.4',
  caused: 'M2 3.2h10v7.6H2zM2.2 3.6L7 7.6l4.8-4',
};

export const WARNING_ICON = 'M7 1.8L13 12.2H1zM7 5.5v3M7 10.3v.3';

const HOST = 'M2.5 3h13v9h-13zM6.5 15.2h5M9 12.2v3';
const SERVER = 'M3 2.5h12v5.6H3zM3 9.9h12v5.6H3zM5.6 5.3h.4M5.6 12.7h.4M9 5.3h3.6M9 12.7h3.6';
const ENVELOPE = 'M2 4h14v10.2H2zM2.3 4.5L9 10l6.7-5.5';
const QUEUE =
  'M2.5 10h3.6l1.2 2.2h3.4l1.2-2.2h3.6v5h-13zM2.5 10l2.3-5M15.5 10l-2.3-5M9 2v5.4M6.8 5.4L9 7.6l2.2-2.2';
const STOP = 'M6 2h6l4 4v6l-4 4H6l-4-4V6zM6.2 6.2l5.6 5.6M11.8 6.2l-5.6 5.6';

export const NODE_ICONS: Readonly<Record<NodeKind, string>> = {
  host: HOST,
  'local-user': 'M9 2.2a3.1 3.1 0 1 0 0 6.2a3.1 3.1 0 1 0 0-6.2M3 15.8c.4-3.3 2.8-5 6-5s5.6 1.7 6 5',
  'unknown-client': 'M2.5 3h13v9h-13zM6.5 15.2h5M7.6 6.2a1.5 1.5 0 1 1 2.2 1.4c-.5.3-.8.5-.8 1M9 10.2v.2',
  'own-mail': ENVELOPE,
  message: ENVELOPE,
  'submission-queue': QUEUE,
  mta: 'M3 2.5h12v5.6H3zM5.6 5.3h.4M9 5.3h3.6M3 10.2h12v5.5H3zM3.3 10.5L9 13.6l5.7-3.1',
  server: SERVER,
  'unknown-server': 'M3 2.5h12v5.6H3zM3 9.9h12v5.6H3zM5.6 5.3h.4M5.6 12.7h.4',
  'more-servers': 'M4 5h10M4 9h10M4 13h10',
  mailbox: 'M2.5 9.6h3.8l1 2h3.4l1-2h3.8v5.6h-13zM2.5 9.6L4.6 3h8.8l2.1 6.6M6.6 5.6h4.8M6 7.8h6',
  program: 'M2.5 3h13v12h-13zM5.2 6.8l2.4 2.2l-2.4 2.2M9 11.8h3.4',
  file: 'M4 2h6.5L14 5.5V16H4zM10.4 2.2v3.5h3.5',
  queue: QUEUE,
  quarantine: 'M4 8h10v7.5H4zM6.2 7.8V5.4a2.8 2.8 0 0 1 5.6 0v2.4M9 11v1.8',
  discarded: 'M3 5h12M7 4.8V2.6h4v2.2M4.6 5l.8 10.6h7.2L13.4 5M7.6 7.8v5M10.4 7.8v5',
  stopped: STOP,
  notice: 'M2 4h14v10.2H2zM2.3 4.5L9 10l6.7-5.5',
  copy: 'M6 2.5h9v10H6zM6 5.5H3v10h9v-3',
};

export const REGION_ICONS: Readonly<Record<RegionKind, string>> = {
  lan: 'M1.8 7L7 2.2L12.2 7M3.2 6v6h7.6V6M5.8 12V8.6h2.4V12',
  server: 'M2 2.2h10v4H2zM2 7.8h10v4H2zM4.2 4.2h.2M4.2 9.8h.2',
  router: 'M1.5 7.5h11v4.5h-11zM4 9.8h.2M6.5 9.8h.2M10.5 7.2V2.2M8.4 4a3 3 0 0 1 4.2 0',
  internet:
    'M7 1.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M1.6 7h10.8M7 1.5c-3.4 3.4-3.4 7.6 0 11M7 1.5c3.4 3.4 3.4 7.6 0 11',
};

/** Strokes alone, with nothing inside. */
export function isOpen(head: Head): boolean {
  return head === 'cross' || head === 'bar';
}

/** Arrow heads that point right, tip at 0,0; `filled` ones are painted, the others only drawn. */
export const HEADS: Readonly<Record<Head, { readonly d: string; readonly filled: boolean }>> = {
  solid: { d: 'M0 0L-11 -6L-11 6Z', filled: true },
  open: { d: 'M0 0L-11 -6L-11 6Z', filled: false },
  dot: { d: 'M0 0a5 5 0 1 0 -10 0a5 5 0 1 0 10 0', filled: false },
  cross: { d: 'M-1 -6L-11 6M-11 -6L-1 6', filled: false },
  bar: { d: 'M-2 -9V9M-7 -9V9', filled: false },
  square: { d: 'M-1 -5H-11V5H-1Z', filled: false },
  diamond: { d: 'M0 0L-6 -6L-12 0L-6 6Z', filled: false },
};
