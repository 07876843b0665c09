/** What anybody would write first: readline, one regular expression, split at commas. Prints what it found. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const LINE = /^(\w{3} [ \d]\d \d\d:\d\d:\d\d) (\S+) ([^[\s]+)\[(\d+)\]: (?:(\w{14,15}): )?(.*)$/;
let lines = 0;
let fields = 0;
for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  const match = LINE.exec(line);
  if (match === null) continue;
  lines++;
  const record = {};
  for (const pair of match[6].split(', ')) {
    const equals = pair.indexOf('=');
    if (equals > 0) record[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  fields += Object.keys(record).length;
}
process.stdout.write(JSON.stringify({ lines, fields, peak: process.resourceUsage().maxRSS }));
