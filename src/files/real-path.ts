import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { userError } from '../core/errors/catalogue';
import { hasCode } from './node-error';

/**
 * The file that a path means, behind all links, whether it is there yet or not. A link to nothing is refused: it is
 * unknown what it should become.
 */
export async function realTarget(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    // A setting may hold a NUL.
    if (hasCode(error, 'ERR_INVALID_ARG_VALUE'))
      throw userError('file-unusable', { path, detail: (error as Error).message });
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error;
    // Another window may have made the file in between: that it is there does not make it a link.
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    if (isLink) throw userError('file-link-dangling', { path });
    return join(await realTarget(dirname(path)), basename(path));
  }
}

/** The link that a path names, in its real folder; `undefined` where the path names a file, or nothing. */
export async function linkAt(path: string): Promise<string | undefined> {
  const named = join(await realTarget(dirname(path)), basename(path));
  const found = await lstat(named).catch(() => undefined);
  return found?.isSymbolicLink() ? named : undefined;
}
