import type { Problem } from '#core/base/problem.ts';

/** What the database's failure means to the user. Dexie wraps the browser's error, sometimes twice. */
export function storeProblem(error: unknown, where: string): Problem {
  const names = namesOf(error);
  const code = names.some((name) => name.includes('QuotaExceeded')) ? 'store-full' : 'store-failed';
  const detail = names.at(-1);
  return { code, where, ...(detail === undefined ? {} : { detail }) };
}

const DEEPEST = 5;

function namesOf(error: unknown): readonly string[] {
  const names: string[] = [];
  for (let e = error; e instanceof Error && names.length < DEEPEST; e = innerOf(e)) {
    names.push(e.message.includes('QuotaExceeded') ? 'QuotaExceededError' : e.name);
  }
  return names;
}

function innerOf(error: Error): unknown {
  return 'inner' in error ? error.inner : error.cause;
}
