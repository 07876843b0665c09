/**
 * What a reader is told, approved sentence by sentence: what is wrong, at which step, and what to do. `{w}` is where,
 * `{f}` the facts in brackets.
 */
export const SENTENCES: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  'ssh-host-unknown': {
    en: '{w}: finding the host failed, no address has this name{f}. Check the host’s name and your network.',
    ja: '{w}：ホストの検索に失敗しました。この名前のアドレスがありません{f}。ホスト名とネットワークを確かめてください。',
  },
  'ssh-refused': {
    en: '{w}: connecting failed, nothing listens at this port{f}. Check host and port, and that the SSH server runs.',
    ja: '{w}：接続に失敗しました。このポートでは何も待ち受けていません{f}。ホストとポート、SSH サーバーが動いているかを確かめてください。',
  },
  'ssh-timeout-connect': {
    en: '{w}: connecting took too long and was given up{f}. Check host, port and your network, then try again.',
    ja: '{w}：接続に時間がかかりすぎたため、打ち切りました{f}。ホスト、ポート、ネットワークを確かめて、やり直してください。',
  },
  'ssh-config': {
    en: '{w}: your SSH configuration cannot be read{f}. Correct ~/.ssh/config, or give host, user and port here.',
    ja: '{w}：SSH の設定を読み取れません{f}。~/.ssh/config を直すか、ホスト・ユーザー・ポートをここで指定してください。',
  },
  'ssh-proxy-command': {
    en: '{w}: its entry in ~/.ssh/config uses ProxyCommand, which Relayscope does not run{f}. Use ProxyJump there instead.',
    ja: '{w}：~/.ssh/config にある ProxyCommand は、Relayscope では実行しません{f}。代わりに ProxyJump を使ってください。',
  },
  'ssh-jump': {
    en: '{w}: the jump host let us in but does not reach the server{f}. Check ProxyJump in ~/.ssh/config and that forwarding is allowed there.',
    ja: '{w}：踏み台には入れましたが、そこからサーバーに届きません{f}。~/.ssh/config の ProxyJump と、踏み台で転送が許されているかを確かめてください。',
  },
  'ssh-not-ssh': {
    en: '{w}: the greeting failed, this does not speak SSH{f}. Check the port; 22 is the usual one.',
    ja: '{w}：最初のやり取りに失敗しました。相手は SSH を話しません{f}。ポートを確かめてください。ふつうは 22 です。',
  },
  'ssh-no-common': {
    en: '{w}: the greeting failed, the server knows no method of encryption that is safe and known here{f}. Bring its SSH server up to date.',
    ja: '{w}：最初のやり取りに失敗しました。双方が使える安全な暗号方式がありません{f}。サーバーの SSH を新しくしてください。',
  },
  'ssh-timeout-handshake': {
    en: '{w}: connected, but the server did not greet in time{f}. Check that the port is that of an SSH server, then try again.',
    ja: '{w}：接続はできましたが、サーバーの応答が間に合いませんでした{f}。SSH サーバーのポートかを確かめて、やり直してください。',
  },
  'ssh-closed-handshake': {
    en: '{w}: the server closed the connection during the greeting{f}. Check that it lets this computer in, then try again.',
    ja: '{w}：最初のやり取りの途中で、サーバーが接続を閉じました{f}。このコンピューターからの接続が許されているかを確かめて、やり直してください。',
  },
  'ssh-key-declined': {
    en: '{w}: checking the host key ended, you did not accept it{f}. Ask whoever runs the server for its fingerprint, then try again.',
    ja: '{w}：ホスト鍵の確認で、鍵を受け入れませんでした{f}。サーバーの管理者にフィンガープリントを聞いてから、やり直してください。',
  },
  'ssh-key-changed': {
    en: '{w}: checking the host key failed, it is not the one that is on record: before → now{f}. Somebody may stand in between: ask whoever runs the server; only when the change is explained, remove the old line from that file.',
    ja: '{w}：ホスト鍵の確認に失敗しました。記録にある鍵と違います：以前 → 今回{f}。誰かが間に入っているかもしれません。サーバーの管理者に聞き、理由が分かったときだけ、そのファイルの古い行を消してください。',
  },
  'ssh-key-revoked': {
    en: '{w}: checking the host key failed, this key is marked as revoked{f}. Do not use this server before its keys were renewed.',
    ja: '{w}：ホスト鍵の確認に失敗しました。この鍵は失効したと記録されています{f}。鍵が新しくなるまで、このサーバーは使わないでください。',
  },
  'ssh-password': {
    en: '{w}: the login failed, the server did not accept what you typed{f}. Check user and password, then try again.',
    ja: '{w}：ログインに失敗しました。入力した内容をサーバーが受け入れませんでした{f}。ユーザーとパスワードを確かめて、やり直してください。',
  },
  'ssh-unanswered': {
    en: '{w}: the login ended, what the server needs to know was not answered{f}. Connect again when you have the password or passphrase.',
    ja: '{w}：ログインの途中で、入力を取りやめました{f}。パスワードやパスフレーズが分かったら、もう一度接続してください。',
  },
  'ssh-garbled': {
    en: '{w}: the connection was given up, the server sent something that does not follow SSH’s rules{f}. Bring its SSH server up to date, and check what stands between it and this computer.',
    ja: '{w}：サーバーが SSH の決まりに合わないものを送ったため、接続を打ち切りました{f}。サーバーの SSH を新しくし、途中にある機器も確かめてください。',
  },
  'ssh-key-refused': {
    en: '{w}: the login failed, the server knows none of the keys it was offered{f}. Add the public key (.pub) to this user’s ~/.ssh/authorized_keys there, or choose another key file.',
    ja: '{w}：ログインに失敗しました。示した鍵は、どれもサーバーに登録されていません{f}。サーバーにあるこのユーザーの ~/.ssh/authorized_keys に公開鍵（.pub）を加えるか、別の鍵ファイルを選んでください。',
  },
  'ssh-key-file': {
    en: '{w}: the login failed, the key file cannot be used{f}. Check that it is a private key and that you may read it.',
    ja: '{w}：ログインに失敗しました。鍵ファイルを使えません{f}。秘密鍵かどうか、読み取りが許されているかを確かめてください。',
  },
  'ssh-key-open': {
    en: '{w}: the login failed, others on this computer may read the key file, so it was not used{f}. Make it yours alone with chmod 600, then try again.',
    ja: '{w}：ログインに失敗しました。鍵ファイルをこのコンピューターのほかの人も読めるため、使いませんでした{f}。chmod 600 で自分だけが読めるようにして、やり直してください。',
  },
  'ssh-key-closed': {
    en: '{w}: the login failed, you may not read the key file{f}. If it is yours, allow it with chmod 600, then try again; else choose another key file.',
    ja: '{w}：ログインに失敗しました。鍵ファイルの読み取りが許されていません{f}。自分の鍵なら chmod 600 で読めるようにして、やり直してください。そうでなければ、別の鍵ファイルを選んでください。',
  },
  'ssh-passphrase': {
    en: '{w}: the login failed, the passphrase does not open the key{f}. Try again with the right one.',
    ja: '{w}：ログインに失敗しました。パスフレーズで鍵を開けません{f}。正しいパスフレーズでやり直してください。',
  },
  'ssh-agent': {
    en: '{w}: the login failed, the SSH agent does not answer{f}. Start the agent and add your key, or choose a key file.',
    ja: '{w}：ログインに失敗しました。SSH エージェントが応答しません{f}。エージェントを起動して鍵を加えるか、鍵ファイルを選んでください。',
  },
  'ssh-login': {
    en: '{w}: the login failed, nothing here is of a kind that the server accepts{f}. Choose a key file, or add your key to the SSH agent.',
    ja: '{w}：ログインに失敗しました。サーバーが受け付ける種類の認証が、ここにありません{f}。鍵ファイルを選ぶか、SSH エージェントに鍵を加えてください。',
  },
  'ssh-too-many': {
    en: '{w}: the login failed, the server allows no more attempts{f}. Choose the right key file for this server, so that no others are tried.',
    ja: '{w}：ログインに失敗しました。サーバーはこれ以上の試行を許しません{f}。ほかの鍵を試さないように、このサーバーの鍵ファイルを選んでください。',
  },
  'ssh-timeout-login': {
    en: '{w}: logging in took too long and was given up{f}. Try again; the server may be busy.',
    ja: '{w}：ログインに時間がかかりすぎたため、打ち切りました{f}。サーバーが混んでいるかもしれません。やり直してください。',
  },
  'ssh-closed-login': {
    en: '{w}: the server closed the connection during the login{f}. Check that this user may log in there.',
    ja: '{w}：ログインの途中で、サーバーが接続を閉じました{f}。このユーザーがログインできるかを確かめてください。',
  },
  'ssh-path': {
    en: '{w}: this path cannot be asked for{f}. Give a file, a folder, or a pattern in the last part only, such as /var/log/maillog*.',
    ja: '{w}：このパスは指定できません{f}。ファイルかフォルダー、または /var/log/maillog* のように最後の部分だけのパターンを指定してください。',
  },
  'ssh-missing': {
    en: '{w}: logged in, but there is no such file or folder{f}. Check the path; mail logs are usually /var/log/maillog or /var/log/mail.log.',
    ja: '{w}：ログインはできましたが、ファイルもフォルダーもありません{f}。パスを確かめてください。メールログは、ふつう /var/log/maillog か /var/log/mail.log です。',
  },
  'ssh-forbidden': {
    en: '{w}: logged in, but this user may not read it{f}. Add the user to the group that may (often adm), or use another user.',
    ja: '{w}：ログインはできましたが、このユーザーには読み取りが許されていません{f}。許されたグループ（多くは adm）に加えるか、別のユーザーを使ってください。',
  },
  'ssh-nothing-matches': {
    en: '{w}: logged in, but no file there fits{f}. Check the path, or give a pattern such as /var/log/maillog*.',
    ja: '{w}：ログインはできましたが、当てはまるファイルがありません{f}。パスを確かめるか、/var/log/maillog* のようなパターンを指定してください。',
  },
  'ssh-not-a-file': {
    en: '{w}: logged in, but this is no ordinary file{f}. Choose a log file or a folder of logs.',
    ja: '{w}：ログインはできましたが、ふつうのファイルではありません{f}。ログファイルか、ログのフォルダーを選んでください。',
  },
  binary: {
    en: '{w}: this is binary data, not text{f}. Choose a text log, or one packed with gzip, bzip2, xz or zstd.',
    ja: '{w}：テキストではなくバイナリーデータです{f}。テキストのログか、gzip・bzip2・xz・zstd で圧縮したログを選んでください。',
  },
  'ssh-no-way': {
    en: '{w}: logged in, but the server offers neither SFTP nor commands to read files{f}. Allow SFTP for this user on the server.',
    ja: '{w}：ログインはできましたが、SFTP もファイルを読むコマンドも使えません{f}。サーバーでこのユーザーに SFTP を許可してください。',
  },
  'ssh-copy-failed': {
    en: '{w}: the copy on this computer could not be written{f}. Free some disk space or clear the copies, then fetch again.',
    ja: '{w}：このコンピューターの写しに書き込めませんでした{f}。ディスクを空けるか写しを消してから、もう一度取得してください。',
  },
  'ssh-shrunk': {
    en: '{w}: the file became shorter while it was read{f}. What came is shown; fetch again to read what is there now.',
    ja: '{w}：読んでいる間にファイルが短くなりました{f}。届いた内容は表示します。もう一度取得すると、今の内容を読みます。',
  },
  'ssh-lied': {
    en: '{w}: reading was stopped, the server sent something other than what was asked for{f}. Check the server; what came before is shown.',
    ja: '{w}：頼んだものと違うものをサーバーが送ったため、読み取りを止めました{f}。サーバーを確かめてください。それまでに届いた内容は表示します。',
  },
  'ssh-timeout-files': {
    en: '{w}: logged in, but the server stopped answering while files were read{f}. Fetch again: it goes on where it stopped.',
    ja: '{w}：ログインはできましたが、ファイルを読む途中でサーバーの応答が途絶えました{f}。もう一度取得すると、続きから読みます。',
  },
  'ssh-closed-files': {
    en: '{w}: the connection broke while files were read{f}. Fetch again: it goes on where it stopped.',
    ja: '{w}：ファイルを読む途中で接続が切れました{f}。もう一度取得すると、続きから読みます。',
  },
};
