import { delimiter, join, resolve } from 'node:path';

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

/** The variable `KUBECONFIG` for a file: that first, then what the user had. Of a name in both, `kubectl` takes the first. */
export function kubeconfigVariable(
  path: string,
  { own, home }: { own: string | undefined; home: string },
): string {
  const had = (own || join(home, '.kube', 'config')).split(delimiter);
  return [path, ...had.filter((other) => other !== path && other !== '')].join(delimiter);
}
