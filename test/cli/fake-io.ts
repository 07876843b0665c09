/** A world for the command line in a test: files in memory, output gathered. */
import { gunzipSync } from 'node:zlib';
import { err, ok } from '#core/base/result.ts';
import type { Problem } from '#core/base/problem.ts';
import { BatchReader } from '#core/lines/batch-reader.ts';
import type { RecordBatch } from '#core/records/batch.ts';
import type { Io } from '../../electron/cli/io.ts';
import { run } from '../../electron/cli/run.ts';

export interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string | Uint8Array;
  readonly terminal?: boolean;
  /** The pipe closes after so many writes. */
  readonly closesAfter?: number;
  readonly unreadable?: Readonly<Record<string, Problem>>;
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly bytes: Uint8Array;
  readonly error: string;
  readonly written: Readonly<Record<string, string>>;
  /** The lines of the output as JSON. */
  readonly json: readonly Record<string, unknown>[];
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function unpacked(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

async function* chunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

export async function relayscope(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const written: Record<string, string> = {};
  const out: Uint8Array[] = [];
  let error = '';
  let left = world.closesAfter ?? Infinity;
  const content = (path: string): Uint8Array => unpacked(bytesOf(world.files?.[path] ?? ''));
  const io: Io = {
    out: (text) => {
      if (left-- <= 0) return Promise.resolve(false);
      out.push(bytesOf(text));
      return Promise.resolve(true);
    },
    error: (text) => {
      error += text;
      return Promise.resolve();
    },
    stdin: () => chunks(bytesOf(world.stdin ?? '')),
    terminal: world.terminal ?? false,
    language: 'en',
    version: '1.2.3',
    expandPath: (path) => {
      const problem = world.unreadable?.[path];
      if (problem !== undefined) return Promise.resolve(err(problem));
      const inside = Object.keys(world.files ?? {}).filter((f) => f === path || f.startsWith(`${path}/`));
      return Promise.resolve(inside.length === 0 ? err({ code: 'not-found', where: path }) : ok(inside));
    },
    rotatedSetOf: (path) =>
      Promise.resolve(
        Object.keys(world.files ?? {})
          .filter((f) => f.startsWith(path))
          .sort((a, b) => b.localeCompare(a)),
      ),
    readEntries: async function* (path, { source }) {
      const reader = new BatchReader({ source });
      const part = (batch: RecordBatch) => ({ batch, endLine: reader.endLine });
      for await (const chunk of chunks(content(path))) {
        reader.push(chunk);
        for (const batch of reader.take()) yield part(batch);
      }
      for (const batch of [reader.flush(), reader.end()]) if (batch !== undefined) yield part(batch);
    },
    readBytes: (path) => chunks(content(path)),
    modified: () => Promise.resolve(Date.UTC(2007, 0, 1)),
    writeFile: (path, text) => {
      written[path] = text;
      return Promise.resolve(undefined);
    },
    readText: (path) =>
      Promise.resolve(
        world.files?.[path] === undefined
          ? err({ code: 'not-found' as const, where: path })
          : ok(new TextDecoder().decode(content(path))),
      ),
    renderMap: ({ messages, peers }, { language }) => {
      const noted = peers.filter(({ links }) => links.some((link) => link.noted !== undefined));
      const marks = noted.map(({ id }) => ` *${id}`).join('');
      return `<svg>${messages} ${peers.length} ${language}${marks}</svg>`;
    },
    renderDiagram: ({ told: { message, records }, language }) =>
      `<svg>${message.id} ${records.length} ${language}</svg>`,
  };
  const status = await run(argv, io);
  const bytes = Buffer.concat(out);
  const text = bytes.toString('utf8');
  return { status, out: text, bytes, error, written, json: parseLines(text) };
}

function parseLines(text: string): Record<string, unknown>[] {
  if (!text.startsWith('{')) return [];
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
