/** The bar above the list of messages. */
import { many, number } from './words.ts';

const n = number('en');

export const listBarEn = {
  label: 'The list',
  all: (count: number) => many(count, 'message', 'messages', n),
  hideConnections: 'Hide refused connections',
  hideConnectionsHint:
    'Leaves out connections that were refused before any message, as -is:connection does in the filter.',
  showConnections: 'Show refused connections',
  noneButConnections: 'Nothing else here: refused connections are hidden.',
};
