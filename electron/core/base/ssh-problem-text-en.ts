import type { SshProblemCode } from './ssh-problem.ts';

/** Each names the step that failed and what to do next. `w`: the server, or the server and its file. */
export const SSH_PROBLEMS_EN: Readonly<Record<SshProblemCode, (w: string, facts: string) => string>> = {
  'ssh-config': (w, f) =>
    `${w}: your SSH configuration cannot be read${f}. Correct ~/.ssh/config, or give host, user and port here.`,
  'ssh-proxy-command': (w, f) =>
    `${w}: its entry in ~/.ssh/config uses ProxyCommand, which Relayscope does not run${f}. Use ProxyJump there instead.`,
  'ssh-host-unknown': (w, f) =>
    `${w}: finding the host failed, no address has this name${f}. Check the host’s name and your network.`,
  'ssh-refused': (w, f) =>
    `${w}: connecting failed, nothing listens at this port${f}. Check host and port, and that the SSH server runs.`,
  'ssh-unreachable': (w, f) =>
    `${w}: connecting failed, there is no way to this host${f}. Check your network, a VPN, or the server’s firewall.`,
  'ssh-not-ssh': (w, f) =>
    `${w}: the greeting failed, this does not speak SSH${f}. Check the port; 22 is the usual one.`,
  'ssh-no-common': (w, f) =>
    `${w}: the greeting failed, the server knows no method of encryption that is safe and known here${f}. Bring its SSH server up to date.`,
  'ssh-garbled': (w, f) =>
    `${w}: the connection was given up, the server sent something that does not follow SSH’s rules${f}. Bring its SSH server up to date, and check what stands between it and this computer.`,
  'ssh-timeout-connect': (w, f) =>
    `${w}: connecting took too long and was given up${f}. Check host, port and your network, then try again.`,
  'ssh-timeout-handshake': (w, f) =>
    `${w}: connected, but the server did not greet in time${f}. Check that the port is that of an SSH server, then try again.`,
  'ssh-timeout-login': (w, f) =>
    `${w}: logging in took too long and was given up${f}. Try again; the server may be busy.`,
  'ssh-timeout-files': (w, f) =>
    `${w}: logged in, but the server stopped answering while files were read${f}. Fetch again: it goes on where it stopped.`,
  'ssh-closed-handshake': (w, f) =>
    `${w}: the server closed the connection during the greeting${f}. Check that it lets this computer in, then try again.`,
  'ssh-closed-login': (w, f) =>
    `${w}: the server closed the connection during the login${f}. Check that this user may log in there.`,
  'ssh-closed-files': (w, f) =>
    `${w}: the connection broke while files were read${f}. Fetch again: it goes on where it stopped.`,
  'ssh-jump': (w, f) =>
    `${w}: the jump host let us in but does not reach the server${f}. Check ProxyJump in ~/.ssh/config and that forwarding is allowed there.`,
  'ssh-key-declined': (w, f) =>
    `${w}: checking the host key ended, you did not accept it${f}. Ask whoever runs the server for its fingerprint, then try again.`,
  'ssh-key-changed': (w, f) =>
    `${w}: checking the host key failed, it is not the one that is on record: before → now${f}. Somebody may stand in between: ask whoever runs the server; only when the change is explained, remove the old line from that file.`,
  'ssh-key-revoked': (w, f) =>
    `${w}: checking the host key failed, this key is marked as revoked${f}. Do not use this server before its keys were renewed.`,
  'ssh-login': (w, f) =>
    `${w}: the login failed, nothing here is of a kind that the server accepts${f}. Choose a key file, or add your key to the SSH agent.`,
  'ssh-password': (w, f) =>
    `${w}: the login failed, the server did not accept what you typed${f}. Check user and password, then try again.`,
  'ssh-unanswered': (w, f) =>
    `${w}: the login ended, what the server needs to know was not answered${f}. Connect again when you have the password or passphrase.`,
  'ssh-key-refused': (w, f) =>
    `${w}: the login failed, the server knows none of the keys it was offered${f}. Add the public key (.pub) to this user’s ~/.ssh/authorized_keys there, or choose another key file.`,
  'ssh-passphrase': (w, f) =>
    `${w}: the login failed, the passphrase does not open the key${f}. Try again with the right one.`,
  'ssh-key-file': (w, f) =>
    `${w}: the login failed, the key file cannot be used${f}. Check that it is a private key and that you may read it.`,
  'ssh-key-open': (w, f) =>
    `${w}: the login failed, others on this computer may read the key file, so it was not used${f}. Make it yours alone with chmod 600, then try again.`,
  'ssh-key-closed': (w, f) =>
    `${w}: the login failed, you may not read the key file${f}. If it is yours, allow it with chmod 600, then try again; else choose another key file.`,
  'ssh-agent': (w, f) =>
    `${w}: the login failed, the SSH agent does not answer${f}. Start the agent and add your key, or choose a key file.`,
  'ssh-too-many': (w, f) =>
    `${w}: the login failed, the server allows no more attempts${f}. Choose the right key file for this server, so that no others are tried.`,
  'ssh-path': (w, f) =>
    `${w}: this path cannot be asked for${f}. Give a file, a folder, or a pattern in the last part only, such as /var/log/maillog*.`,
  'ssh-missing': (w, f) =>
    `${w}: logged in, but there is no such file or folder${f}. Check the path; mail logs are usually /var/log/maillog or /var/log/mail.log.`,
  'ssh-forbidden': (w, f) =>
    `${w}: logged in, but this user may not read it${f}. Add the user to the group that may (often adm), or use another user.`,
  'ssh-nothing-matches': (w, f) =>
    `${w}: logged in, but no file there fits${f}. Check the path, or give a pattern such as /var/log/maillog*.`,
  'ssh-not-a-file': (w, f) =>
    `${w}: logged in, but this is no ordinary file${f}. Choose a log file or a folder of logs.`,
  'ssh-no-way': (w, f) =>
    `${w}: logged in, but the server offers neither SFTP nor commands to read files${f}. Allow SFTP for this user on the server.`,
  'ssh-no-journal': (w, f) =>
    `${w}: logged in, but journalctl does not give the journal${f}. Add the user to the group systemd-journal there, or give the path of a log file instead.`,
  'ssh-lied': (w, f) =>
    `${w}: reading was stopped, the server sent something other than what was asked for${f}. Check the server; what came before is shown.`,
  'ssh-shrunk': (w, f) =>
    `${w}: the file became shorter while it was read${f}. What came is shown; fetch again to read what is there now.`,
  'ssh-replaced': (w, f) =>
    `${w}: another file stands under this name now, and the rest of the old one was not found${f}. What was read before stays; lines written in between may be missing.`,
  'ssh-copy-failed': (w, f) =>
    `${w}: the copy on this computer could not be written${f}. Free some disk space or clear the copies, then fetch again.`,
};
