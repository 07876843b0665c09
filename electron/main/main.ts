/**
 * Composition root: decides nothing by itself, makes the parts and joins them. Order matters at the top: the
 * folder of userData, the scheme and the switches must stand before `ready`.
 */
import * as electron from 'electron';
import { join } from 'node:path';
import { parseCommandLine, userDataFolder, type CommandLine } from './command-line.ts';
import { AppHost } from './app-host.ts';
import { fileLogger } from './logger.ts';
import { pageHandler, SCHEME } from './protocol.ts';
import { guardApp, guardSession, OFFLINE_SWITCHES } from './security.ts';

const { app, protocol, session } = electron;

const folder = userDataFolder(process.argv, process.env, process.cwd());
if (folder !== undefined) app.setPath('userData', folder);
const commandLine = parseCommandLine(process.argv, process.defaultApp === true, process.cwd());

// A picture is taken beside a running app and leaves it alone.
if (commandLine.picture === undefined && !app.requestSingleInstanceLock({ files: commandLine.files })) {
  app.exit(0);
} else {
  start(commandLine);
}

function start(first: CommandLine): void {
  const logger = fileLogger(app.getPath('userData'));
  for (const [name, value] of OFFLINE_SWITCHES) app.commandLine.appendSwitch(name, value);
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.enableSandbox();
  guardApp(app, logger);
  const host = new AppHost(electron, first, __dirname, logger);

  app.on('second-instance', (_event, _argv, _folder, data) => {
    host.show(filesOf(data));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    host.show([path]);
  });
  app.on('activate', () => {
    host.show([]);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  process.on('uncaughtException', (error) => {
    logger.error('uncaught', error);
    host.tellProblem({ code: 'internal', where: 'Relayscope', detail: error.name });
  });
  void app.whenReady().then(() => {
    protocol.handle(SCHEME, pageHandler(join(__dirname, 'page')));
    guardSession(session.defaultSession, logger);
    host.open();
    logger.info(`started ${app.getVersion()} on Electron ${process.versions.electron ?? ''}`);
  });
}

/** What a second instance hands over: our own data, checked as anything from outside. */
function filesOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('files' in data)) return [];
  return Array.isArray(data.files) ? data.files.filter((file) => typeof file === 'string') : [];
}
