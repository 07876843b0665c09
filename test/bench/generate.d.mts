/** Exactly `count` lines, each with its newline. */
export function logLines(count: number, seed?: number): Generator<string, void>;
export function writeLog(path: string, count: number): Promise<void>;
