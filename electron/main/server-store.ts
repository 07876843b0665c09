/** The servers the user has named, and the secrets the user wants kept: encrypted by the system, or not kept at all. */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { ServerDraft, ServerView } from '#core/contract/server-channels.ts';
import { Store } from './store.ts';

const server = v.object({
  id: v.string(),
  name: v.string(),
  host: v.string(),
  port: v.optional(v.number()),
  user: v.optional(v.string()),
  path: v.string(),
  keyFile: v.optional(v.string()),
});
export type KnownServer = v.InferOutput<typeof server>;

const copies = v.object({ keep: v.boolean(), limit: v.number() });
const kept = v.object({ servers: v.array(server), copies });
/** Base64 of what safeStorage made of it. */
const secret = v.object({ server: v.string(), slot: v.string(), value: v.string() });
type KeptSecret = v.InferOutput<typeof secret>;

/** Electron's safeStorage, as old and new Electrons have it. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
}

const GIB = 1024 ** 3;

export class ServerStore {
  readonly #store: Store<v.InferOutput<typeof kept>>;
  readonly #secrets: Store<KeptSecret[]>;
  readonly #safe: SafeStorage;

  constructor(file: string, secretsFile: string, safe: SafeStorage) {
    this.#store = new Store(file, kept, { servers: [], copies: { keep: true, limit: 2 * GIB } });
    this.#secrets = new Store<KeptSecret[]>(secretsFile, v.array(secret), []);
    this.#safe = safe;
  }

  get canKeep(): boolean {
    /* Without a keyring Linux would only garble it with a key that everybody knows. */
    const backend = this.#safe.getSelectedStorageBackend?.();
    return this.#safe.isEncryptionAvailable() && backend !== 'basic_text';
  }

  get copies(): { readonly keep: boolean; readonly limit: number } {
    return this.#store.value.copies;
  }

  set copies(value: { readonly keep: boolean; readonly limit: number }) {
    this.#store.value = { ...this.#store.value, copies: value };
  }

  get views(): readonly ServerView[] {
    return this.#store.value.servers.map(({ keyFile, port, user, ...rest }) => ({
      ...rest,
      ...(port === undefined ? {} : { port }),
      ...(user === undefined ? {} : { user }),
      ...(keyFile === undefined ? {} : { key: basename(keyFile) }),
      keepsSecrets: this.#secrets.value.some((entry) => entry.server === rest.id),
    }));
  }

  find(id: string): KnownServer | undefined {
    return this.#store.value.servers.find((entry) => entry.id === id);
  }

  /** `chosen`: the key file that the user pointed out last. */
  draft({ key, ...draft }: ServerDraft, chosen: string | undefined): KnownServer {
    const id = draft.id ?? randomBytes(16).toString('hex');
    const keyFile = { chosen, same: this.find(id)?.keyFile, none: undefined }[key];
    return { ...draft, id, ...(keyFile === undefined ? {} : { keyFile }) };
  }

  save(draft: ServerDraft, chosen: string | undefined): void {
    const saved = this.draft(draft, chosen);
    const { id } = saved;
    const before = this.find(id);
    /* Another host is another server: what was kept for the old one must not go there. */
    if (before !== undefined && (before.host !== saved.host || before.port !== saved.port))
      this.forgetSecrets(id);
    const others = this.#store.value.servers;
    const servers =
      before === undefined ? [...others, saved] : others.map((entry) => (entry.id === id ? saved : entry));
    this.#store.value = { ...this.#store.value, servers };
  }

  remove(id: string): void {
    this.forgetSecrets(id);
    const servers = this.#store.value.servers.filter((entry) => entry.id !== id);
    this.#store.value = { ...this.#store.value, servers };
  }

  secrets(serverId: string, slot: string): readonly string[] | undefined {
    const found = this.#secrets.value.find((entry) => entry.server === serverId && entry.slot === slot);
    if (found === undefined || !this.canKeep) return undefined;
    try {
      const texts: unknown = JSON.parse(this.#safe.decryptString(Buffer.from(found.value, 'base64')));
      const checked = v.safeParse(v.array(v.string()), texts);
      return checked.success ? checked.output : undefined;
    } catch {
      /* Another user's keyring, or a new one. */
      return undefined;
    }
  }

  keepSecrets(serverId: string, slot: string, texts: readonly string[]): void {
    if (!this.canKeep) return;
    const value = this.#safe.encryptString(JSON.stringify(texts)).toString('base64');
    this.#secrets.value = [...this.#without(serverId, slot), { server: serverId, slot, value }];
  }

  forgetSecrets(serverId: string, slot?: string): void {
    this.#secrets.value = this.#without(serverId, slot);
  }

  #without(serverId: string, slot: string | undefined): KeptSecret[] {
    return this.#secrets.value.filter(
      (entry) => entry.server !== serverId || (slot !== undefined && entry.slot !== slot),
    );
  }
}
