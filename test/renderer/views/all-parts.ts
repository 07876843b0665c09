/** The window as it is a moment after its start: the code of all its parts is there. */
import { beforeAll } from 'vitest';
import { PARTS } from '#renderer/views/parts.svelte.ts';

export function withAllParts(): void {
  beforeAll(async () => {
    await Promise.all(Object.values(PARTS).map((part) => part.load()));
  }, 60_000);
}
