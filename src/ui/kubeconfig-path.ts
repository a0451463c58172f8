import { resolve } from 'node:path';

const DEFAULT = '${workspaceFolder}/.kube/config';

/**
 * The setting `eks.kubeconfig.path` as an absolute path. `${workspaceFolder}` is expanded by us, for VS Code does so only
 * in tasks and launch configurations; what is relative is relative to the folder.
 */
export function expandKubeconfigPath(
  setting: string,
  { folder, home }: { folder: string; home: string },
): string {
  const path = setting.trim() || DEFAULT;
  return resolve(
    folder,
    path.replace(/^~(?=[\\/]|$)/, () => home).replaceAll('${workspaceFolder}', () => folder),
  );
}
