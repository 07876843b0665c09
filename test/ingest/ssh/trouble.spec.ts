import { readdirSync } from 'node:fs';
import type * as FileSystem from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, vi } from 'vitest';
import { problemText } from '#core/base/problem-text.ts';
import { SSH_PROBLEMS } from '#core/base/ssh-problem.ts';
import { STEP_LIMITS } from '#ingest/ssh/connect.ts';
import type * as Patience from '#ingest/ssh/patience.ts';
import { PATIENCE } from '#ingest/ssh/patience.ts';
import { fetchLog } from './fetch.ts';
import { PASSWORD, Peers, USER, test } from './peers.ts';
import { connectTroubles } from './trouble-connect.ts';
import { fileTroubles } from './trouble-files.ts';
import { hostileTroubles } from './trouble-hostile.ts';
import { loginTroubles } from './trouble-login.ts';
import { SENTENCES } from './trouble-sentences.ts';
import { PATH, WRONG, type Trouble } from './trouble.ts';

const LANGUAGES = ['en', 'ja'] as const;

/** A file that nobody may read is closed to the tests too, though they may run as root. */
vi.mock('node:fs', async (original) => {
  const real = await original<typeof FileSystem>();
  const readFileSync = ((path: string, ...rest: []) => {
    const { mode } = real.statSync(path);
    if ((mode & 0o777) === 0) throw Object.assign(new Error('closed'), { code: 'EACCES' });
    return real.readFileSync(path, ...rest);
  }) as typeof real.readFileSync;
  return { ...real, readFileSync };
});

const patience = vi.hoisted(() => ({ most: Infinity }));
vi.mock('#ingest/ssh/patience.ts', async (original) => {
  const real = await original<typeof Patience>();
  const inTime: typeof real.inTime = (promise, where, time) =>
    real.inTime(promise, where, Math.min(time ?? real.PATIENCE, patience.most));
  return { ...real, inTime };
});
afterEach(() => {
  patience.most = Infinity;
});

const peers = new Peers();
const troubles = [
  ...connectTroubles(peers),
  ...loginTroubles(peers),
  ...fileTroubles(peers),
  ...hostileTroubles(peers),
];
const data = join(peers.folder, 'data');

/** Everything outside the data folder. */
function outside(): readonly string[] {
  return readdirSync(peers.folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('data'))
    .toSorted();
}

/** Facts that are others in every run. */
function steady(sentence: string): string {
  return sentence
    .replaceAll(/SHA256:[\w+/]+/g, 'SHA256:#')
    .replaceAll(/known-\d+/g, 'known')
    .replaceAll(peers.folder, '~')
    .replaceAll(USER, 'tester')
    .replaceAll('EAI_AGAIN', 'ENOTFOUND');
}

function sentences({ code, where = 'server', facts }: Trouble): readonly string[] {
  const { en = '', ja = '' } = SENTENCES[code] ?? {};
  const fill = (sentence: string, before: string, after: string): string =>
    sentence.replace('{w}', where).replace('{f}', facts === undefined ? '' : `${before}${facts}${after}`);
  return [fill(en, ' (', ')'), fill(ja, '（', '）')];
}

test.each(troubles.map((trouble, i) => [trouble.name, i, trouble] as const))(
  '%s ends in one clear sentence, in time, and nothing is given away or written elsewhere',
  async (_, i, trouble) => {
    const { port, path = PATH, silence = Infinity, ...options } = await trouble.meet();
    patience.most = silence;
    const before = outside();
    const setting = { knownHosts: join(data, `known_hosts-${i}`), ...options.setting };
    const { problems, told } = await fetchLog(peers, port, path, {
      copies: join(data, String(i)),
      backOff: [],
      ...options,
      setting,
    });
    const steps = told.flatMap((message) => (message.type === 'step' ? [message.step] : []));
    expect([problems.map(({ code }) => code), steps.at(-1)]).toEqual([[trouble.code], trouble.step]);
    const texts = LANGUAGES.flatMap((language) => problems.map((problem) => problemText(problem, language)));
    expect(texts.map(steady)).toEqual(sentences(trouble));
    for (const secret of [WRONG, PASSWORD]) expect(JSON.stringify(told)).not.toContain(secret);
    expect(outside()).toEqual(before);
  },
);

test('what can go wrong with a server stands in this table, but for what only a later fetch can meet', () => {
  const met = new Set<string>(troubles.map(({ code }) => code));
  expect(SSH_PROBLEMS.filter((code) => !met.has(code))).toEqual([
    'ssh-unreachable',
    'ssh-no-journal',
    'ssh-replaced',
  ]);
});

test('no step waits longer for a server than is stated', () => {
  expect(STEP_LIMITS).toEqual({ connect: 15_000, handshake: 15_000, login: 30_000 });
  expect(PATIENCE).toBe(30_000);
});
