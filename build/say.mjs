/** One voice for the scripts: what is done and, when it stops, why and what to do. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function stop(text) {
  say(text);
  process.exit(1);
}
