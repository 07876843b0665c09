/**
 * What is needed of a Linux system: Electron's shared libraries, without a display Xvfb and a Japanese font, and for the
 * tests servers to talk to.
 */
import { existsSync } from 'node:fs';
import { has, run } from './run.mjs';
import { say, stop } from './say.mjs';

const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
/** By the program that tells whether it is there. */
const SERVERS = {
  '/usr/sbin/sshd': 'openssh-server',
  '/usr/bin/ssh-agent': 'openssh-client',
  '/usr/sbin/dropbear': 'dropbear-bin',
};
const DISPLAY = ['xvfb', 'xauth', 'fontconfig', 'fonts-ipafont-gothic'];

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Installs what is missing (as root with apt-get), or prints the command and stops. */
export async function installSystem(dist, { offScreen }) {
  if (process.platform !== 'linux') return;
  const missing = [...(await missingLibraries(dist)), ...(offScreen ? await missingDisplay() : [])];
  await install(missing);
}

/** SSH servers that the tests start on 127.0.0.1. */
export async function installServers() {
  if (process.platform !== 'linux') return;
  const missing = Object.entries(SERVERS).filter(([program]) => !existsSync(program));
  await install(missing.map(([, name]) => name));
}

async function install(missing) {
  if (missing.length === 0) return;
  const command = `apt-get install -y ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !(await has('apt-get'))) {
    stop(
      `Relayscope needs system packages that are missing here. Install them and try again:\n  sudo ${command}`,
    );
  }
  say(`Installing missing system packages: ${command}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  const { status, output } = await run('apt-get', ['install', '-y', '-qq', ...missing], { quiet: true, env });
  if (status !== 0) stop(`${output.slice(-1500)}\n${command} failed, see above.`);
}

async function missingLibraries(dist) {
  const { output } = await run('ldd', [`${dist}/electron`], { quiet: true });
  return output.includes('not found') ? LIBRARIES : [];
}

async function missingDisplay() {
  const fonts = await run('fc-list', [':lang=ja'], { quiet: true });
  const complete =
    (await has('xvfb-run')) && (await has('xauth')) && fonts.status === 0 && fonts.output.trim() !== '';
  return complete ? [] : DISPLAY;
}
