import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainSystemError } from '../core/errors/system-error';
import type { PrivateFile, PrivateFilePort } from '../core/ports/deploy-tools';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';

/** The longest that any of them is of use: ECR's logins. https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
const LONGEST_USE_MS = 12 * 3_600_000;

/**
 * Files with secrets, each in a folder of its own that only this user reads.
 * @param root the folder of all of them; made when it is needed
 */
export function privateFiles(root: string): PrivateFilePort {
  return {
    async withFile(name, text, use) {
      const folder = join(root, `${process.pid}-${randomBytes(8).toString('hex')}`);
      try {
        return await use(await write(folder, name, text));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },

    async sweep() {
      const folders = await readdir(root).catch((error: unknown) => {
        if (hasCode(error, 'ENOENT')) return [];
        throw error;
      });
      for (const name of folders) {
        const folder = join(root, name);
        if (!(await isInUse(name, folder))) await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function write(folder: string, name: string, text: string): Promise<PrivateFile> {
  const path = join(folder, name);
  try {
    await makeFolder(folder);
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw explainSystemError(error, path) ?? error;
  }
  return { folder, path };
}

/** Whether the process that wrote it still runs. A number may belong to another process by now, but not for that long. */
async function isInUse(name: string, folder: string): Promise<boolean> {
  const pid = Number(/^(\d+)-/.exec(name)?.[1]);
  if (!Number.isSafeInteger(pid) || !isRunning(pid)) return false;
  const { mtimeMs } = await stat(folder);
  return Date.now() - mtimeMs < LONGEST_USE_MS;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is another user's.
    return hasCode(error, 'EPERM');
  }
}
