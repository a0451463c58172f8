import { chmod, stat } from 'node:fs/promises';
import { explainSystemError } from '../core/errors/system-error';
import { hasCode } from './node-error';

/** Of the group and of all. */
const OTHERS = 0o077;
const READ_BY_OTHERS = 0o044;

/** Who may read a file, as far as its mode says; Windows keeps no such mode. A new file is made for its owner alone. */
export async function readersOf(path: string): Promise<'owner' | 'others'> {
  if (process.platform === 'win32') return 'owner';
  try {
    return ((await stat(path)).mode & READ_BY_OTHERS) === 0 ? 'owner' : 'others';
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'owner';
    throw explainSystemError(error, path) ?? error;
  }
}

/** @throws UserError where the file is not this user's */
export async function makePrivate(path: string): Promise<void> {
  try {
    await chmod(path, (await stat(path)).mode & ~OTHERS);
  } catch (error) {
    throw explainSystemError(error, path) ?? error;
  }
}
