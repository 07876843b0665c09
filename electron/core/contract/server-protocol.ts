/**
 * What main and the reading process say to each other about servers. Main knows the servers and keeps the secrets; the
 * reading process holds the connections. A secret crosses only as the answer to a question, for one session.
 */
import type { Problem } from '#core/base/problem.ts';

/** The steps of reaching a server's files, in their order. */
export const SERVER_STEPS = ['connect', 'handshake', 'host-key', 'login', 'files'] as const;
export type ServerStep = (typeof SERVER_STEPS)[number];

/** How a server's files are read: SFTP, or commands where there is none. */
export type ServerMethod = 'sftp' | 'scp' | 'cat' | 'journal';

export interface HostKeyQuestion {
  readonly kind: 'host-key';
  readonly host: string;
  readonly port: number;
  readonly keyType: string;
  /** `SHA256:...`, as OpenSSH writes it. */
  readonly fingerprint: string;
  /** known_hosts names a certificate authority for it, which is not supported here: file and line. */
  readonly authority?: string;
}

export interface SecretQuestion {
  readonly kind: 'secret';
  readonly what: 'password' | 'passphrase' | 'prompts';
  /** `user@host`, or the key file's name. */
  readonly whose: string;
  /** Under which a kept secret is found again; says nothing by itself. */
  readonly slot: string;
  /** The server's own words, for keyboard-interactive; shown as text only. */
  readonly title: string;
  readonly fields: readonly { readonly text: string; readonly shown: boolean }[];
  /** The last answer was wrong. */
  readonly again: boolean;
}

export type ServerQuestion = HostKeyQuestion | SecretQuestion;

/** undefined: the user declined. */
export type ServerAnswer = { readonly accept: true } | { readonly secrets: readonly string[] } | undefined;

/** The last block that was read of a file: what it must still have for its rest to be read. */
export interface LastBlock {
  /** Bytes; they end where the fetched part ends. */
  readonly length: number;
  readonly sha256: string;
}

/** What is here of a remote file. */
export interface FetchedSource {
  readonly source: number;
  readonly name: string;
  readonly size: number;
  readonly inode?: number;
  readonly block: LastBlock;
  readonly fingerprint: string;
  /** Its size when it was last listed. */
  readonly listed?: number;
  /** Of a journal: the last entry's. */
  readonly cursor?: string;
}

export interface ServerTask {
  /** The server's id. */
  readonly server: string;
  /** For sentences. */
  readonly name: string;
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly keyFile?: string;
  readonly path: string;
  readonly fetched: readonly FetchedSource[];
}

export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  /** Milliseconds UTC; 0 when the server cannot tell. */
  readonly modified: number;
  readonly inode?: number;
  readonly fingerprint: string;
  /** It was read plain and is packed now: bytes of the archive. All else is told of what it holds. */
  readonly packed?: number;
}

export interface ServerListing {
  readonly method: ServerMethod;
  readonly continued: readonly { readonly source: number; readonly file: FoundFile }[];
  readonly fresh: readonly FoundFile[];
  /** Sources whose files are no longer found over there. */
  readonly gone: readonly number[];
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
}

/** How this computer stands to servers. */
export interface ServerSetting {
  /** Relayscope's own known_hosts; the user's are read besides. */
  readonly knownHosts: string;
  readonly home: string;
  readonly agent?: string;
}

export type ToServers =
  | { readonly type: 'servers'; readonly tasks: readonly ServerTask[]; readonly setting: ServerSetting }
  | { readonly type: 'answer'; readonly ask: number; readonly answer: ServerAnswer }
  /** What stands in a folder; the connection stays for the next. */
  | {
      readonly type: 'browse';
      readonly task: ServerTask;
      readonly folder: string;
      readonly setting: ServerSetting;
    };

export type FromServers =
  | { readonly type: 'step'; readonly server: string; readonly step: ServerStep; readonly host: string }
  | {
      readonly type: 'question';
      readonly ask: number;
      readonly server: string;
      readonly question: ServerQuestion;
    }
  | { readonly type: 'listed'; readonly server: string; readonly listing: ServerListing }
  | { readonly type: 'failed'; readonly server: string; readonly problem: Problem }
  | {
      readonly type: 'browsed';
      readonly server: string;
      readonly folder: string;
      readonly entries: readonly FolderEntry[];
      readonly problem?: Problem;
    }
  /** How far a source has come, a few times a second. `retry`: seconds until the next attempt after a lost connection. */
  | {
      readonly type: 'fetching';
      readonly server: string;
      readonly source: number;
      readonly bytes: number;
      readonly size: number;
      readonly retry?: number;
    }
  /** So much of a source is here now. */
  | {
      readonly type: 'fetched';
      readonly server: string;
      readonly source: number;
      readonly size: number;
      readonly block: LastBlock;
      /** Of a journal: that of the last entry. */
      readonly cursor?: string;
    };
