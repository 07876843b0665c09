/** The command line's world on plain Node. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '#core/base/problem.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Language } from '#core/contract/channels.ts';
import { readBytes } from '#ingest/bytes.ts';
import { expandPath, rotatedSetOf } from '#ingest/expand.ts';
import { readEntries } from '#ingest/read-file.ts';
import { embedFonts, fontFiles } from '../fonts/embed-fonts.ts';
import type { Io } from './io.ts';
import { problemOf } from '#ingest/failure.ts';
import { renderDiagram, renderMap } from './render-diagram.ts';

/** `fonts` is the folder of the fonts that pictures carry. */
export function nodeIo(version: string, fonts: string): Io {
  const whole = (svg: string): Promise<string> => embedFonts(svg, fontFiles(fonts));
  return {
    out: (text) => write(process.stdout, text),
    error: async (text) => {
      await write(process.stderr, text);
    },
    stdin: () => process.stdin,
    terminal: process.stdout.isTTY,
    language: systemLanguage(process.env),
    version,
    expandPath,
    rotatedSetOf,
    readEntries,
    readBytes: fileBytes,
    modified: async (path) => (await stat(path).catch(() => undefined))?.mtimeMs,
    readText,
    writeFile: writeText,
    renderDiagram: (wanted) => whole(renderDiagram(wanted)),
    renderMap: (tally, wanted) => whole(renderMap(tally, wanted)),
  };
}

/** A damaged archive was told of when it was read for the first time. */
async function* fileBytes(path: string): AsyncIterable<Uint8Array> {
  for await (const { data } of readBytes(path, { fromOffset: 0, alert: () => undefined })) yield data;
}

export function systemLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((l) => l !== undefined && l !== '') ?? '';
  return locale.startsWith('ja') ? 'ja' : 'en';
}

/** Resolves when the stream can take more; false when its reader has gone. */
function write(stream: NodeJS.WriteStream, text: string | Uint8Array): Promise<boolean> {
  return new Promise((resolve) => {
    if (!stream.writable) resolve(false);
    else
      stream.write(text, (error) => {
        resolve(error === undefined || error === null);
      });
  });
}

/** A file of notes of a hundred thousand messages stays below it. */
const MOST_TEXT = 512 * 1024 * 1024;

async function readText(path: string): Promise<Result<string, Problem>> {
  try {
    const { size } = await stat(path);
    if (size > MOST_TEXT) return err({ code: 'read-failed', where: basename(path), detail: 'EFBIG' });
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return err(problemOf(error, basename(path)));
  }
}

async function writeText(path: string, text: string): Promise<Problem | undefined> {
  try {
    await writeFile(path, text);
    return undefined;
  } catch (error) {
    return problemOf(error, basename(path));
  }
}
