/**
 * Optional keys are set one after the other, and only where there is a value. Spreading `{...(x === undefined ? {} :
 * { x })}` reads as well but gives every single object a layout of its own in the engine, twice the memory for small ones.
 */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function put<T, K extends keyof T>(object: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) object[key] = value;
}
