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

  /** Throws when it cannot be written; until the app ends it holds all the same. */
  set value(value: T) {
    this.#value = value;
    this.#write(value);
  }

  /** Of what nobody asked to be kept: where the disk is full it is written with what comes next. */
  remember(value: T): void {
    this.#value = value;
    try {
      this.#write(value);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
  }

  #write(value: T): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(`${this.#path}.new`, JSON.stringify(value, undefined, 2));
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function read<T>(path: string, schema: v.GenericSchema<unknown, T>): T | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
