import { mkdir } from 'node:fs/promises';
import { hasCode } from './node-error';

/** Makes a folder that is this user's alone, with those above it. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    // With `recursive` Node says so on a read-only file system; without, what is the matter.
    if (hasCode(error, 'ENOENT')) await mkdir(path);
    throw error;
  }
}
