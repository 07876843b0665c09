/**
 * Who the user is, in the order OpenSSH would try: the chosen key file, the agent, other keys, then what the user is
 * asked for. What the user answered is kept for this session only, so that a broken connection comes back by itself.
 */
import { createHash } from 'node:crypto';
import { createConnection } from 'node:net';
import { basename, join } from 'node:path';
import type { AnyAuthMethod, AuthenticationType } from 'ssh2';
import type { SecretQuestion } from '#core/contract/server-protocol.ts';
import type { ReadFailure } from '../failure.ts';
import { keyForm, readKeyFile, type Key } from './key-file.ts';
import { clean, sshFailure } from './ssh-failure.ts';

export interface LoginOptions {
  readonly where: string;
  readonly user: string;
  /** As the user named the host. */
  readonly host: string;
  /** Chosen by the user for this server. */
  readonly keyFile?: string;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  readonly agent?: string;
  readonly home: string;
  readonly ask: (question: SecretQuestion) => Promise<readonly string[] | undefined>;
  /** Answers of this session that were right, by slot. */
  readonly known: Map<string, readonly string[]>;
}

const USUAL_KEYS = ['id_ed25519', 'id_ecdsa', 'id_rsa'];
/** Wrong answers before it is given up. */
const TRIES = 3;
/** More than anybody would type, and than the page takes. */
const MOST_PROMPTS = 20;

export class Login {
  readonly #o: LoginOptions;
  readonly #attempts: AsyncGenerator<AnyAuthMethod, void>;
  #left: readonly AuthenticationType[] = [];
  /** Steps of a login in several that were right. */
  #reached = 0;
  /** Names of the keys that were offered. */
  readonly #keys = new Set<string>();
  /** What the user typed last was refused. */
  #typed = false;
  /** Why a way could not be gone, told when none leads in. */
  #obstacle: ReadFailure | undefined;

  constructor(options: LoginOptions) {
    this.#o = options;
    this.#attempts = this.#all();
  }

  /** The next attempt; throws when there is none. `left`: what the server says it would take; null at first. */
  async next(left: readonly AuthenticationType[] | null, wasRight: boolean): Promise<AnyAuthMethod> {
    this.#left = left ?? [];
    if (wasRight) this.#reached++;
    const { value } = await this.#attempts.next();
    if (value !== undefined) return value;
    throw this.#failure();
  }

  #failure(): ReadFailure {
    const { where } = this.#o;
    if (this.#typed) return sshFailure('ssh-password', where, this.#place);
    if (this.#obstacle !== undefined) return this.#obstacle;
    if (this.#keys.size > 0) return sshFailure('ssh-key-refused', where, [...this.#keys].join(', '));
    return sshFailure('ssh-login', where, clean(this.#left.join(', ')));
  }

  #takes(method: AuthenticationType): boolean {
    return this.#left.includes(method);
  }

  async *#all(): AsyncGenerator<AnyAuthMethod, void> {
    const username = this.#o.user;
    yield { type: 'none', username };
    const { keyFile, agent } = this.#o;
    if (keyFile !== undefined) yield* this.#key(keyFile, true);
    if (agent !== undefined && keyFile === undefined && !this.#o.identitiesOnly) yield* this.#agent(agent);
    if (keyFile === undefined) {
      const named = this.#o.identityFiles;
      const files = named.length > 0 ? named : USUAL_KEYS.map((name) => join(this.#o.home, '.ssh', name));
      for (const file of files) yield* this.#key(file, named.length > 0);
    }
    /* A second factor may be asked for after a first that was right: as long as one brings us on. */
    for (let before = -1; before !== this.#reached;) {
      before = this.#reached;
      yield* this.#prompts();
      yield* this.#password();
    }
  }

  async *#agent(socket: string): AsyncGenerator<AnyAuthMethod, void> {
    if (!this.#takes('publickey')) return;
    if (!(await answers(socket))) {
      this.#obstacle ??= sshFailure('ssh-agent', this.#o.where);
      return;
    }
    this.#keys.add('ssh-agent');
    yield { type: 'agent', username: this.#o.user, agent: socket };
  }

  async *#key(file: string, named: boolean): AsyncGenerator<AnyAuthMethod, void> {
    if (!this.#takes('publickey')) return;
    const key = readKeyFile(file);
    if ('code' in key) {
      /* One of the usual keys may be missing or something else; that it may not be used is worth a word. */
      if (named || key.code !== 'ssh-key-file')
        this.#obstacle ??= sshFailure(key.code, this.#o.where, key.detail);
      return;
    }
    const passphrase = key.encrypted ? await this.#passphraseOf(key, file) : '';
    this.#keys.add(basename(file));
    yield {
      type: 'publickey',
      username: this.#o.user,
      key: key.data,
      ...(passphrase === '' ? {} : { passphrase }),
    };
  }

  async #passphraseOf({ data }: Key, file: string): Promise<string> {
    const { where } = this.#o;
    const slot = slotOf('passphrase', file);
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await this.#secret({
        kind: 'secret',
        what: 'passphrase',
        whose: basename(file),
        slot,
        title: '',
        fields: [{ text: '', shown: false }],
        again: tries > 0,
      });
      const passphrase = answer?.[0];
      if (passphrase === undefined) throw sshFailure('ssh-unanswered', where);
      if (keyForm(data, passphrase) === 'usable') return passphrase;
      this.#o.known.delete(slot);
    }
    throw sshFailure('ssh-passphrase', where, basename(file));
  }

  *#prompts(): Generator<AnyAuthMethod, void> {
    const type = 'keyboard-interactive' as const;
    for (let tries = 0; tries < TRIES && this.#takes(type); tries++) {
      const before = this.#reached;
      const asked = { declined: false, any: false };
      yield {
        type,
        username: this.#o.user,
        prompt: (title, instructions, _language, prompts, finish) => {
          asked.any = true;
          const text = [title, instructions].filter((part) => part !== '').join('\n');
          /* Who has declined is not asked again, however often the server does. */
          const answered = asked.declined
            ? Promise.resolve(undefined)
            : this.#answers(text, prompts, tries > 0);
          void answered.then((answer) => {
            asked.declined = answer === undefined;
            finish([...(answer ?? prompts.map(() => ''))]);
          });
        },
      };
      if (asked.declined) throw this.#obstacle ?? sshFailure('ssh-unanswered', this.#o.where);
      this.#typed = asked.any && this.#reached === before;
      /* Refused without a question, or after the right answers: asking again would change nothing. */
      if (!this.#typed) return;
    }
  }

  async #answers(
    title: string,
    prompts: readonly { readonly prompt: string; readonly echo?: boolean }[],
    again: boolean,
  ): Promise<readonly string[] | undefined> {
    if (prompts.length === 0) return [];
    if (prompts.length > MOST_PROMPTS) {
      this.#obstacle = sshFailure('ssh-garbled', this.#o.where, `${prompts.length} prompts`);
      return undefined;
    }
    const fields = prompts.map(({ prompt, echo }) => ({ text: clean(prompt, 200), shown: echo === true }));
    const slot = slotOf('prompts', `${this.#place} ${fields.map(({ text }) => text).join('\n')}`);
    if (again) this.#o.known.delete(slot);
    return this.#secret({
      kind: 'secret',
      what: 'prompts',
      whose: `${this.#o.user}@${this.#o.host}`,
      slot,
      title: title
        .split('\n', 20)
        .map((line) => clean(line, 200))
        .join('\n')
        .trim(),
      fields,
      again,
    });
  }

  async *#password(): AsyncGenerator<AnyAuthMethod, void> {
    const slot = slotOf('password', this.#place);
    for (let tries = 0; tries < TRIES && this.#takes('password'); tries++) {
      if (tries > 0) this.#o.known.delete(slot);
      const answer = await this.#secret({
        kind: 'secret',
        what: 'password',
        whose: `${this.#o.user}@${this.#o.host}`,
        slot,
        title: '',
        fields: [{ text: '', shown: false }],
        again: tries > 0,
      });
      const password = answer?.[0];
      if (password === undefined) throw sshFailure('ssh-unanswered', this.#o.where);
      const before = this.#reached;
      yield { type: 'password', username: this.#o.user, password };
      this.#typed = this.#reached === before;
    }
    if (this.#typed) this.#o.known.delete(slot);
  }

  get #place(): string {
    return `${this.#o.user}@${this.#o.host}`;
  }

  async #secret(question: SecretQuestion): Promise<readonly string[] | undefined> {
    const known = this.#o.known.get(question.slot);
    if (known !== undefined) return known;
    const answer = await this.#o.ask(question);
    if (answer !== undefined) this.#o.known.set(question.slot, answer);
    return answer;
  }
}

function slotOf(what: string, whose: string): string {
  return createHash('sha256').update(`${what} ${whose}`).digest('hex').slice(0, 32);
}

/** Windows' agents are pipes and windows, which ssh2 reaches itself. */
function answers(socket: string): Promise<boolean> {
  if (process.platform === 'win32') return Promise.resolve(true);
  return new Promise((resolve) => {
    const probe = createConnection(socket);
    const end = (reached: boolean) => () => {
      probe.destroy();
      resolve(reached);
    };
    probe.once('connect', end(true)).once('error', end(false)).setTimeout(3000, end(false));
  });
}
