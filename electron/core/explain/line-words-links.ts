/** Lines with two queue ids: notices, copies and splits (savemail.c, deliver.c, queue.c). */
import type { LineWords } from './line-words.ts';
import { words } from './line-words.ts';

export const LINK_LINES: readonly LineWords[] = [
  words(
    /^DSN: Return receipt/,
    { en: 'Receipt sent', ja: '配送確認の送信' },
    {
      en: 'The sender asked to be told about the delivery: this server made a receipt. The second id is the receipt’s.',
      ja: '差出人が配送の確認を求めたので、このサーバーが確認の通知を作りました。2 番目の ID がその通知です。',
    },
  ),
  words(
    /^DSN:/,
    { en: 'Bounce made', ja: 'エラー通知の作成' },
    {
      en: 'The message could not be delivered, so this server wrote to its sender. The second id is that notice; the words are the reason.',
      ja: 'メールを届けられなかったので、差出人への通知を作りました。2 番目の ID がその通知で、続く言葉が理由です。',
    },
  ),
  words(
    /^sender notify: (?:Warning|could not send message for past)/i,
    { en: 'Delay notice made', ja: '遅延通知の作成' },
    {
      en: 'The message has waited for long, so the sender is told. It is still being tried.',
      ja: 'メールが長く待っているため、差出人に知らせます。配送はまだ続けています。',
    },
  ),
  words(
    /^sender notify:/,
    { en: 'Notice to the sender', ja: '差出人への通知' },
    {
      en: 'The sender is told about this message; the words say whether it still waits or has failed. The second id is the notice.',
      ja: 'このメールについて差出人に知らせます。まだ待っているのか、失敗したのかは、続く言葉で分かります。2 番目の ID がその通知です。',
    },
  ),
  words(
    /^postmaster notify:/,
    { en: 'Notice to the postmaster', ja: '管理者への通知' },
    {
      en: 'The sender could not be told, so the postmaster is. The second id is the notice.',
      ja: '差出人に知らせられないため、管理者（postmaster）に知らせます。2 番目の ID がその通知です。',
    },
    {
      en: 'Often spam with a false sender; many of these are no reason to worry.',
      ja: '多くは差出人を偽った迷惑メールです。数が多くても心配はいりません。',
    },
  ),
  words(
    /^return to sender:/,
    { en: 'A bounce that failed', ja: '届かなかったエラー通知' },
    {
      en: 'This message was itself a notice and could not be delivered either.',
      ja: 'このメール自体が通知で、それも届けられませんでした。',
    },
  ),
  words(
    /^clone: owner=/,
    { en: 'Copy for a mailing list', ja: 'リスト用の分割' },
    {
      en: 'The list has an owner, so the deliveries go on under a second id, and errors go to the owner.',
      ja: 'リストに管理者（owner）がいるので、2 番目の ID に分けて配送し、エラーは管理者に届けます。',
    },
  ),
  words(
    /^split: /,
    { en: 'Message split', ja: 'メールの分割' },
    {
      en: 'The recipients were shared out over several queue ids.',
      ja: '宛先を、いくつかのキュー ID に分けました。',
    },
  ),
];
