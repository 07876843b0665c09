/** The form's side of a server: texts that may be empty or wrong. */
import * as v from 'valibot';
import { err, ok, type Result } from '#core/base/result.ts';
import { serverDraft, type ServerDraft, type ServerView } from '#core/contract/server-channels.ts';

export interface ServerFields {
  name: string;
  host: string;
  port: string;
  user: string;
  path: string;
  key: ServerDraft['key'];
  keyName: string;
}

export function emptyForm(server: ServerView | undefined): ServerFields {
  const { name = '', host = '', port, user = '', path = '/var/log/maillog*', key } = server ?? {};
  return {
    name: name === host ? '' : name,
    host,
    port: port === undefined ? '' : String(port),
    user,
    path,
    key: key === undefined ? 'none' : 'same',
    keyName: key ?? '',
  };
}

export type ServerField = 'host' | 'path' | 'user' | 'port' | 'name';
/** From top to bottom. */
export const SERVER_FIELDS: readonly ServerField[] = ['host', 'path', 'user', 'port', 'name'];

/** `user@host:port` in the host's field is understood. Otherwise the fields of which something cannot be used. */
export function draftOf(
  fields: ServerFields,
  id: string | undefined,
): Result<ServerDraft, readonly ServerField[]> {
  const typed =
    /^(?:(?<user>[^@\s]+)@)?(?<host>[^\s:@]+|\[[^\]]+\]|[^\s@]*:[^\s@]*:[^\s@]*)(?::(?<port>\d+))?$/.exec(
      fields.host.trim(),
    )?.groups;
  const host = (typed?.['host'] ?? fields.host).replace(/^\[(.+)\]$/, '$1');
  const user = fields.user.trim() || (typed?.['user'] ?? '');
  const port = fields.port.trim() || (typed?.['port'] ?? '');
  const parsed = v.safeParse(serverDraft, {
    ...(id === undefined ? {} : { id }),
    name: fields.name.trim() || host,
    host,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(user === '' ? {} : { user }),
    path: fields.path,
    key: fields.key,
  });
  return parsed.success ? ok(parsed.output) : err(wrongFields(fields, parsed.issues));
}

/** What is wrong with what was typed into the host's field is to be mended there. */
function wrongFields(
  fields: ServerFields,
  issues: readonly v.InferIssue<typeof serverDraft>[],
): readonly ServerField[] {
  const wrong = issues.map(({ path }) => path?.[0].key as ServerField);
  const isOwn = (field: ServerField): boolean =>
    field === 'host' || field === 'path' || fields[field].trim() !== '';
  const marked = new Set(wrong.map((field) => (isOwn(field) ? field : 'host')));
  return SERVER_FIELDS.filter((field) => marked.has(field));
}
