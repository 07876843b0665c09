import type { Alert, ProblemCode } from './problem.ts';
import { SSH_PROBLEMS_JA } from './ssh-problem-text-ja.ts';

export const PROBLEMS_JA: Readonly<Record<ProblemCode, (where: string, facts: string) => string>> = {
  ...SSH_PROBLEMS_JA,
  'not-found': (w, f) =>
    `${w}：ファイルもフォルダーも見つかりません${f}。名前を確かめるか、今ある場所から開き直してください。`,
  'no-permission': (w, f) =>
    `${w}：読み取る権限がありません${f}。読み取りの許可（多くは adm グループへの参加）をもらうか、自分の場所へコピーしてから開いてください。`,
  'is-directory-without-logs': (w, f) =>
    `${w}：このフォルダーにメールログはありません${f}。/var/log のようなフォルダーか、ログファイルそのものを選んでください。`,
  'is-device': (w, f) =>
    `${w}：ファイルではなく、デバイスかソケットです${f}。ふつうのログファイルを選んでください。`,
  empty: (w, f) =>
    `${w}：中身がありません${f}。行のあるログを選んでください。古い分は、末尾が .1 や .gz の名前で隣にあるかもしれません。`,
  binary: (w, f) =>
    `${w}：テキストではなくバイナリーデータです${f}。テキストのログか、gzip・bzip2・xz・zstd で圧縮したログを選んでください。`,
  'not-a-mail-log': (w, f) =>
    `${w}：メールサーバーの行が見つかりません${f}。/var/log/maillog や /var/log/mail.log など、sendmail が書くログを選んでください。`,
  'truncated-archive': (w, f) =>
    `${w}：圧縮ファイルが途中で終わっています${f}。読めたところまで表示します。残りも見るには、ファイルをコピーし直してください。`,
  'corrupt-archive': (w, f) =>
    `${w}：圧縮ファイルが壊れています${f}。壊れる前の部分を表示します。残りも見るには、別のコピーを用意してください。`,
  'unsupported-archive': (w, f) => `${w}：この圧縮形式には対応していません${f}。展開してから開いてください。`,
  bomb: (w, f) =>
    `${w}：展開するとログとは思えない大きさになるため、読み込みを止めました${f}。本当にログなら、自分で展開してから開いてください。`,
  'read-failed': (w, f) => `${w}：読み取りに失敗しました${f}。ディスクや接続を確かめて、開き直してください。`,
  'reading-broke-off': (w, f) =>
    `${w}：ログを読む部分が途中で終了しました${f}。止まった所から読み込みを続けます。続かないときは、ログを開き直してください。`,
  cancelled: (w, f) => `${w}：読み込みを取りやめました${f}。読みたいときに、もう一度開いてください。`,
  'source-gone': (w, f) =>
    `${w}：ファイルはもうありません${f}。前に読み取った内容を表示します。新しい行を読むには、ファイルを元の場所に戻してください。`,
  'store-full': (w, f) =>
    `${w}：索引を保存する空きがないので、読み込みを止めています${f}。ディスクを空けるか、古いログを一覧から消してから、「読み込みを続ける」を選んでください。`,
  'store-failed': (w, f) =>
    `${w}：索引を保存できませんでした${f}。ほかの Relayscope を閉じてから、ログを開き直してください。`,
  protocol: (w, f) =>
    `${w}：Relayscope の内部で通信がかみ合いませんでした${f}。Relayscope を起動し直して、ログを開き直してください。`,
  internal: (w, f) =>
    `${w}：Relayscope の不具合です${f}。ログを開き直してください。また起きるときは、この文を添えて報告してください。`,
};

type Sentence = (where: string, count: number, facts: string) => string;

export const ALERTS_JA: Readonly<Record<Alert['code'], Sentence>> = {
  'line-too-long': (w, c, f) =>
    `${w}：長すぎる行が ${number(c)} 行あり、表示では途中で切っています${f}。続く行は、いつもどおり読みました。`,
  'nul-bytes': (w, c, f) =>
    `${w}：NUL 文字を含む行が ${number(c)} 行あります${f}。マシンの異常終了のあとによく見られます。取り除いて表示します。`,
  'invalid-text': (w, c, f) =>
    `${w}：文字コードとして正しくない行が ${number(c)} 行あります${f}。読めないバイトは � と表示します。`,
  'truncated-archive': (w, _, f) =>
    `${w}：圧縮ファイルが途中で終わっています${f}。そこまでを表示します。残りも見るには、ファイルをコピーし直してください。`,
  'corrupt-archive': (w, _, f) =>
    `${w}：圧縮ファイルが壊れています${f}。壊れる前の部分を表示します。残りも見るには、別のコピーを用意してください。`,
  'clock-jump': (w, c, f) =>
    `${w}：時計が ${number(c)} 回飛んでいます${f}。その前後の時刻と所要時間には注意してください。`,
  'unfinished-line': (w, _, f) =>
    `${w}：最後の行がまだ書きかけです${f}。今のままを表示しています。書き終わってから開き直すと、行全体を読みます。`,
  'copy-dropped': (w) =>
    `${w}：このコンピューターの写しは、消されたか、上限を超えたため無くなりました。写しなしで読み続けます。読んだ内容は索引に残ります。`,
  'became-shorter': (w, _, f) =>
    `${w}：読んでいる間にファイルが短くなりました${f}。それまでに読んだ内容を表示します。今の内容を読むには、ログを開き直してください。`,
  'no-mail-lines': (w, _, f) => `${w}：メールサーバーの行がありません${f}。行は「未解釈の行」で見られます。`,
  binary: (w, _, f) =>
    `${w}：テキストではなくバイナリーデータなので、読み飛ばしました${f}。テキストのログか、gzip・bzip2・xz・zstd で圧縮したログを選んでください。`,
};

function number(count: number): string {
  return count.toLocaleString('ja-JP');
}
