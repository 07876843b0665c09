/**
 * A line for a shell that counts in the file what a facet counts, in plain awk, for whoever wants to see it with their
 * own eyes. It counts queue ids, two of one message once. What follows from nothing in the log has no such line.
 */
import type { Packing } from '#core/contract/ingest-protocol.ts';
import type { Encoding } from '#core/lines/encoding.ts';
import type { FacetName } from './facets.ts';

/** `q` is the line's queue id; `x` the id that another queue of the same server gave to the message. */
const LINE =
  'function hit(k){h[k]} {q=""; for(i=2;i<=NF;i++) if($i~/^[0-9A-Za-z]+:$/&&length($i)>8&&$i~/[0-9]/){q=$i; break} if(q=="") next; s[q]; x=""; if(match($0,/stat=Sent \\([0-9A-Za-z]+ Message accepted/)){split(substr($0,RSTART+11),b," "); x=b[1] ":"; u[q]=x}}';
/** Both ids of a message count once. */
const COUNT = 'END{for(k in h) m[(k in u)&&(u[k] in s)?u[k]:k]; n=0; for(k in m) n++; print n}';

/** Counts the messages of which a line passes `test`. */
function counting(test: string): string {
  return `${LINE} ${test} ${COUNT}`;
}

const DOMAIN = counting(
  '{$0=tolower($0); gsub(/"[^"]*"/,""); for(i=2;i<=NF;i++) if($i~/^(from|to)=/||$i~/^<.*>\\.\\.\\.$/||$i~/^arg1=/&&/ruleset=check_(rcpt|mail)/){n=split($i,a,","); for(j=1;j<=n;j++){gsub(/[<>]|^(from|to|arg1)=|\\.\\.\\.$/,"",a[j]); if(a[j]~/@/){sub(/.*@/,"",a[j]); if(a[j]==ENVIRON["v"]) hit(q)}}}}',
);
const RELAY = counting(
  '/ to=/{for(i=2;i<=NF;i++) if($i~/^relay=/){r=tolower($i); gsub(/^relay=|[.,]+$/,"",r); sub(/.*@/,"",r); if(r==ENVIRON["v"]) hit(q)}}',
);
const REASON = counting(
  '{l=tolower($0); i=match(l,/ (reply|stat|reject|quarantine)=|>\\.\\.\\. |: (return to sender|sender notify): /); if(i&&index(substr(l,i),ENVIRON["v"])) hit(q)}',
);
/** What is handed to another queue of the same server is not sent yet. */
const SENT = `${LINE} / stat=Sent/{if(x=="") hit(q); else y[q]} END{for(k in y) if(!(u[k] in s)) hit(k)} ${COUNT}`;
/** Given up after days, or returned without an attempt: then no line says a recipient's fate. */
const GIVEN_UP = '/: (return to sender|sender notify): Cannot send/';
const BOUNCED = `${LINE} / to=/{t[q]; if(/ dsn=5\\./) hit(q)} ${GIVEN_UP}{hit(q)} /: DSN: /{w[q]} END{for(k in w) if(!(k in t)) hit(k)} ${COUNT}`;
/** What counts is the last attempt of each recipient. */
const DEFERRED = `${LINE} ${GIVEN_UP}{e[q]} {for(i=2;i<=NF;i++) if($i~/^to=/){t=$i; gsub(/^to=|,$/,"",t); n=split(t,a,","); for(j=1;j<=n;j++) d[q " " a[j]]=/ stat=Deferred/; break}} END{for(k in d) if(d[k]){split(k,p," "); if(!(p[1] in e)) hit(p[1])}} ${COUNT}`;

const STATUS: Readonly<Record<string, string>> = { sent: SENT, bounced: BOUNCED, deferred: DEFERRED };

/** A file as the shell shall read it. */
export interface ShellFile {
  readonly name: string;
  readonly packing?: Packing | undefined;
  readonly encoding?: Encoding | undefined;
}

const UNPACK: Readonly<Record<Packing, string>> = {
  gzip: 'zcat',
  bzip2: 'bzcat',
  xz: 'xzcat',
  zstd: 'zstdcat',
};

/** Undefined where there is none. Files are unpacked on the way, and read in their encoding where the value needs it. */
export function shellLine(facet: FacetName, value: string, files: readonly ShellFile[]): string | undefined {
  const program =
    facet === 'status'
      ? STATUS[value]
      : { domain: DOMAIN, relay: RELAY, reason: REASON, direction: undefined }[facet];
  if (facet === 'domain' && !isPlainDomain(value)) return undefined;
  /* A terminal takes control characters for keys, whatever quotes they stand in. */
  if (program === undefined || [value, ...files.map(({ name }) => name)].some((text) => /\p{Cc}/u.test(text)))
    return undefined;
  const given = facet === 'status' ? '' : `v=${quoted(value.toLowerCase())} `;
  const awk = `${given}awk ${quoted(`${facet === 'status' ? '' : lowering(value)}${program}`)}`;
  const isPlain = files.every(
    ({ packing, encoding }) => packing === undefined && !needsIconv(value, encoding),
  );
  if (isPlain) return `${awk} ${files.map(({ name }) => fileWord(name)).join(' ')}`;
  const read = files.map((file) => reading(file, value));
  return `${read.length === 1 ? read.join('') : `{ ${read.join('; ')}; }`} | ${awk}`;
}

/** awk tells addresses by these marks, so it cannot tell them from those in a name. */
export function isPlainDomain(value: string): boolean {
  return !/[",<>]/.test(value);
}

/** awk knows no capitals beyond ASCII, or only in some locales. */
function lowering(value: string): string {
  const letters = new Set(value.toLowerCase().match(/[^\p{ASCII}]/gu));
  const rules = Array.from(letters).flatMap((small) => {
    const capital = small.toUpperCase();
    return capital !== small && capital.toLowerCase() === small ? [`gsub("${capital}","${small}");`] : [];
  });
  return rules.length === 0 ? '' : `{${rules.join(' ')}} `;
}

function reading({ name, packing, encoding }: ShellFile, value: string): string {
  const cat = `${packing === undefined ? 'cat' : UNPACK[packing]} ${fileWord(name)}`;
  return needsIconv(value, encoding) ? `${cat} | iconv -c -f ${String(encoding)} -t utf-8` : cat;
}

function needsIconv(value: string, encoding: Encoding | undefined): boolean {
  return encoding !== undefined && encoding !== 'utf-8' && /[^\p{ASCII}]/u.test(value);
}

function fileWord(name: string): string {
  return quoted(name.startsWith('-') ? `./${name}` : name);
}

/** One word for any POSIX shell. */
export function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
