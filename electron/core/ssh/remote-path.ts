/** A path on a server as the user writes it: one file, a folder, or a pattern in its last part. */
import { err, ok, type Result } from '#core/base/result.ts';

export interface RemotePath {
  /** Without a slash at its end; `/` itself stays. Relative ones start in the user's home over there. */
  readonly folder: string;
  /** The last part: a name or a pattern with `*`, `?` or `[...]`. */
  readonly last: string;
  readonly isPattern: boolean;
}

const CONTROL = /\p{Cc}/u;
const SPECIAL = /[*?[]/;

export function parseRemotePath(text: string): Result<RemotePath, 'empty' | 'control' | 'pattern'> {
  if (CONTROL.test(text)) return err('control');
  const path = text.trim().replace(/(?<=.)\/+$/, '');
  if (path === '') return err('empty');
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash);
  const last = path.slice(slash + 1);
  /* A pattern among the folders would mean walking the server's disk. */
  if (SPECIAL.test(folder)) return err('pattern');
  return ok({ folder, last, isPattern: SPECIAL.test(last) });
}

export function joinRemote(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** Of one file's path. */
export function splitRemote(path: string): { readonly folder: string; readonly name: string } {
  const slash = path.lastIndexOf('/');
  return { folder: slash < 0 ? '.' : path.slice(0, slash) || '/', name: path.slice(slash + 1) };
}

/** A name that a folder's listing may hold. Everything else is a server that lies. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !CONTROL.test(name);
}

/** As a shell matches names: hidden ones only where the pattern itself begins with a dot. */
export function matchesGlob(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  return globExpression(pattern).test(name);
}

function globExpression(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i] ?? '';
    if (letter === '*') source += source.endsWith('.*') ? '' : '.*';
    else if (letter === '?') source += '.';
    else if (letter === '[') {
      const set = /^\[([!^]?)(\]?[^\]]*)\]/.exec(pattern.slice(i));
      if (set === null) source += String.raw`\[`;
      else {
        source += `[${set[1] === '' ? '' : '^'}${(set[2] ?? '').replaceAll(/[\\\]^]/g, String.raw`\$&`)}]`;
        i += set[0].length - 1;
      }
    } else source += letter.replace(/[.+^${}()|\]\\/]/, String.raw`\$&`);
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    /* `[z-a]`: matches nothing, as in a shell. */
    return /^(?!)/;
  }
}
