/** Small JSON files in userData: read with a schema, written whole or not at all. */
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';

/** The file's value, or `fallback` when it is missing, damaged or of another shape: nothing depends on it. */
export function readJsonFile<S extends v.GenericSchema>(
  path: string,
  schema: S,
  fallback: v.InferOutput<S>,
): v.InferOutput<S> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : fallback;
  } catch {
    return fallback;
  }
}

/** Writes one after the other; a crash leaves the old file or the new one. Answers when it is on disk. */
export class JsonFile {
  readonly #path: string;
  #last: Promise<void> = Promise.resolve();
  #count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  write(value: unknown): Promise<void> {
    const text = `${JSON.stringify(value, undefined, 2)}\n`;
    this.#last = this.#last.catch(() => undefined).then(() => this.#replace(text));
    return this.#last;
  }

  async #replace(text: string): Promise<void> {
    const temporary = `${this.#path}.${process.pid}-${this.#count++}.tmp`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFile(temporary, text, { mode: 0o600 });
      await rename(temporary, this.#path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}
