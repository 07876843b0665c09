/** Real servers for one test file, ended when its tests are done. */
import { afterAll, test as base } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { PeerRoom, canIsolate } from './peer-room.ts';

export { PASSWORD, USER, freePort, onlyCommands, until, type Peer } from './peer-room.ts';

/** The set-up installs these servers on Linux only; elsewhere the tests that need them are skipped and say so. */
export const test = process.platform === 'linux' ? base : base.skip;
if (process.platform !== 'linux') console.warn('No SSH servers to test against on this system: skipped.');
/** For tests that need a user of their own on the server. */
export const testWithUser = canIsolate ? test : base.skip;
if (!canIsolate) console.warn('No mount namespaces here: tests with a user of their own are skipped.');

export class Peers extends PeerRoom {
  constructor() {
    super(tempFolder());
    afterAll(() => this.end());
  }
}
