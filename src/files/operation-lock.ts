import { rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { HeldLock, OperationLock } from '../core/ports/journal';
import { tryLock, withLock, type Lock } from './lock';
import { hasCode } from './node-error';
import { readRegularFile } from './read-regular-file';

/** The process that drives an operation. */
interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * `locks/<id>.lock` with a heartbeat, and beside it `locks/<id>.json`, which names the process: one that has died on
 * this machine is replaced at once, one that has gone silent elsewhere after some seconds.
 */
export class FileOperationLock implements OperationLock {
  private readonly folder: string;

  constructor(storage: string) {
    this.folder = join(storage, 'locks');
  }

  async acquire(operationId: string): Promise<HeldLock | undefined> {
    const path = join(this.folder, operationId);
    const ownerFile = `${path}.json`;
    // One window at a time, or two of them might each remove what the other has just taken over.
    const lock = await withLock(join(this.folder, 'acquire'), async () => {
      if (isDead(await readOwner(ownerFile))) await rm(`${path}.lock`, { recursive: true, force: true });
      const taken = await tryLock(path);
      if (taken)
        await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }), { mode: 0o600 });
      return taken;
    });
    return lock && { lost: lock.lost, release: () => release(lock, ownerFile) };
  }
}

async function release(lock: Lock, ownerFile: string): Promise<void> {
  // Then both belong to whoever took it over.
  if (lock.lost.aborted) return;
  await rm(ownerFile, { force: true });
  await lock.release();
}

/** `undefined` where it cannot be told: then only the heartbeat counts. */
async function readOwner(path: string): Promise<Owner | undefined> {
  const text = await readRegularFile(path).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  );
  const [pid, host] = [/"pid":(\d+)/.exec(text)?.[1], /"host":"([^"]+)"/.exec(text)?.[1]];
  return pid !== undefined && host !== undefined ? { pid: Number(pid), host } : undefined;
}

function isDead(owner: Owner | undefined): boolean {
  if (owner?.host !== hostname()) return false;
  try {
    // Signal 0 only asks.
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}
