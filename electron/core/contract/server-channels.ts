/** Servers between page and main. The page names servers by id; it never sees a kept secret, nor where a key lies. */
import * as v from 'valibot';
import type { Problem } from '#core/base/problem.ts';
import type { OpenedLog } from './channels.ts';
import type { FolderEntry, FromServers, ServerMethod } from './server-protocol.ts';

export interface ServerView {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly path: string;
  /** Name of the chosen key file. */
  readonly key?: string;
  /** Passwords or passphrases are kept for it. */
  readonly keepsSecrets: boolean;
}

export interface ServersState {
  readonly servers: readonly ServerView[];
  /** Names in ~/.ssh/config. */
  readonly hosts: readonly string[];
  /** The system can keep secrets safely. */
  readonly canKeep: boolean;
  readonly copies: { readonly keep: boolean; readonly limit: number; readonly bytes: number };
}

export type ServerTest =
  | {
      readonly ok: true;
      readonly method: ServerMethod;
      readonly files: readonly { readonly name: string; readonly size: number }[];
    }
  | { readonly ok: false; readonly problem: Problem };

export interface BrowsedFolder {
  readonly folder: string;
  readonly entries: readonly FolderEntry[];
  readonly problem?: Problem;
}

/** What is told of servers unasked. */
export type ServerNews = Extract<
  FromServers,
  { type: 'step' | 'question' | 'fetching' | 'failed' | 'listed' }
>;

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const line = (longest: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest), v.regex(/^[^\p{Cc}]*$/u));

export const serverDraft = v.object({
  /** Absent for a new one. */
  id: v.optional(id),
  name: line(100),
  host: v.pipe(line(255), v.regex(/^[^\s-][^\s]*$/)),
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
  user: v.optional(v.pipe(line(100), v.regex(/^\S+$/))),
  path: line(1000),
  /** The key file that was chosen last, the one it has, or none of its own. */
  key: v.picklist(['chosen', 'same', 'none']),
});
export type ServerDraft = v.InferOutput<typeof serverDraft>;

const answer = v.optional(
  v.union([
    v.object({ accept: v.literal(true) }),
    v.object({
      secrets: v.pipe(v.array(v.pipe(v.string(), v.maxLength(10_000))), v.maxLength(20)),
      keep: v.boolean(),
    }),
  ]),
);

export const SERVER_CHANNELS = {
  'servers:list': v.tuple([]),
  'servers:save': v.tuple([serverDraft]),
  'servers:remove': v.tuple([id]),
  'servers:forget-secrets': v.tuple([id]),
  /** Asks for a key file; what is chosen is used by the next save. */
  'servers:choose-key': v.tuple([]),
  'servers:test': v.tuple([id]),
  /** A folder on a server that need not be saved yet. */
  'servers:browse': v.tuple([serverDraft, line(1000)]),
  'servers:open': v.tuple([v.pipe(v.array(id), v.minLength(1), v.maxLength(20))]),
  /** Fetches what is new of a log that came from servers. */
  'servers:fetch': v.tuple([v.pipe(v.string(), v.regex(/^[0-9a-f]{16,64}$/))]),
  /** Without an answer: the user declined. */
  'servers:answer': v.tuple([v.pipe(v.number(), v.integer()), answer]),
  'servers:stop': v.tuple([]),
  'copies:set': v.tuple([
    v.object({ keep: v.boolean(), limit: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ]),
  'copies:clear': v.tuple([]),
} as const;

export interface ServerAnswers {
  'servers:list': ServersState;
  'servers:save': ServersState;
  'servers:remove': ServersState;
  'servers:forget-secrets': ServersState;
  /** Its name; undefined when the dialog was left. */
  'servers:choose-key': string | undefined;
  'servers:test': ServerTest;
  'servers:browse': BrowsedFolder;
  'servers:open': OpenedLog;
  'servers:fetch': OpenedLog | undefined;
  'servers:answer': undefined;
  'servers:stop': undefined;
  'copies:set': ServersState;
  'copies:clear': ServersState;
}
