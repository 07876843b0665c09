/** Notes for whoever looks into a failure, in the user's data folder. Never log text, never a secret. */
import log from 'electron-log/main';

export interface Logger {
  readonly info: (text: string) => void;
  readonly error: (text: string, error?: unknown) => void;
}

export function makeLogger(file: string): Logger {
  log.transports.file.resolvePathFn = () => file;
  log.transports.console.level = 'error';
  return {
    info: (text) => log.info(text),
    error: (text, error) => log.error(text, error instanceof Error ? error.message : ''),
  };
}
