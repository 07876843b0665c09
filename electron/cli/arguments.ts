/** The command line's arguments: names and meanings are a contract. */
import { parseArgs } from 'node:util';
import type { OffsetMinutes } from '#core/base/units.ts';
import { LANGUAGES, type Language } from '#core/contract/channels.ts';
import { parseOffset } from '#core/correlate/iso-time.ts';
import { isNetworkName } from '#core/correlate/networks.ts';
import { parseFilter, type Filter, type FilterError } from '#core/query/filter.ts';
import { GROUNDS, type Ground } from '#core/relay-graph/ground.ts';
import type { Extras } from './extras.ts';
import { err, ok, type Result } from '#core/base/result.ts';

export const COMMANDS = ['parse', 'messages', 'trace', 'diagram', 'stats'] as const;
export type CommandName = (typeof COMMANDS)[number];

export interface Options {
  readonly command: CommandName;
  /** What `trace` and `diagram` look for. */
  readonly key?: string;
  readonly files: readonly string[];
  /** Undefined: text on a terminal, JSON otherwise. */
  readonly form?: 'json' | 'text';
  readonly language: Language;
  readonly year?: number;
  readonly zone?: OffsetMinutes;
  readonly internal: readonly string[];
  readonly lines: boolean;
  /** Each file stands for its rotated set. */
  readonly rotated: boolean;
  /** `diagram`: all messages as one network, instead of the way of one. */
  readonly map: boolean;
  /** `diagram`: the messages that belong to the one that is drawn are drawn as ways of their own. */
  readonly unfold: boolean;
  /** `diagram`: the colours; for print and light grounds where nothing is said. */
  readonly theme?: Ground;
  readonly out?: string;
  /** Only messages that this filter finds, written as in the window. */
  readonly filter?: Filter;
  /** Files that the window exports: notes to draw, and what is inside. */
  readonly notes?: string;
  readonly network?: string;
  /** What stood in them, once they are read. */
  readonly extras?: Extras;
}

export type Asked =
  | { readonly ask: 'help'; readonly language: Language }
  | { readonly ask: 'version' }
  | { readonly ask: 'run'; readonly options: Options };

/** What is wrong with the arguments; the text is made in the reader's language. */
export interface UsageError {
  readonly code:
    | 'no-command'
    | 'unknown-command'
    | 'unknown-option'
    | 'missing-value'
    | 'bad-value'
    | 'no-key'
    | 'no-file'
    | 'not-here'
    | 'bad-filter';
  readonly what: string;
  /** What is wrong within `what`, where that is a filter. */
  readonly filterError?: FilterError;
  readonly language: Language;
}

/** Those that are about messages. */
const FILTERED: ReadonlySet<CommandName> = new Set(['messages', 'trace', 'diagram']);

const FORMATS = new Set(['auto', 'sendmail']);

/** The colours that the window exports in: its light theme has those of print. */
const THEMES: ReadonlyMap<string, Ground> = new Map([
  ...GROUNDS.map((ground) => [ground, ground] as const),
  ['print', 'light'],
]);

const OPTIONS = {
  json: { type: 'boolean' },
  text: { type: 'boolean' },
  lines: { type: 'boolean' },
  map: { type: 'boolean' },
  unfold: { type: 'boolean' },
  rotated: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  lang: { type: 'string' },
  year: { type: 'string' },
  zone: { type: 'string' },
  format: { type: 'string' },
  theme: { type: 'string' },
  out: { type: 'string', short: 'o' },
  filter: { type: 'string', short: 'f' },
  notes: { type: 'string' },
  network: { type: 'string' },
  internal: { type: 'string', multiple: true },
} as const;

type Values = ReturnType<typeof parseValues>['values'];

function parseValues(argv: readonly string[]) {
  return parseArgs({ args: joinedZones(argv), options: OPTIONS, allowPositionals: true, strict: true });
}

/** `--zone -05:00`, `--filter -status:sent`: a value that begins with `-` would be taken for an option. */
function joinedZones(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of argv) {
    const last = joined.at(-1);
    const begins = (last === '--zone' && /^-\d/.test(arg)) || (last === '--filter' && /^-[^-]/.test(arg));
    if (begins) joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

export function readArguments(argv: readonly string[], language: Language): Result<Asked, UsageError> {
  const guess = guessLanguage(argv) ?? language;
  const parsed = tryParse(argv, guess);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const bad = firstBad(values);
  if (bad !== undefined) return err({ code: 'bad-value', what: bad, language: guess });
  if (values.help === true) return ok({ ask: 'help', language: guess });
  if (values.version === true) return ok({ ask: 'version' });
  return readCommand(values, positionals, guess);
}

function tryParse(
  argv: readonly string[],
  language: Language,
): Result<ReturnType<typeof parseValues>, UsageError> {
  try {
    return ok(parseValues(argv));
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    const what = /'(-[^' =<]+)/.exec(text)?.[1] ?? '';
    return err({ code: /missing|ambiguous/.test(text) ? 'missing-value' : 'unknown-option', what, language });
  }
}

/** Errors too are told in the language asked for. */
function guessLanguage(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex((a) => a === '--lang' || a.startsWith('--lang='));
  const arg = argv[at];
  if (arg === undefined) return undefined;
  const value = arg.includes('=') ? arg.slice('--lang='.length) : argv[at + 1];
  return LANGUAGES.find((l) => l === value);
}

function firstBad(v: Values): string | undefined {
  if (v.lang !== undefined && !LANGUAGES.some((l) => l === v.lang)) return `--lang ${v.lang}`;
  if (v.year !== undefined && !/^(19[7-9]\d|20\d\d|2100)$/.test(v.year)) return `--year ${v.year}`;
  if (v.zone !== undefined && parseOffset(v.zone) === undefined) return `--zone ${v.zone}`;
  if (v.format !== undefined && !FORMATS.has(v.format)) return `--format ${v.format}`;
  if (v.theme !== undefined && !THEMES.has(v.theme)) return `--theme ${v.theme}`;
  const network = v.internal?.find((n) => !isNetworkName(n));
  if (network !== undefined) return `--internal ${network}`;
  return v.json === true && v.text === true ? '--json --text' : undefined;
}

function readCommand(
  values: Values,
  positionals: readonly string[],
  language: Language,
): Result<Asked, UsageError> {
  const [name, ...rest] = positionals;
  if (name === undefined) return err({ code: 'no-command', what: '', language });
  const command = COMMANDS.find((c) => c === name);
  if (command === undefined) return err({ code: 'unknown-command', what: name, language });
  const stray = strayOption(values, command);
  if (stray !== undefined) return err({ code: 'not-here', what: stray, language });
  const map = values.map === true;
  const keyed = command === 'trace' || (command === 'diagram' && !map);
  const filter = readFilter(values.filter, command, language);
  if (!filter.ok) return filter;
  const [key, ...others] = rest;
  if (keyed && (key === undefined || key.trim() === ''))
    return err({ code: 'no-key', what: command, language });
  const files = keyed ? others : rest;
  if (files.length === 0) return err({ code: 'no-file', what: command, language });
  const form = values.json === true ? 'json' : values.text === true ? 'text' : undefined;
  const zone = values.zone === undefined ? undefined : parseOffset(values.zone);
  const theme = THEMES.get(values.theme ?? '');
  const options: Options = {
    command,
    files,
    language,
    internal: values.internal ?? [],
    lines: values.lines === true,
    map,
    unfold: values.unfold === true,
    rotated: values.rotated === true,
    ...(keyed && key !== undefined ? { key } : {}),
    ...(form === undefined ? {} : { form }),
    ...(values.year === undefined ? {} : { year: Number(values.year) }),
    ...(zone === undefined ? {} : { zone }),
    ...(theme === undefined ? {} : { theme }),
    ...(values.out === undefined ? {} : { out: values.out }),
    ...(filter.value === undefined ? {} : { filter: filter.value }),
    ...(values.notes === undefined ? {} : { notes: values.notes }),
    ...(values.network === undefined ? {} : { network: values.network }),
  };
  return ok({ ask: 'run', options });
}

/** The first option that does not go with the command. */
function strayOption(values: Values, command: CommandName): string | undefined {
  const isPicture = command === 'diagram';
  if (values.map === true && !isPicture) return '--map';
  if (values.unfold === true && (!isPicture || values.map === true)) return '--unfold';
  if (values.theme !== undefined && !isPicture) return '--theme';
  if (values.out !== undefined && !isPicture) return '--out';
  if (values.notes !== undefined && !isPicture) return '--notes';
  if (values.network !== undefined && command === 'parse') return '--network';
  return values.lines === true && command !== 'trace' ? '--lines' : undefined;
}

function readFilter(
  text: string | undefined,
  command: CommandName,
  language: Language,
): Result<Filter | undefined, UsageError> {
  if (text === undefined) return ok(undefined);
  if (!FILTERED.has(command)) return err({ code: 'not-here', what: '--filter', language });
  const parsed = parseFilter(text);
  return parsed.ok ? parsed : err({ code: 'bad-filter', what: text, filterError: parsed.error, language });
}
