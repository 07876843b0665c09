/** The guided tour, in English. */
export const tourEn = {
  label: 'Guided tour',
  begin: 'Take the guided tour',
  again: 'Take the guided tour again',
  hint: 'Seven short steps through the sample log.',
  next: 'Next',
  back: 'Back',
  skip: 'End the tour',
  finish: 'Finish',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  keys: 'Arrow keys go on and back, Esc ends the tour.',
  welcome: {
    title: 'A small server at home',
    text: 'This sample is the mail log of user100, a machine behind an ADSL modem. Another machine at home, local001, hands it mail; it passes the mail on to the Internet and receives mail from there.',
  },
  list: {
    title: 'One row, one message',
    text: 'sendmail writes several lines for each message, mixed with the lines of others. Here they are joined by their queue id. The selected row is a mail that was sent on 21 October 2006.',
  },
  diagram: {
    title: 'The way it took',
    text: 'From the left: the machine at home, this server, the next server. The server that writes the log never appears in relay=, so it is easy to overlook: it stands in the middle.',
  },
  arrival: {
    title: 'First the arrival',
    text: 'The first line is the arrival: local001 hands the message over. An @ in relay= is no mail address: before it stands the name of the user, as that machine answered when it was asked.',
  },
  delivery: {
    title: 'Then the delivery',
    text: 'The second line has the same queue id, but here relay= names the receiving server. Every value is explained, each sentence marked as logged, computed or suggested.',
  },
  received: {
    title: 'A mail that is received',
    text: 'The other way round: a server on the Internet hands the message over, and mailer=local ends its way in a mailbox here, until somebody fetches it.',
  },
  times: {
    title: 'How sure is the time?',
    text: 'syslog writes neither year nor time zone. Both were found in the queue ids. Click here to see the evidence, or to set them yourself.',
  },
} as const;
