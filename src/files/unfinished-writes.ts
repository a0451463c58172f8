import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode, isWithoutSync } from './node-error';

/** Of the copy that is kept beside a file until that is whole. */
const COPY = '.eks-whole';

/**
 * Writes into a file that cannot be replaced, because it is mounted by itself, as dev containers and `docker -v` do:
 * rename(2) says EBUSY. A process that is killed in between leaves the copy, from which {@link finishWrites} continues;
 * a write that fails puts back what was there.
 *
 * @param copy a whole copy of `content` beside the file, which is gone afterwards
 */
export async function writeInPlace(target: string, content: string, copy: string): Promise<void> {
  const before = await readFile(target);
  const kept = `${copy}${COPY}`;
  await rename(copy, kept);
  try {
    await overwrite(target, content);
  } catch (error) {
    await overwrite(target, before);
    await rm(kept, { force: true });
    throw error;
  }
  // Of a file that is whole, it is no longer of use.
  await rm(kept, { force: true }).catch(() => undefined);
}

/** Removes what earlier writes of that file left when they were killed; only while no write of ours is in progress. */
export async function removeLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  });
  const leftovers = names.filter((name) => isLeftover(name, target));
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { force: true })));
}

function isLeftover(name: string, target: string): boolean {
  return name.startsWith(`.${basename(target)}.`) && name.endsWith('.eks-tmp');
}

/** Finishes what a killed process began; only while no one else writes the file. */
export async function finishWrites(target: string): Promise<void> {
  const folder = dirname(target);
  const names = await readdir(folder);
  for (const name of names.filter((each) => isCopy(each, target))) {
    const copy = join(folder, name);
    const [wanted, present] = await Promise.all([readFile(copy), readFile(target)]);
    if (isCutShort(present, wanted)) await overwrite(target, wanted);
    await rm(copy, { force: true });
  }
}

function isCopy(name: string, target: string): boolean {
  return name.startsWith(`.${basename(target)}.`) && name.endsWith(COPY);
}

/** As opposed to a file that somebody has written since. */
function isCutShort(present: Buffer, wanted: Buffer): boolean {
  return present.length < wanted.length && wanted.subarray(0, present.length).equals(present);
}

async function overwrite(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate();
    await file.writeFile(content);
    await file.sync().catch((error: unknown) => {
      if (!isWithoutSync(error)) throw error;
    });
  } finally {
    await file.close();
  }
}
