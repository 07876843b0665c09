/**
 * A line for a shell that counts in the file what a facet counts, in plain awk, for whoever wants to see it with their
 * own eyes. It counts queue ids. What follows from several lines together, or from nothing in the log, has no such line.
 */
import type { FacetName } from './facets.ts';

/** Prints the queue id of a line in which `test` holds. `q` is the id, or the line's number where there is none. */
function ids(test: string): string {
  return `{q=""; for(i=2;i<=NF;i++) if($i~/^(from|to|ruleset)=|^<.*>\\.\\.\\.$/){q=$(i-1); if(q~/\\]:$/) q=NR; break} ${test}}`;
}

const DOMAIN = ids(
  'if(q!=""&&$i!~/^ruleset/){n=split(tolower($i),a,","); for(j=1;j<=n;j++){gsub(/[<>]|^(from|to)=/,"",a[j]); if(a[j]~/@/){sub(/.*@/,"",a[j]); if(a[j]==ENVIRON["v"]) print q}}}',
);
const RELAY = ids(
  'for(i=2;i<=NF;i++) if(q!=""&&$i~/^relay=/){s=tolower($i); gsub(/^relay=|[.,]+$/,"",s); sub(/.*@/,"",s); if(s==ENVIRON["v"]) print q}',
);
const REASON = ids(
  's=tolower($0); i=match(s,/ (reply|stat)=|>\\.\\.\\. /); if(q!=""&&i&&index(substr(s,i),ENVIRON["v"])) print q',
);
const SENT = ids('if(/ stat=Sent/) print q');
const BOUNCED = ids('if(/ to=/&&/ dsn=5\\./) print q');
/** What counts is the last attempt of each recipient. */
const DEFERRED =
  '{for(i=2;i<=NF;i++) if($i~/^to=/){t=$i; gsub(/^to=|,$/,"",t); n=split(t,a,","); for(j=1;j<=n;j++) d[$(i-1) " " a[j]]=/ stat=Deferred/; break}} END{for(k in d) if(d[k]){split(k,p," "); print p[1]}}';

const STATUS: Readonly<Record<string, string>> = { sent: SENT, bounced: BOUNCED, deferred: DEFERRED };

/** Undefined where there is none. `files` are named as they are; gzip is unpacked on the way. */
export function shellLine(facet: FacetName, value: string, files: readonly string[]): string | undefined {
  const program =
    facet === 'status'
      ? STATUS[value]
      : { domain: DOMAIN, relay: RELAY, reason: REASON, direction: undefined }[facet];
  /* A terminal takes control characters for keys, whatever quotes they stand in. */
  if (program === undefined || [value, ...files].some((text) => /\p{Cc}/u.test(text))) return undefined;
  const given = facet === 'status' ? '' : `v=${quoted(value.toLowerCase())} `;
  const names = files.map((name) => quoted(name.startsWith('-') ? `./${name}` : name)).join(' ');
  const packed = files.some((name) => name.endsWith('.gz'));
  const count = 'sort -u | wc -l';
  return packed
    ? `zcat -f ${names} | ${given}awk ${quoted(program)} | ${count}`
    : `${given}awk ${quoted(program)} ${names} | ${count}`;
}

/** One word for any POSIX shell. */
export function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
