import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode } from './node-error';

/** Keeps git away from a folder `.kube` that is there for a kubeconfig; any other folder may hold what is to be shared. */
export async function keepFromGit(kubeconfigPath: string): Promise<void> {
  const folder = dirname(kubeconfigPath);
  if (basename(folder) !== '.kube') return;
  try {
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
