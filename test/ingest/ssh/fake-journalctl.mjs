/**
 * Stands for journalctl on a server of the tests, for no journald runs there: prints the entries of a file, one JSON
 * object a line, as `journalctl -o json` does, and knows the options that Relayscope uses.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const [file, ...options] = process.argv.slice(2);
appendFileSync(`${file}.asked`, `${options.join(' ')}\n`);
if (!existsSync(file)) {
  process.stderr.write('No journal files were opened due to insufficient permissions.\n');
  process.exit(1);
}

const after = options.find((word) => word.startsWith('--after-cursor='))?.slice('--after-cursor='.length);
const isLast = options.includes('-n');
let given = 0;

function entries() {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const at = lines.findIndex((line) => JSON.parse(line).__CURSOR === after);
  return lines.slice(at + 1);
}

function print() {
  const fresh = entries().slice(given);
  given += fresh.length;
  for (const line of isLast ? fresh.slice(-1) : fresh) process.stdout.write(`${line}\n`);
}

process.stdout.on('error', () => process.exit(0));
print();
if (options.includes('-f')) setInterval(print, 50);
