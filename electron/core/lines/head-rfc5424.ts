import { skipBlanks, type Head } from './head-parts.ts';
import { isoStamp, type FoundStamp } from './stamp.ts';

interface Word {
  /** Undefined for the nil value `-`. */
  readonly value: string | undefined;
  readonly next: number;
}

function wordAt(line: string, at: number): Word {
  const blank = line.indexOf(' ', at);
  const end = blank < 0 ? line.length : blank;
  const value = line.slice(at, end);
  return { value: value === '-' || value === '' ? undefined : value, next: Math.min(end + 1, line.length) };
}

/** Position after `-` or `[id key="value" ...]...`; in values `\"`, `\\` and `\]` are escaped. */
function structuredDataEnd(line: string, at: number): number {
  if (line.charCodeAt(at) !== 91) return line.charCodeAt(at) === 45 ? at + 1 : at;
  let quoted = false;
  for (let i = at; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (quoted && code === 92) i++;
    else if (code === 34) quoted = !quoted;
    else if (!quoted && code === 93 && line.charCodeAt(i + 1) !== 91) return i + 1;
  }
  return at;
}

/** `1 STAMP HOST APP PROCID MSGID SD MSG` from `at` (after the `<PRI>`). */
export function rfc5424Head(line: string, at: number): Head | undefined {
  if (!line.startsWith('1 ', at)) return undefined;
  const nil = line.startsWith('- ', at + 2);
  const found: FoundStamp | undefined = nil ? { end: at + 3 } : isoStamp(line, at + 2);
  if (found === undefined || line.charCodeAt(found.end) !== 32) return undefined;
  const host = wordAt(line, found.end + 1);
  const program = wordAt(line, host.next);
  const process = wordAt(line, program.next);
  const messageId = wordAt(line, process.next);
  const textStart = skipBlanks(line, structuredDataEnd(line, messageId.next));
  const pid = /^\d{1,9}$/.test(process.value ?? '') ? Number(process.value) : undefined;
  return {
    ...(found.stamp === undefined ? {} : { stamp: found.stamp }),
    ...(host.value === undefined ? {} : { host: host.value }),
    ...(program.value === undefined ? {} : { program: program.value }),
    ...(pid === undefined ? {} : { pid }),
    textStart: line.startsWith('\uFEFF', textStart) ? textStart + 1 : textStart,
  };
}
