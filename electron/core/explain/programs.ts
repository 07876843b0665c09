/** Programs that often write to the same file as the mail server. */
import type { Term } from './seed-terms.ts';

interface Program {
  readonly name: RegExp;
  readonly words: Term;
}

const PROGRAMS: readonly Program[] = [
  {
    name: /^(?:opendkim|opendmarc|dkim-filter|dk-filter|sid-filter|openarc)$/,
    words: {
      title: { en: 'Sender check', ja: '送信者の検証' },
      meaning: {
        en: 'A filter that checks or signs who sent a message (DKIM, DMARC, SPF).',
        ja: 'だれが送ったメールかを検証したり署名したりするフィルターです（DKIM、DMARC、SPF）。',
      },
    },
  },
  {
    name: /^(?:spamd|spamass-milter|milter-greylist|rspamd|bogofilter|mimedefang(?:\.pl)?|MailScanner|amavis(?:d)?)$/i,
    words: {
      title: { en: 'Spam filter', ja: '迷惑メール対策' },
      meaning: {
        en: 'A filter that looks at messages for spam or harmful content.',
        ja: '迷惑メールや有害な内容を調べるフィルターです。',
      },
    },
  },
  {
    name: /^(?:clamd|clamav-milter|freshclam|clamsmtpd)$/,
    words: {
      title: { en: 'Virus scanner', ja: 'ウイルス検査' },
      meaning: {
        en: 'A filter that looks at messages for viruses.',
        ja: 'メールのウイルスを検査するフィルターです。',
      },
    },
  },
  {
    name: /^(?:procmail|mail\.local|maildrop|smrsh|vacation|deliver)$/,
    words: {
      title: { en: 'Delivery program', ja: '配送プログラム' },
      meaning: {
        en: 'A program that puts messages into mailboxes or handles them for sendmail.',
        ja: 'sendmail に頼まれてメールをメールボックスに入れたり処理したりするプログラムです。',
      },
    },
  },
  {
    name: /^(?:dovecot(?:\/.*)?|imapd|pop3d|ipop3d|popper|qpopper|pop3-login|imap-login|courier.*|cyrus.*|lmtpunix|lmtpd)$/,
    words: {
      title: { en: 'Mailbox server', ja: 'メールボックスのサーバー' },
      meaning: {
        en: 'The server from which users fetch their mail (POP or IMAP).',
        ja: '利用者がメールを読み出すためのサーバーです（POP や IMAP）。',
      },
    },
  },
];

export function programWords(program: string | undefined): Term | undefined {
  if (program === undefined) return undefined;
  return PROGRAMS.find((p) => p.name.test(program))?.words;
}
