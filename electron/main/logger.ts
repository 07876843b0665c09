/**
 * What happened, for whoever must find out later: a file in userData/logs, nothing else. Lines of mail logs,
 * addresses, paths and secrets never go in; say which kind of thing failed, not which.
 */
import log from 'electron-log/node';
import { join } from 'node:path';

export interface Logger {
  info(what: string): void;
  warn(what: string, error?: unknown): void;
  error(what: string, error?: unknown): void;
}

const MAX_BYTES = 1024 * 1024;

export function fileLogger(folder: string): Logger {
  log.transports.console.level = false;
  log.transports.file.level = 'info';
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log');
  return {
    info: (what) => {
      log.info(what);
    },
    warn: (what, error) => {
      log.warn(what, ...reasonOf(error));
    },
    error: (what, error) => {
      log.error(what, ...reasonOf(error));
    },
  };
}

/** Name, error number and place in our own code; never the message, which may quote a path. */
export function reasonOf(error: unknown): string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [typeof error];
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const places = frames.slice(0, 3).map((line) => line.trim().replace(/\(?(?:\/|[A-Z]:\\).*[/\\]/, '('));
  return [[error.name, code, ...places].filter(Boolean).join(' ')];
}
