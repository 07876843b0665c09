/** The sentences of a message's story. Names stand in them as logged. */
import type { Language } from '#core/contract/channels.ts';
import type { Status } from '#core/correlate/message.ts';

export interface StoryWords {
  readonly arrived: (who: string, here: string, sender: string, moment: string) => string;
  readonly unseen: (here: string) => string;
  readonly own: (here: string, sender: string) => string;
  readonly handedOver: (here: string) => string;
  readonly refusedHere: (here: string, who: string, said: string) => string;
  readonly took: (here: string, there: string, whom: string, after: string) => string;
  readonly mailbox: (whom: string, after: string) => string;
  readonly failed: Readonly<
    Record<Exclude<Status, 'sent'>, (there: string, whom: string, tries: string, said: string) => string>
  >;
  readonly notice: (whom: string) => string;
  readonly after: (duration: string) => string;
  readonly tries: (count: string) => string;
  readonly said: (words: string) => string;
  readonly more: (count: string) => string;
  readonly ended: (duration: string) => string;
  readonly next: Readonly<Record<Status, string>>;
}

const EN: StoryWords = {
  arrived: (who, here, sender, moment) => `${who} handed a message from ${sender} to ${here}${moment}.`,
  unseen: (here) => `How the message came to ${here} is not in this log.`,
  own: (here, sender) => `${here} wrote this message itself, from ${sender}.`,
  handedOver: (here) => `The submission queue passed it on to the mail server ${here}.`,
  refusedHere: (here, who, said) => `${here} refused what ${who} offered${said}.`,
  took: (here, there, whom, after) => `${here} gave it to ${there} for ${whom}, which took it${after}.`,
  mailbox: (whom, after) => `It was delivered here to ${whom}${after}.`,
  failed: {
    deferred: (there, whom, tries, said) => `${there} did not take it yet for ${whom}${tries}${said}.`,
    bounced: (there, whom, tries, said) => `It failed for good at ${there} for ${whom}${tries}${said}.`,
    rejected: (there, whom, tries, said) => `${there} refused it for ${whom}${tries}${said}.`,
    queued: (_there, whom, _tries, said) => `It waits in the queue for ${whom}${said}.`,
    discarded: (_there, whom, _tries, said) => `It was discarded for ${whom}${said}; nobody was told.`,
    quarantined: (_there, whom, _tries, said) => `It is held in quarantine for ${whom}${said}.`,
    unknown: (_there, whom, _tries, said) => `The log does not say what became of it for ${whom}${said}.`,
  },
  notice: (whom) => `A notice was sent to ${whom}.`,
  after: (duration) => ` after ${duration}`,
  tries: (count) => ` (${count} attempts)`,
  said: (words) => `: “${words}”`,
  more: (count) => `${count} more arrows are in the picture.`,
  ended: (duration) => `In all it took ${duration}.`,
  next: {
    sent: '',
    deferred:
      'You need not do anything yet: the server tries again by itself. If it goes on for hours, check that the next server can be reached and what its answer says.',
    bounced:
      'It will not be tried again. Read the answer above, check the address, and have the sender send it anew once the cause is mended.',
    rejected:
      'Nothing was accepted, so the sender’s side has to act. If the message was wanted, look at the rule the answer names.',
    queued:
      'If it stays there, look at the queue with mailq and at the lines after this one: the queue runner may be stopped.',
    discarded: 'If that was not wanted, look at the rule or the filter that discarded it.',
    quarantined: 'Look at it with mailq -qQ, and release it with sendmail -qQ if it is wanted.',
    unknown: 'A newer log file may have the end of it: open the whole rotated set.',
  },
};

const JA: StoryWords = {
  arrived: (who, here, sender, moment) =>
    `${moment}${who} が ${sender} からのメールを ${here} に渡しました。`,
  unseen: (here) => `このメールがどこから ${here} に来たかは、このログにはありません。`,
  own: (here, sender) => `このメールは ${here} 自身が作成しました（差出人 ${sender}）。`,
  handedOver: (here) => `投稿キューがメールサーバー ${here} に引き渡しました。`,
  refusedHere: (here, who, said) => `${here} は ${who} からの受け取りを拒否しました${said}。`,
  took: (here, there, whom, after) =>
    `${here} が ${whom} 宛てのメールを ${there} に渡し、${after}受け取られました。`,
  mailbox: (whom, after) => `${after}このサーバーで ${whom} に配送しました。`,
  failed: {
    deferred: (there, whom, tries, said) =>
      `${there} は ${whom} 宛てをまだ受け取っていません${tries}${said}。`,
    bounced: (there, whom, tries, said) => `${whom} 宛ては ${there} で配送に失敗しました${tries}${said}。`,
    rejected: (there, whom, tries, said) => `${there} は ${whom} 宛てを拒否しました${tries}${said}。`,
    queued: (_there, whom, _tries, said) => `${whom} 宛てはキューで待っています${said}。`,
    discarded: (_there, whom, _tries, said) => `${whom} 宛ては通知なしに破棄しました${said}。`,
    quarantined: (_there, whom, _tries, said) => `${whom} 宛ては隔離しています${said}。`,
    unknown: (_there, whom, _tries, said) => `${whom} 宛てがどうなったかはログにありません${said}。`,
  },
  notice: (whom) => `${whom} に通知を送りました。`,
  after: (duration) => `${duration}後に`,
  tries: (count) => `（${count} 回試行）`,
  said: (words) => `：「${words}」`,
  more: (count) => `ほか ${count} 本の矢印は図にあります。`,
  ended: (duration) => `全体で ${duration}かかりました。`,
  next: {
    sent: '',
    deferred:
      'サーバーが自動で再送するので、まだ何もする必要はありません。何時間も続くときは、次のサーバーにつながるか、応答が何を伝えているかを確認してください。',
    bounced:
      '再送はしません。上の応答を読み、アドレスを確かめ、原因がなくなってから差出人に送り直してもらってください。',
    rejected:
      '受け取っていないので、対処するのは送信側です。必要なメールだったときは、応答が示す規則を見直してください。',
    queued:
      'いつまでも残るときは、mailq でキューを、また後の行を確認してください。キューの処理が止まっているかもしれません。',
    discarded: '意図しない破棄のときは、破棄した規則やフィルターを見直してください。',
    quarantined: 'mailq -qQ で確認し、必要なメールなら sendmail -qQ で解放してください。',
    unknown: '続きは新しいログファイルにあるかもしれません。ローテートした一式を開いてください。',
  },
};

const WORDS: Readonly<Record<Language, StoryWords>> = { en: EN, ja: JA };

export function storyWords(language: Language): StoryWords {
  return WORDS[language];
}
