/** One file over SFTP as no honest server gives it: each answer may be another one. */
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

const { STATUS_CODE } = ssh2.utils.sftp;
const FILE = 0o100644;
const FOLDER = 0o040755;

export interface FakeFile {
  readonly name: string;
  readonly text: string;
  /** What the server says of it, where that is not the truth. */
  readonly size?: number;
  /** Names that the folder holds besides, page after page. */
  readonly names?: (page: number) => readonly string[];
  /** The server hangs up when it is asked this. */
  readonly closesAt?: 'STAT' | 'OPEN' | 'READ' | 'OPENDIR';
  /** The server says nothing more when it is asked this. */
  readonly silentAt?: 'STAT' | 'OPEN' | 'READ' | 'OPENDIR';
  /** What a read gives instead. */
  readonly onRead?: (sftp: SFTPWrapper, request: number, length: number) => void;
}

type Asked = NonNullable<FakeFile['closesAt']>;

/** Serves the file in every folder. */
export function sftpServing(file: FakeFile): (sftp: SFTPWrapper, connection: Connection) => void {
  return (sftp, connection) => {
    const handle = Buffer.from('h');
    let pages = 0;
    /** Whether the request is to be answered as usual. */
    const answers = (asked: Asked): boolean => {
      if (file.closesAt === asked) connection.end();
      return file.closesAt !== asked && file.silentAt !== asked;
    };
    sftp.on('error', () => undefined);
    sftp.on('STAT', (request, path) => {
      if (!answers('STAT')) return;
      if (path.endsWith(file.name)) sftp.attrs(request, attributes(FILE, file.size ?? file.text.length));
      else sftp.attrs(request, attributes(FOLDER, 0));
    });
    sftp.on('OPENDIR', (request) => {
      if (answers('OPENDIR')) sftp.handle(request, handle);
    });
    sftp.on('READDIR', (request) => {
      const names = file.names?.(pages) ?? (pages === 0 ? [file.name] : []);
      pages++;
      if (names.length === 0) sftp.status(request, STATUS_CODE.EOF);
      else
        sftp.name(
          request,
          names.map((filename) => ({ filename, longname: filename, attrs: attributes(FILE, 1) })),
        );
    });
    sftp.on('OPEN', (request) => {
      if (answers('OPEN')) sftp.handle(request, handle);
    });
    sftp.on('READ', (request, _handle, offset, length) => {
      if (!answers('READ')) return;
      if (file.onRead !== undefined) file.onRead(sftp, request, length);
      else if (offset >= file.text.length) sftp.status(request, STATUS_CODE.EOF);
      else sftp.data(request, Buffer.from(file.text).subarray(offset, offset + length));
    });
    sftp.on('CLOSE', (request) => sftp.status(request, STATUS_CODE.OK));
  };
}

function attributes(mode: number, size: number) {
  return { mode, size, uid: 0, gid: 0, atime: 1, mtime: 1 };
}
