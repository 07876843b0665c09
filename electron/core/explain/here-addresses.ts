/** Envelope addresses, the controlling user and the host at the other end. */
import { parsePeer } from '#core/formats/sendmail/peer.ts';
import type { Peer } from '#core/correlate/message.ts';
import type { ExplainContext } from './explain.ts';
import { formatCount } from './format.ts';
import { isLoopback, isPrivateAddress } from './networks.ts';
import { isNextHost } from './next-host.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

export function hereFrom(value: string): readonly Finding[] {
  if (value === '<>') return [EMPTY_SENDER];
  if (value === '<NONE>') return [NO_SENDER];
  if (value === '' || value.startsWith('<'))
    return value.startsWith('<') && !value.endsWith('>') ? [CUT] : [];
  return [BARE_SENDER];
}

const EMPTY_SENDER = finding(
  'logged',
  'Empty on purpose: this is a notice, such as a bounce. Nothing is ever sent back for it, so that no loop can start.',
  'わざと空にしてあります。エラー通知などのメールです。通知の応酬にならないよう、これに対して何かが送り返されることはありません。',
);
const NO_SENDER = finding('logged', 'The client never named a sender.', '接続元が差出人を伝えませんでした。');
const BARE_SENDER = finding(
  'suggested',
  'Without angle brackets: a user or a program on this server made the message, it did not come over the network.',
  '山括弧がないので、このサーバーのユーザーかプログラムが作ったメールです。ネットワーク経由で届いたものではありません。',
);
const CUT = finding(
  'suggested',
  'The closing bracket is missing: sendmail cuts long values.',
  '閉じる括弧がありません。sendmail は長い値を途中で切ります。',
);

export function hereTo(value: string): readonly Finding[] {
  if (value.startsWith('"|') || value.startsWith('|')) return [PROGRAM];
  if (value.startsWith('/')) return [FILE];
  if (value === 'NO-TO-LIST') return [NO_LIST];
  const more = /(?:,\s*|\s)\[more\]$/.test(value);
  const count = recipientsIn(value);
  if (more) return [manyRecipients(count), MORE];
  return count > 1 ? [manyRecipients(count)] : [];
}

const PROGRAM = finding(
  'logged',
  'A program on this server that gets the message on its input.',
  'このサーバーのプログラムです。メールはその標準入力に渡されます。',
);
const FILE = finding(
  'logged',
  'A file on this server to which the message is appended.',
  'このサーバーのファイルです。メールはその末尾に書き足されます。',
);
const NO_LIST = finding(
  'logged',
  'The recipients were not known at this point.',
  'この時点で宛先は分かっていません。',
);
const MORE = finding(
  'logged',
  '[more] says that the list goes on in the next line of the same attempt.',
  '[more] は、同じ配送の続きの宛先が次の行にあることを示します。',
);

function manyRecipients(count: number): Finding {
  return finding(
    'logged',
    `${formatCount(count, 'en')} recipients that went together and had the same outcome.`,
    `宛先 ${formatCount(count, 'ja')} 件をまとめて配送し、結果はすべて同じでした。`,
  );
}

/** Commas outside quotes and brackets separate recipients. */
function recipientsIn(value: string): number {
  const list = value.replace(/(?:,\s*|\s)\[more\]$/, '');
  let quoted = false;
  let count = 1;
  for (const c of list) {
    if (c === '"') quoted = !quoted;
    else if (c === ',' && !quoted) count += 1;
  }
  return count;
}

const USER = /^(.*?)\s*\((\d+)\/(\d+)\)$/s;

export function hereControllingUser(value: string): readonly Finding[] {
  const match = USER.exec(value);
  if (match === null) return [];
  const [, , uid = '', gid = ''] = match;
  const ids = finding(
    'logged',
    `(${uid}/${gid}) is the user with uid ${uid} and gid ${gid}, as in the third and fourth place of that user’s line in /etc/passwd.`,
    `(${uid}/${gid}) は uid ${uid}、gid ${gid} のユーザーです。/etc/passwd のそのユーザーの行で、3 番目と 4 番目にある数字です。`,
  );
  return uid === '0' ? [ids, ROOT] : [ids];
}

const ROOT = finding('logged', 'uid 0 is root.', 'uid 0 は root です。');

export function hereRelay(value: string, context: ExplainContext): readonly Finding[] {
  if (value === '') return [];
  if (value.startsWith('[UNIX'))
    return [
      finding(
        'logged',
        'A socket on this server, no network.',
        'このサーバー内のソケットです。ネットワークは通っていません。',
      ),
    ];
  const peer = parsePeer(value);
  if (context.kind === 'to') return deliveryHost(value, peer);
  return isNextHost(context) ? network(peer) : clientHost(value, peer);
}

function clientHost(value: string, peer: Peer): readonly Finding[] {
  if (peer.address === undefined && peer.ident !== undefined) return [localLogin(peer.ident)];
  return [
    ...(peer.ident === undefined ? [] : [ident(peer.ident)]),
    ...(peer.name === undefined && peer.address !== undefined ? [NO_NAME] : []),
    ...(peer.forged === true ? [FORGED] : []),
    ...network(peer),
    ...(value.includes('IPv6:') ? [IPV6] : []),
  ];
}

/** Why some relays have an `@`: it is no mail address. */
function ident(user: string): Finding {
  const name = user.replace(/^IDENT:/, '');
  return finding(
    'logged',
    `What stands before the @ is no mail address: the client’s host said, when asked with the ident protocol (RFC 1413), that the connection belongs to its user “${name}”. Hosts that do not answer appear without it.`,
    `@ の前はメールアドレスではありません。ident プロトコル（RFC 1413）で尋ねたところ、接続元のホストが「この接続はユーザー ${name} のもの」と答えた部分です。答えないホストでは @ が付きません。`,
  );
}

function localLogin(user: string): Finding {
  return finding(
    'logged',
    `The message was made on this server by the user “${user}”; no network was used.`,
    `このサーバーの上で、ユーザー ${user} が作ったメールです。ネットワークは通っていません。`,
  );
}

const NO_NAME = finding(
  'logged',
  'Only an address: reverse DNS gave no name for it.',
  'アドレスだけです。逆引き DNS で名前が得られませんでした。',
);
const FORGED = finding(
  'logged',
  '(may be forged): the name does not lead back to this address, or the name server did not answer. Often it is only a careless DNS entry.',
  '(may be forged) は、名前を引いても元のアドレスに戻らないか、ネームサーバーが答えなかったことを示します。DNS の登録漏れにすぎないことも多くあります。',
);
const IPV6 = finding('logged', 'IPv6: marks an IPv6 address.', 'IPv6: は IPv6 アドレスの印です。');

function network(peer: Peer): readonly Finding[] {
  const inside = peer.address === undefined ? undefined : isPrivateAddress(peer.address);
  if (inside !== true || peer.address === undefined) return [];
  return [isLoopback(peer.address) ? SAME_MACHINE : INSIDE];
}

const SAME_MACHINE = finding(
  'computed',
  'The address is this machine’s own: a program on this server talks to it.',
  'アドレスはこのマシン自身のものです。このサーバーの中のプログラムとのやり取りです。',
);
const INSIDE = finding(
  'computed',
  'The address is one for private networks: the host stands in your own network, not on the Internet.',
  'アドレスはプライベートネットワーク用のものです。このホストはインターネットではなく、内側のネットワークにあります。',
);

function deliveryHost(value: string, peer: Peer): readonly Finding[] {
  return [
    peer.address === undefined ? NOT_CONNECTED : CONNECTED,
    ...(/[^\s.]\.(?=\s|$)/.test(value) ? [TRAILING_DOT] : []),
    ...network(peer),
    ...(value.includes('...') ? [SHORTENED] : []),
  ];
}

const CONNECTED = finding(
  'logged',
  'The address in brackets shows that a connection to it was tried in this attempt.',
  '角括弧の中のアドレスは、今回の配送で接続を試みた相手です。',
);
const NOT_CONNECTED = finding(
  'logged',
  'There is no address in brackets: no connection was made in this attempt. sendmail remembered an earlier failure, or the name could not be found.',
  '角括弧のアドレスがないので、今回は接続していません。以前の失敗を覚えていたか、名前を引けなかったためです。',
);
const TRAILING_DOT = finding(
  'suggested',
  'The dot at the end shows that the name is complete, as DNS gives it.',
  '末尾の点は、DNS から得た完全な名前であることを示します。',
);
const SHORTENED = finding(
  'suggested',
  'The name is shortened in the middle: sendmail cuts names over 40 characters.',
  '名前は途中が省かれています。sendmail は 40 文字を超える名前を縮めます。',
);
