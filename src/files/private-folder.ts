import { rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';

/** Keeps git away from a folder `.kube` that is there for a kubeconfig; other folders may hold files to share. */
export async function keepFromGit(kubeconfigPath: string): Promise<void> {
  const folder = dirname(kubeconfigPath);
  if (basename(folder) !== '.kube') return;
  await makeFolder(folder);
  const file = join(folder, '.gitignore');
  try {
    await writeFile(file, '*\n', { flag: 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return;
    // On a full disk it was created empty, and would never be filled.
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}
