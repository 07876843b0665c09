/** What of the list goes to the clipboard. */
import type { Language } from '#core/contract/channels.ts';
import type { SortColumn } from '#core/contract/index-protocol.ts';
import type { Message } from '#core/correlate/message.ts';
import { t } from './index.ts';
import { cellOf } from './cells.ts';

/** Main takes no more (contract/channels.ts). */
export const LONGEST = 16 * 1024 * 1024;

/** With a head; a cell is one line without tabs, and never a formula of whoever sent the mail. */
export function tableOf(
  messages: readonly Message[],
  columns: readonly SortColumn[],
  language: Language,
): string {
  const names = columns.map((column) => t(language).columns[column]);
  const rows = messages.map((message) =>
    columns.map((column) => {
      const { text, title } = cellOf(column, message, language);
      return plain(column === 'to' ? title : text);
    }),
  );
  return [names, ...rows].map((row) => row.join('\t')).join('\n');
}

function plain(text: string): string {
  const line = text.trim().replace(/[\t\r\n]+/g, ' ');
  return /^[=+@-]/.test(line) ? `'${line}` : line;
}
