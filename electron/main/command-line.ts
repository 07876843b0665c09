/** Arguments of the app: `[--sample] [--lang=en|ja] [--picture=FILE.png] [--user-data-dir=DIR] FILE...` */
import { resolve } from 'node:path';
import { LANGUAGES, type Language } from '#core/contract/channels.ts';

export interface CommandLine {
  readonly sample: boolean;
  readonly files: readonly string[];
  readonly language?: Language;
  readonly picture?: string;
}

/**
 * `argv` as Electron has it. `defaultApp` is process.defaultApp: true only when Electron's own default app was
 * told which app to run, and that path is the first argument. Chromium's and Node's switches pass unseen.
 */
export function parseCommandLine(
  argv: readonly string[],
  defaultApp: boolean,
  folder: string,
): CommandLine {
  const files: string[] = [];
  let sample = false;
  let language: Language | undefined;
  let picture: string | undefined;
  let onlyFiles = false;
  const args = argv.slice(1);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (onlyFiles || !arg.startsWith('-')) {
      if (arg !== '') files.push(arg);
    } else if (arg === '--') onlyFiles = true;
    else if (arg === '--sample') sample = true;
    else if (arg === '-r' || arg === '--require') i++;
    else if (arg.startsWith('--lang=')) language = LANGUAGES.find((l) => arg === `--lang=${l}`);
    else if (arg.startsWith('--picture=')) picture = arg.slice('--picture='.length);
  }
  return {
    sample,
    files: files.slice(defaultApp ? 1 : 0).map((file) => resolve(folder, file)),
    ...(language ? { language } : {}),
    ...(picture ? { picture: resolve(folder, picture) } : {}),
  };
}

/** Where userData shall be instead of the system's place, for tests and development. */
export function userDataFolder(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): string | undefined {
  const prefix = '--user-data-dir=';
  const argument = argv.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
  const chosen = argument || env['RELAYSCOPE_USER_DATA'];
  return chosen ? resolve(folder, chosen) : undefined;
}
