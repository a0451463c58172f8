import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { explainSystemError } from '../core/errors/system-error';
import { hasCode, isWithoutSync } from './node-error';
import { realTarget } from './real-path';

/** Of files that hold tokens, external IDs or accounts. */
const PRIVATE = 0o600;

/**
 * Replaces the content of a file as a whole: readers, also after a crash, find the old or the new content, never half
 * of one. Links are followed, mode and owner stay. The folder must exist. What failed leaves nothing beside the file.
 * Only a file that is mounted by itself is written in place.
 * @throws UserError what the operating system refuses, such as `disk-full`
 */
export async function writeAtomically(path: string, content: string): Promise<void> {
  try {
    await replace(path, content);
  } catch (error) {
    // An open file does not know its path.
    throw explainSystemError(error, path) ?? error;
  }
}

async function replace(path: string, content: string): Promise<void> {
  const target = await realTarget(path);
  const present = await statIfPresent(target);
  // Renaming would replace a read-only file without asking.
  if (present) await access(target, constants.W_OK);
  const temporary = temporaryName(target);
  try {
    await writeDurably(temporary, content, present);
    await putInPlace(temporary, target, content);
  } catch (error) {
    // What was refused counts, not that this is refused too.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.eks-tmp`);
}

async function statIfPresent(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function writeDurably(path: string, content: string, like: Stats | undefined): Promise<void> {
  const file = await open(path, 'wx', PRIVATE);
  try {
    await file.writeFile(content);
    if (like) await takeAfter(file, like);
    await file.sync().catch((error: unknown) => {
      if (!isWithoutSync(error)) throw error;
    });
  } finally {
    await file.close();
  }
}

async function takeAfter(file: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const own = await file.stat();
  // Only root may give a file away; for others it stays with who wrote it, as with any editor.
  if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid).catch(() => undefined);
  await file.chmod(mode & 0o7777);
}

async function putInPlace(temporary: string, target: string, content: string): Promise<void> {
  try {
    await renameOver(temporary, target);
  } catch (error) {
    if (process.platform === 'win32' || !hasCode(error, 'EBUSY')) throw error;
    const { writeInPlace } = await import('./unfinished-writes');
    await writeInPlace(target, content, temporary);
  }
}

const RENAME_ATTEMPTS = 10;

/** On Windows a virus scanner or an indexer may hold the file for some milliseconds. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const held = process.platform === 'win32' && hasCode(error, 'EPERM', 'EACCES', 'EBUSY');
      if (!held || attempt === RENAME_ATTEMPTS) throw error;
      await setTimeout(attempt * 20);
    }
  }
}

/**
 * Makes the rename itself outlive a power cut, where that can be had. The file is in place by now: what fails here,
 * such as EINVAL of a shared folder, EIO of a network file system or EACCES of a folder that is not readable, undoes
 * nothing.
 */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close().catch(() => undefined);
}
