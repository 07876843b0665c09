/**
 * Texts longer than sendmail's log buffer come as `QID[1]: first part ...`, `QID[2]: next part ...`, the last part
 * without ` ...` (conf.c:sm_syslog()). The cut falls after a comma or blank, which stays with the part before.
 */
import { queueIdLength } from '#core/formats/sendmail/queue-id.ts';

export interface Part {
  readonly queueId: string;
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** More parts follow. */
  readonly open: boolean;
}

/** The part a text is, or undefined for whole texts. */
export function partOf(text: string): Part | undefined {
  const id = queueIdLength(text, 0);
  if (id === 0 || text.charCodeAt(id) !== 91) return undefined;
  const close = text.indexOf(']: ', id);
  if (close < 0 || close > id + 4) return undefined;
  const number = Number(text.slice(id + 1, close));
  if (!Number.isInteger(number) || number < 1) return undefined;
  const open = text.endsWith(' ...');
  return {
    queueId: text.slice(0, id),
    number,
    text: open ? text.slice(close + 3, -4) : text.slice(close + 3),
    open,
  };
}

/** Quick look: `[` right after a queue id, at one of the places it can stand. */
export function maybePart(text: string): boolean {
  return (
    text.charCodeAt(14) === 91 ||
    text.charCodeAt(15) === 91 ||
    text.charCodeAt(12) === 91 ||
    text.charCodeAt(8) === 91
  );
}
