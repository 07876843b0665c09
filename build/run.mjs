/** Runs a program, shows or collects what it says, and never throws for an exit status. */
import { spawn } from 'node:child_process';
import { ROOT } from './places.mjs';

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{quiet?: boolean, env?: NodeJS.ProcessEnv, timeout?: number, cwd?: string}} [options]
 *   quiet: collect the output instead of showing it; timeout in milliseconds
 * @returns {Promise<{status: number, output: string}>} status 127 when the program does not exist
 */
export function run(command, args, { quiet = false, env = process.env, timeout, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      timeout,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** Is this program on the path? */
export async function has(command) {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return (await run(finder, [command], { quiet: true })).status === 0;
}
