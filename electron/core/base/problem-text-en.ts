import type { Alert, ProblemCode } from './problem.ts';
import { SSH_PROBLEMS_EN } from './ssh-problem-text-en.ts';

export const PROBLEMS_EN: Readonly<Record<ProblemCode, (where: string, facts: string) => string>> = {
  ...SSH_PROBLEMS_EN,
  'not-found': (w, f) =>
    `${w}: there is no such file or folder${f}. Check the name, or open it again from where it is now.`,
  'no-permission': (w, f) =>
    `${w}: you are not allowed to read this${f}. Ask for read access (often membership of the group adm), or copy it to a place of your own first.`,
  'is-directory-without-logs': (w, f) =>
    `${w}: this folder holds no mail log${f}. Choose a folder such as /var/log, or a log file itself.`,
  'is-device': (w, f) => `${w}: this is a device or a socket, not a file${f}. Choose an ordinary log file.`,
  empty: (w, f) =>
    `${w}: there is nothing in it${f}. Choose a log with lines in it; the older one may be next to it, ending in .1 or .gz.`,
  binary: (w, f) =>
    `${w}: this is binary data, not text${f}. Choose a text log, or one packed with gzip, bzip2, xz or zstd.`,
  'not-a-mail-log': (w, f) =>
    `${w}: no line of a mail server was found in it${f}. Choose the log that sendmail writes, such as /var/log/maillog or /var/log/mail.log.`,
  'truncated-archive': (w, f) =>
    `${w}: the packed file ends too early${f}. What could be read is shown; copy the file again to get the rest.`,
  'corrupt-archive': (w, f) =>
    `${w}: the packed file is damaged${f}. What could be read before the damage is shown; get another copy for the rest.`,
  'unsupported-archive': (w, f) =>
    `${w}: this way of packing is not known here${f}. Unpack it and open the result.`,
  bomb: (w, f) =>
    `${w}: it unpacks to far more than a log would, so reading was stopped${f}. If it really is a log, unpack it yourself and open the result.`,
  'read-failed': (w, f) =>
    `${w}: reading failed${f}. Check the disk or the connection to it and open the file again.`,
  'reading-broke-off': (w, f) =>
    `${w}: the part of Relayscope that reads logs ended by itself${f}. Reading goes on where it stopped; open the log again if it does not.`,
  cancelled: (w, f) => `${w}: reading was cancelled${f}. Open it again when you want to read it.`,
  'source-gone': (w, f) =>
    `${w}: the file is no longer there${f}. What was read from it before is shown; put the file back to read what is new.`,
  'store-full': (w, f) =>
    `${w}: there is no room left to store the index, so reading waits${f}. Free some disk space or forget old logs, then choose “Continue reading”.`,
  'store-failed': (w, f) =>
    `${w}: the index could not be stored${f}. Close other Relayscope windows and open the log again.`,
  protocol: (w, f) =>
    `${w}: two parts of Relayscope did not understand each other${f}. Start Relayscope anew and open the log again.`,
  internal: (w, f) =>
    `${w}: Relayscope made a mistake${f}. Open the log again; if it happens again, please report it with this text.`,
};

type Sentence = (where: string, count: number, facts: string) => string;

export const ALERTS_EN: Readonly<Record<Alert['code'], Sentence>> = {
  'line-too-long': (w, c, f) =>
    `${w}: ${lines(c)} too long and cut for display${f}; the lines after were read as usual.`,
  'nul-bytes': (w, c, f) =>
    `${w}: ${lines(c)} mixed with NUL bytes, as after a crash of the machine${f}; they are shown without them.`,
  'invalid-text': (w, c, f) =>
    `${w}: ${lines(c)} not valid in the file’s encoding${f}; bytes that cannot be read are shown as �.`,
  'truncated-archive': (w, _, f) =>
    `${w}: the packed file ends too early${f}; what came before is shown, copy the file again to get the rest.`,
  'corrupt-archive': (w, _, f) =>
    `${w}: the packed file is damaged${f}; what came before the damage is shown, get another copy for the rest.`,
  'clock-jump': (w, c, f) =>
    `${w}: the clock jumped ${times(c)}${f}; be careful with times and delays around there.`,
  'unfinished-line': (w, _, f) =>
    `${w}: the last line is not finished yet${f}; it is shown as it stands; open the log again when it is complete.`,
  'copy-dropped': (w) =>
    `${w}: its copy on this computer was cleared or grew beyond the limit. Reading goes on without one; what was read stays in the index.`,
  'became-shorter': (w, _, f) =>
    `${w}: the file became shorter while it was read${f}; what was read before is shown, open the log again to read it as it is now.`,
  'no-mail-lines': (w, _, f) =>
    `${w}: no line of a mail server in it${f}; its lines are under “Not understood”.`,
  binary: (w, _, f) =>
    `${w}: binary data, not text, so it was skipped${f}; choose a text log or one packed with gzip, bzip2, xz or zstd.`,
};

function lines(count: number): string {
  return count === 1 ? '1 line is' : `${count.toLocaleString('en-GB')} lines are`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count.toLocaleString('en-GB')} times`;
}
