/** Notes for whoever looks into a failure, in the user's data folder. Never log text, never a secret. */

export interface Logger {
  readonly info: (text: string) => void;
  readonly error: (text: string, error?: unknown) => void;
}

export function makeLogger(file: string): Logger {
  /* Loaded with the first note: most runs have none, and it would hold up the start of all. */
  const load = async () => {
    const { default: log } = await import('electron-log/main');
    log.transports.file.resolvePathFn = () => file;
    log.transports.console.level = 'error';
    return log;
  };
  let loaded: ReturnType<typeof load> | undefined;
  const note = (write: (log: Awaited<ReturnType<typeof load>>) => void) =>
    void (loaded ??= load()).then(write);
  return {
    info: (text) => note((log) => log.info(text)),
    error: (text, error) => note((log) => log.error(text, error instanceof Error ? error.message : '')),
  };
}
