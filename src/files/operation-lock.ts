import { rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { HeldLock, OperationLock } from '../core/ports/journal';
import { tryLock, withLock } from './lock';
import { hasCode } from './node-error';
import { readRegularFile } from './read-regular-file';
import type { Lock } from './renewed-lock';
import { COUNT, parseJson } from './schema';
import { thisMachine } from './this-machine';

/** The process that runs an operation. Earlier versions did not write `machine`: see {@link thisMachine}. */
const OWNER = v.looseObject({ pid: COUNT, host: v.string(), machine: v.optional(v.string()) });
type Owner = v.InferOutput<typeof OWNER>;

/**
 * `locks/<id>.lock` with a heartbeat, and beside it `locks/<id>.json`, which names the process: one that has died on
 * this machine is replaced at once, one that has gone silent elsewhere after some seconds.
 */
export class FileOperationLock implements OperationLock {
  private readonly folder: string;

  /** @param machine tells this machine from others; `undefined` where it cannot be told: then only heartbeats count */
  constructor(
    storage: string,
    private readonly machine: () => Promise<string | undefined> = thisMachine,
  ) {
    this.folder = join(storage, 'locks');
  }

  async acquire(operationId: string): Promise<HeldLock | undefined> {
    const path = join(this.folder, operationId);
    const ownerFile = `${path}.json`;
    const here: Owner = { pid: process.pid, host: hostname(), machine: await this.machine() };
    // One window at a time, or two of them might each remove what the other has just taken over.
    const lock = await withLock(join(this.folder, 'acquire'), async () => {
      if (isDead(await readOwner(ownerFile), here))
        await rm(`${path}.lock`, { recursive: true, force: true });
      const taken = await tryLock(path);
      if (taken) await signOrRelease(taken, ownerFile, here);
      return taken;
    });
    return lock && { lost: lock.lost, release: () => release(lock, ownerFile) };
  }
}

/** Without its owner's name the lock would be that of the last owner, who may be dead. */
async function signOrRelease(lock: Lock, ownerFile: string, owner: Owner): Promise<void> {
  try {
    await writeFile(ownerFile, JSON.stringify(owner), { mode: 0o600 });
  } catch (error) {
    await release(lock, ownerFile);
    throw error;
  }
}

async function release(lock: Lock, ownerFile: string): Promise<void> {
  // Then both belong to the process that took it over.
  if (lock.lost.aborted) return;
  // An owner's file that stays names a process that no longer renews the lock.
  await rm(ownerFile, { force: true }).catch(() => undefined);
  await lock.release();
}

/** @returns `undefined` if it cannot be determined: then only the heartbeat counts */
async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return v.parse(OWNER, parseJson((await readRegularFile(path)).toString('utf8')));
  } catch {
    return undefined;
  }
}

function isDead(owner: Owner | undefined, here: Owner): boolean {
  if (owner?.machine === undefined || owner.machine !== here.machine || owner.host !== here.host)
    return false;
  try {
    // Signal 0 only asks.
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}
