import { lstat, rename } from 'node:fs/promises';
import { hasCode } from './node-error';

/**
 * Keeps what is damaged under a name of its own, beside where it was: it may be all that is left of something.
 * @returns its path; `undefined` where it is gone already
 */
export async function setAside(path: string): Promise<string | undefined> {
  const kept = await freeName(path);
  try {
    await rename(path, kept);
    return kept;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Renaming would replace what was kept before. */
async function freeName(path: string): Promise<string> {
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${path}.damaged` : `${path}.damaged-${count}`;
    try {
      await lstat(name);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return name;
      throw error;
    }
  }
}
