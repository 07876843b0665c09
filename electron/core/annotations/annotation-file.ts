/** Annotations as a small JSON file: exported, imported, and handed to the command line. */
import * as v from 'valibot';
import { err, ok, type Result } from '#core/base/result.ts';
import { isEmpty, LABELS, LONGEST_NOTE, SUBJECTS, type Annotation } from './annotation.ts';

/** Raised when an older Relayscope could no longer read what is written. */
export const ANNOTATIONS_VERSION = 1;
const MOST = 100_000;

const annotation = v.pipe(
  v.object({
    key: v.pipe(v.string(), v.regex(/^(?:message|hop|line|host):[0-9a-f]{28}$/)),
    subject: v.picklist(SUBJECTS),
    about: v.pipe(v.string(), v.maxLength(2000)),
    anchor: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
    note: v.exactOptional(v.pipe(v.string(), v.maxLength(LONGEST_NOTE))),
    label: v.exactOptional(v.picklist(LABELS)),
    changed: v.pipe(v.number(), v.finite()),
  }),
  v.check(({ key, subject }) => key.startsWith(`${subject}:`)),
);

const file = v.object({
  version: v.literal(ANNOTATIONS_VERSION),
  annotations: v.pipe(v.array(annotation), v.maxLength(MOST)),
});

export function annotationsJson(annotations: readonly Annotation[]): string {
  return `${JSON.stringify({ version: ANNOTATIONS_VERSION, annotations }, undefined, 2)}\n`;
}

/** The error names the place in the file, such as `annotations.0.key`; empty when it is no JSON at all. */
export function parseAnnotations(json: string): Result<readonly Annotation[], { readonly at: string }> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return err({ at: '' });
  }
  const parsed = v.safeParse(file, value);
  if (!parsed.success) return err({ at: v.getDotPath(parsed.issues[0]) ?? 'version' });
  return ok(parsed.output.annotations.filter((found) => !isEmpty(found)));
}

/** What an import changes: the younger of two notes on one thing stays, nothing is taken away. */
export function younger(
  imported: readonly Annotation[],
  known: ReadonlyMap<string, Annotation>,
): readonly Annotation[] {
  return imported.filter(({ key, changed }) => changed > (known.get(key)?.changed ?? -Infinity));
}
