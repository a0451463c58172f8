import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { userError } from '../core/errors/catalogue';
import { hasCode } from './node-error';

/** A holder that has not renewed its lock for so long is gone. */
const STALE_MS = 10_000;
/** Long enough to see a lock go stale that a killed process held. */
const PATIENCE_MS = 12_000;

export interface Lock {
  /** Aborted when another took the lock over, because this machine slept for longer than a lock lasts. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes `<path>.lock`, the same that `kubectl config` takes for a kubeconfig. The file itself need not exist, its folder
 * is made.
 * @returns `undefined` while another holds it
 */
export async function tryLock(path: string): Promise<Lock | undefined> {
  try {
    return await lock(path);
  } catch (error) {
    if (hasCode(error, 'ELOCKED')) return undefined;
    throw error;
  }
}

/** Does the work while holding the lock, for which it waits some seconds. */
export async function withLock<T>(path: string, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const held = await waitForLock(path);
  try {
    return await work(held.lost);
  } finally {
    if (!held.lost.aborted) await held.release();
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
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Not loaded before it is needed: it listens to the signals of the process.
  const lockfile = await import('proper-lockfile');
  const lost = new AbortController();
  const release = await lockfile.lock(path, {
    stale: STALE_MS,
    realpath: false,
    onCompromised: (error) => lost.abort(error),
  });
  return { lost: lost.signal, release };
}
