import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import { userError } from '../core/errors/catalogue';
import { explainSystemError } from '../core/errors/system-error';
import { writeAtomically } from './atomic-write';
import { withLock } from './lock';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';
import { readRegularFile } from './read-regular-file';
import { linkAt, realTarget } from './real-path';

/** What an edit came to; its `text`, if any, becomes the file. */
interface Outcome {
  readonly kind: string;
  readonly text?: string;
}

/**
 * Edits a user's text file under a lock. `edit` gets what the file says now, nothing where there is none.
 * Throws `UserError` with the file as it was.
 * @returns what `edit` returned
 */
export async function editTextFile<R extends Outcome>(path: string, edit: (text: string) => R): Promise<R> {
  return withUserErrors(path, async () => {
    await makeFolder(dirname(path));
    const target = await realTarget(path);
    const work = () => withLock(target, (lost) => editLocked(target, edit, lost));
    const link = await linkAt(path);
    return link === undefined ? work() : withLinkLock(link, work);
  });
}

/**
 * `kubectl config` locks a linked file beside the link. Where we may not make that lock, kubectl may not, either. The
 * target's own is always the second, so that no two wait for each other.
 */
async function withLinkLock<T>(link: string, work: () => Promise<T>): Promise<T> {
  const isLockable = await access(dirname(link), constants.W_OK).then(
    () => true,
    () => false,
  );
  return isLockable ? withLock(link, work) : work();
}

/** What a text file says; nothing where there is none. Throws `UserError` where it is no text file of ordinary size. */
export async function readTextFile(path: string): Promise<string> {
  return (await readTextIfPresent(path)) ?? '';
}

/** The same, where an empty file means something else than none. @returns `undefined` where there is none */
export async function readTextIfPresent(path: string): Promise<string | undefined> {
  const bytes = await withUserErrors(path, () => readIfPresent(path));
  try {
    return bytes && STRICT_UTF8.decode(bytes);
  } catch {
    throw userError('file-not-text', { path });
  }
}

async function editLocked<R extends Outcome>(
  target: string,
  edit: (text: string) => R,
  lost: AbortSignal,
): Promise<R> {
  // Before it is read: it may be cut short.
  const { finishWrites, removeLeftovers } = await import('./unfinished-writes');
  await finishWrites(target);
  const before = await readTextFile(target);
  const result = edit(before);
  const { text } = result;
  if (text === undefined || text === before) return result;
  // They may hold a token.
  await removeLeftovers(target);
  if (lost.aborted) throw userError('file-overwritten', { path: target });
  await writeAtomically(target, text);
  // What can't be read back was written nevertheless.
  const written = await readTextFile(target).catch(() => text);
  if (written !== text) throw userError('file-overwritten', { path: target });
  return result;
}

/** Bytes that are not UTF-8 would not survive being read and written; a byte order mark has to. */
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function readIfPresent(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readRegularFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** What the operating system refuses is the user's to put right; anything else is ours. */
async function withUserErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && hasCode(error, 'ERR_INVALID_ARG_VALUE'))
      throw userError('file-unusable', { path, detail: error.message });
    throw explainSystemError(error, path) ?? error;
  }
}
