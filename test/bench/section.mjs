/** RESULTS.md is written by several benchmarks: each has a heading of its own and leaves the others alone. */
export function writeSection(all, heading, text) {
  const begin = all.indexOf(`## ${heading}\n`);
  const before = begin < 0 ? `${all.trimEnd()}\n\n` : all.slice(0, begin);
  const next = begin < 0 ? -1 : all.indexOf('\n## ', begin);
  const after = next < 0 ? '' : all.slice(next);
  return `${before}## ${heading}\n\n${text}${after}`;
}
