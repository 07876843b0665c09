/** The rest of a log that was rotated and packed meanwhile: it is unpacked as it comes, and the known part passed over. */
import type { Alert } from '#core/base/problem.ts';
import { unpackPipe } from '../bytes.ts';
import { LastBytes } from './last-block.ts';
import { sshFailure } from './ssh-failure.ts';

export interface PackedRest {
  readonly where: string;
  /** Unpacked bytes that are known, and the hash of what stands right before the rest. */
  readonly at: number;
  readonly block: { readonly length: number; readonly sha256: string };
  readonly packed: AsyncIterable<Uint8Array>;
  readonly alert: (alert: Alert) => void;
}

/** Throws `ssh-replaced` where the archive holds another file. */
export async function* packedRest({
  where,
  at,
  block,
  packed,
  alert,
}: PackedRest): AsyncGenerator<Uint8Array> {
  const seen = new LastBytes(block.length);
  const check = (): void => {
    if (seen.block.sha256 !== block.sha256) throw sshFailure('ssh-replaced', where);
  };
  let position = 0;
  let checked = false;
  for await (const { data } of unpackPipe(packed, where, alert)) {
    const known = Math.max(0, Math.min(data.length, at - position));
    if (known > 0) seen.add(data.subarray(0, known));
    position += data.length;
    if (known === data.length) continue;
    if (!checked) check();
    checked = true;
    yield data.subarray(known);
  }
  if (position < at) throw sshFailure('ssh-replaced', where);
  if (!checked) check();
}
