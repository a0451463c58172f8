import { rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { userError } from '../core/errors/catalogue';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';
import type { Lock } from './renewed-lock';

/** A holder that has not renewed its lock for so long is gone. */
const STALE_MS = 10_000;
/** Clocks of machines that share a disk differ by less. */
const CLOCK_SKEW_MS = 60_000;
/** Long enough to see a lock go stale that a killed process held. */
const PATIENCE_MS = 12_000;

/**
 * Takes `<path>.lock`, the same that `kubectl config` takes for a kubeconfig. The file itself need not exist, its
 * folder is made.
 * @returns `undefined` while another holds it
 */
export async function tryLock(path: string): Promise<Lock | undefined> {
  try {
    return await lock(path);
  } catch (error) {
    if (!hasCode(error, 'ELOCKED')) throw error;
    return (await isLeftFromFuture(path)) ? takeOver(path) : undefined;
  }
}

/** Does the work while holding the lock, for which it waits some seconds. */
export async function withLock<T>(path: string, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const held = await waitForLock(path);
  try {
    return await work(held.lost);
  } finally {
    await held.release();
  }
}

async function waitForLock(path: string): Promise<Lock> {
  const deadline = Date.now() + PATIENCE_MS;
  while (true) {
    const taken = await tryLock(path).catch((error: unknown) => {
      // A lock of kubectl's, which is a file where ours is a folder, left behind long ago: not ours to remove.
      if (hasCode(error, 'ENOTDIR')) throw locked(path);
      throw error;
    });
    if (taken) return taken;
    if (Date.now() > deadline) throw locked(path);
    await setTimeout(10 + Math.random() * 40);
  }
}

function locked(path: string): Error {
  return userError('file-locked', { path, lock: `${path}.lock` });
}

async function lock(path: string): Promise<Lock> {
  await makeFolder(dirname(path));
  const { takeLock } = await import('./renewed-lock');
  return takeLock(path, { staleMs: STALE_MS });
}

/** When each lock that is dated in the future was first seen with that date. */
const futures = new Map</* path */ string, { readonly dated: number; readonly since: number }>();

/**
 * A clock that was wrong, or a foreign program, left a date that would not come for years. A holder that lives renews
 * it, whatever its clock says: one that stays the same for as long as a lock lasts has no living owner.
 */
async function isLeftFromFuture(path: string): Promise<boolean> {
  const dated = (await stat(`${path}.lock`).catch(() => undefined))?.mtimeMs ?? 0;
  if (dated <= Date.now() + CLOCK_SKEW_MS) {
    futures.delete(path);
    return false;
  }
  const seen = futures.get(path);
  if (seen?.dated === dated) return performance.now() - seen.since > STALE_MS;
  futures.set(path, { dated, since: performance.now() });
  return false;
}

async function takeOver(path: string): Promise<Lock | undefined> {
  futures.delete(path);
  await rmdir(`${path}.lock`).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
  });
  return tryLock(path);
}
