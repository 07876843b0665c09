/**
 * Every IPC channel between page and main: arguments (checked by a schema) and answer. Nothing else crosses.
 * The renderer names source ids, never paths.
 */
import * as v from 'valibot';
import type { Problem } from '#core/base/problem.ts';
import type { CommandId } from './commands.ts';
import type { SourceFacts } from './ingest-protocol.ts';
import { NETWORK_CHANNELS, type NetworkAnswers } from './network-channels.ts';
import { PICTURE_CHANNELS, type PictureAnswers } from './picture-channels.ts';
import { SERVER_CHANNELS, type ServerAnswers, type ServerNews } from './server-channels.ts';

export const LANGUAGES = ['en', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
/** Whose clock times are shown by: the log's own or the reader's. */
export const TIMES_IN = ['log', 'reader'] as const;
export type TimesIn = (typeof TIMES_IN)[number];

/** A set of sources to be opened together as one log. */
export interface OpenedLog {
  /** Stable for the same list of files: names the IndexedDB database. */
  readonly logId: string;
  readonly title: string;
  readonly sources: readonly SourceFacts[];
  readonly problems: readonly Problem[];
  /** Numbers of the sources whose files are no longer there: only what was indexed can be shown of them. */
  readonly gone: readonly number[];
  /** It came from servers: what is new can be fetched. */
  readonly remote?: true;
  /** The connection to its servers stands: what is new can be read, and followed. */
  readonly connected?: true;
  /** Other files of the same rotated set beside the one file of this log. */
  readonly beside: number;
}

/** How a log's files stand against what was read of them; of several files the worst. */
export type FilesState = 'same' | 'grown' | 'changed' | 'gone';

export interface RecentLog {
  readonly logId: string;
  readonly title: string;
  readonly opened: number;
  readonly files: FilesState;
}

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  readonly timesIn: TimesIn;
  /** The guided tour was taken or declined: it is not offered by itself again. */
  readonly toured: boolean;
}

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{16,64}$/));
const resume = v.array(
  v.object({
    source: v.pipe(v.number(), v.integer(), v.minValue(0)),
    fromOffset: v.pipe(v.number(), v.integer(), v.minValue(0)),
    fromLine: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
);

/** Schema of the arguments (a tuple) of each channel that the page may invoke. */
export const CHANNELS = {
  ...NETWORK_CHANNELS,
  'app:ready': v.tuple([]),
  /** The page shows what it was asked to show, nothing is loading: a picture may be taken. */
  'app:drawn': v.tuple([]),
  'settings:get': v.tuple([]),
  'settings:set': v.tuple([
    v.partial(
      v.object({
        language: v.picklist(LANGUAGES),
        theme: v.picklist(THEMES),
        timesIn: v.picklist(TIMES_IN),
        toured: v.boolean(),
      }),
    ),
  ]),
  'open:dialog': v.tuple([v.picklist(['files', 'folder'])]),
  'open:sample': v.tuple([]),
  'open:text': v.tuple([v.pipe(v.string(), v.maxLength(64 * 1024 * 1024))]),
  'open:clipboard': v.tuple([]),
  'open:recent': v.tuple([id]),
  /** The whole rotated set of the one file of a log. */
  'open:set': v.tuple([id]),
  'recents:list': v.tuple([]),
  'recents:forget': v.tuple([id]),
  'ingest:start': v.tuple([id, resume, resume]),
  'export:text': v.tuple([
    v.pipe(v.string(), v.maxLength(100)),
    v.pipe(v.string(), v.maxLength(32 * 1024 * 1024)),
  ]),
  'clipboard:write': v.tuple([v.pipe(v.string(), v.maxLength(16 * 1024 * 1024))]),
  ...PICTURE_CHANNELS,
  ...SERVER_CHANNELS,
} as const;

/** Channels that preload alone uses; `invoke` on the page refuses them. */
export const PRELOAD_CHANNELS = {
  /** Paths of dropped files, as webUtils told preload. */
  'open:paths': v.tuple([
    v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))), v.maxLength(1000)),
  ]),
} as const;

export type Channel = keyof typeof CHANNELS;
export type PreloadChannel = keyof typeof PRELOAD_CHANNELS;
export type Arguments<C extends Channel> = v.InferOutput<(typeof CHANNELS)[C]>;

/** `undefined` from an open channel means that the user cancelled the dialog. */
export interface Answers extends NetworkAnswers, PictureAnswers, ServerAnswers {
  'app:ready': OpenedLog | undefined;
  'app:drawn': undefined;
  'settings:get': Settings;
  'settings:set': Settings;
  'open:dialog': OpenedLog | undefined;
  'open:sample': OpenedLog;
  'open:text': OpenedLog;
  'open:clipboard': OpenedLog;
  /** Known sources may be gone from disk: then they come with a problem, and the index alone is shown. */
  'open:recent': OpenedLog;
  'open:set': OpenedLog | undefined;
  'recents:list': readonly RecentLog[];
  'recents:forget': undefined;
  /** The ports arrive separately, by window.postMessage({type:'ingest-port', logId}) with them. */
  'ingest:start': undefined;
  /** true when saved. */
  'export:text': boolean;
  'clipboard:write': undefined;
}

export interface PreloadAnswers {
  'open:paths': OpenedLog | undefined;
}

/** What main tells the page unasked. */
export interface Events {
  'event:opened': OpenedLog;
  'event:menu': CommandId;
  'event:settings': Settings;
  /** Something failed beside any call: ingest crashed, a file handed over could not be read. */
  'event:problem': Problem;
  'event:server': ServerNews;
}
/** Main to preload, with a port a reading process; preload passes them on as window message `{type: 'ingest-port', logId}`. */
export const INGEST_PORT = 'ingest-port';

/** The object preload puts on the page's window as `relayscope`. */
export interface Bridge {
  invoke<C extends Channel>(channel: C, ...args: Arguments<C>): Promise<Answers[C]>;
  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): () => void;
  /** Opens files dropped on the page; preload resolves their paths with webUtils and only main sees them. */
  openDropped(files: readonly unknown[]): Promise<OpenedLog | undefined>;
}
