import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainSystemError } from '../core/errors/system-error';
import type { RegistryCredentials, RegistryLogin, RegistryLoginPort } from '../core/ports/image-registry';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';

/** ECR's logins last no longer. https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
const LONGEST_LOGIN_MS = 12 * 3_600_000;

/**
 * Logins of container CLIs, each in a folder of its own that only this user reads.
 * @param root the folder of all of them; made when it is needed
 */
export function registryLogins(root: string): RegistryLoginPort {
  return {
    async withLogin(credentials, use) {
      const folder = join(root, `${process.pid}-${randomBytes(8).toString('hex')}`);
      try {
        return await use(await writeLogin(folder, credentials));
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

/** The file that all container CLIs read. https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md */
async function writeLogin(
  folder: string,
  { host, username, password }: RegistryCredentials,
): Promise<RegistryLogin> {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const file = join(folder, 'config.json');
  try {
    await makeFolder(folder);
    await writeFile(file, JSON.stringify({ auths: { [host]: { auth } } }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw explainSystemError(error, file) ?? error;
  }
  return { folder, file };
}

/** Whether the process that wrote it still runs. A number may belong to another process by now, but not for that long. */
async function isInUse(name: string, folder: string): Promise<boolean> {
  const pid = Number(/^(\d+)-/.exec(name)?.[1]);
  if (!Number.isSafeInteger(pid) || !isRunning(pid)) return false;
  const { mtimeMs } = await stat(folder);
  return Date.now() - mtimeMs < LONGEST_LOGIN_MS;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is another user's.
    return hasCode(error, 'EPERM');
  }
}
