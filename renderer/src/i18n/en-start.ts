/** The start screen. */

export const startEn = {
  title: 'Open a mail log',
  lead: 'Relayscope joins the lines of a sendmail log into messages and draws the way each one took.',
  openFiles: 'Open files…',
  openFolder: 'Open folder…',
  openServer: 'From a server…',
  openSample: 'Open the sample log',
  sampleHint: 'A few days of a small home server: a good place to look around.',
  pasteClipboard: 'Paste log text',
  dropHint: 'or drop log files or a folder anywhere in this window',
  where: 'Mail logs are usually /var/log/maillog, /var/log/mail.log or /var/log/messages.',
  privacy: 'Everything stays on this computer. Relayscope connects to nothing but the servers you add.',
  recents: 'Recent logs',
  noRecents: 'Logs you open are listed here.',
  recentOpened: (when: string) => `opened ${when}`,
  recentState: {
    indexed: { name: 'already indexed', hint: 'Opens at once, without being read again.' },
    grown: {
      name: 'continues from where it stopped',
      hint: 'The file has grown. Only the new lines will be read.',
    },
    changed: {
      name: 'will be read anew',
      hint: 'The file is no longer the one that was read: it was replaced or cut.',
    },
    gone: {
      name: 'indexed, the file is gone',
      hint: 'The file is no longer there. What was read from it can still be looked at.',
    },
    new: { name: 'will be read', hint: 'Nothing of it is kept: it is read from its start.' },
    lost: {
      name: 'the file is gone',
      hint: 'The file is no longer there, and nothing that was read from it is kept.',
    },
  },
  forget: 'Remove from the list',
  forgetNamed: (title: string) => `Remove ${title} from the list`,
};
