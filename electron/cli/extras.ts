/** The files beside the log that a run is given: what the window exports of notes and of the network. */
import { parseAnnotations } from '#core/annotations/annotation-file.ts';
import type { Find } from '#core/annotations/find.ts';
import { problemText } from '#core/base/problem-text.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Networks } from '#core/correlate/networks.ts';
import { networksOf, parseNetwork, type NetworkFacts } from '#core/networks/network-facts.ts';
import type { Options } from './arguments.ts';
import type { Io } from './io.ts';
import { texts } from './texts.ts';

export interface Extras {
  readonly network?: NetworkFacts;
  readonly find?: Find;
  /** Messages that any of them was made on. */
  readonly anchors?: ReadonlySet<string>;
}

/** Or the sentence that tells which of them cannot be used, and why. */
export async function readExtras(io: Io, options: Options): Promise<Result<Extras, string>> {
  const network = await readAs(io, options, options.network, parseNetwork);
  if (!network.ok) return network;
  const notes = await readAs(io, options, options.notes, parseAnnotations);
  if (!notes.ok) return notes;
  const byKey = new Map(notes.value?.map((annotation) => [annotation.key, annotation]));
  return ok({
    ...(network.value === undefined ? {} : { network: network.value }),
    ...(notes.value === undefined
      ? {}
      : {
          find: (key) => byKey.get(key),
          anchors: new Set(notes.value.flatMap(({ anchor }) => anchor ?? [])),
        }),
  });
}

type Parse<T> = (json: string) => Result<T, { readonly at: string }>;

async function readAs<T>(
  io: Io,
  { language }: Options,
  path: string | undefined,
  parse: Parse<T>,
): Promise<Result<T | undefined, string>> {
  if (path === undefined) return ok(undefined);
  const text = await io.readText(path);
  if (!text.ok) return err(problemText(text.error, language));
  const parsed = parse(text.value);
  return parsed.ok ? ok(parsed.value) : err(texts(language).badFile(path, parsed.error.at));
}

export function runNetworks({ internal, extras }: Options): Networks {
  return networksOf(extras?.network, internal);
}
