/** Lines that name a second id: bounces, notices, receipts, clones and splits (savemail.c, deliver.c, queue.c). */

export interface Link {
  readonly child: string;
  /** The same envelope under another id, not a new message about it. */
  readonly clone: boolean;
  readonly owner?: string;
  /** The words of the failure when the line ends all recipients that were still open. */
  readonly failure?: string;
}

const CLONE = /^clone: owner=(.*)$/s;
const NOTICE = /^(?:DSN|sender notify|postmaster notify|return to sender): (.*)$/s;

export function linkOf(child: string, body: string): Link {
  const clone = CLONE.exec(body);
  if (clone !== null || body.startsWith('clone:')) {
    const owner = clone?.[1]?.replace(/^<|>$/g, '');
    return { child, clone: true, ...(owner === undefined ? {} : { owner }) };
  }
  const text = NOTICE.exec(body)?.[1] ?? body;
  return { child, clone: false, ...(isFailure(text) ? { failure: text } : {}) };
}

/** The keyword does not tell: a final bounce after a warning is also a "sender notify". */
function isFailure(text: string): boolean {
  return !/^(?:Warning: |Return receipt|Delivery notification)/i.test(text);
}

const SPLIT = /^split: .*?\bid(?:\(s\)|s)=(.+)$/s;

/** The ids an envelope was split into; none for any other line. */
export function splitOf(body: string): readonly string[] {
  const list = SPLIT.exec(body)?.[1];
  return list === undefined
    ? []
    : list
        .split(/[;,]\s*/)
        .map((id) => id.trim())
        .filter((id) => id !== '');
}
