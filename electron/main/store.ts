/** A small JSON file in the user's data folder: read once, written whole, never half. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

export class Store<T> {
  readonly #path: string;
  #value: T;

  /** A missing or damaged file counts as `fallback`. */
  constructor(path: string, schema: v.GenericSchema<unknown, T>, fallback: T) {
    this.#path = path;
    this.#value = read(path, schema) ?? fallback;
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    this.#value = value;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(`${this.#path}.new`, JSON.stringify(value, undefined, 2));
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function read<T>(path: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
