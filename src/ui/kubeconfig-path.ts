import { delimiter, isAbsolute, join, relative, resolve, sep } from 'node:path';

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

/** The user's own kubeconfig files, in the order of `kubectl`. */
export function ownKubeconfigs({
  own,
  home,
}: {
  own: string | undefined;
  home: string;
}): readonly [string, ...string[]] {
  const [first, ...others] = (own ?? '').split(delimiter).filter(isAbsolute);
  return first === undefined ? [join(home, '.kube', 'config')] : [first, ...others];
}

/** The variable `KUBECONFIG` for a file: that first, then what the user had. Of a name in both, `kubectl` takes the first. */
export function kubeconfigVariable(
  path: string,
  { own, home }: { own: string | undefined; home: string },
): string {
  const had = (own || join(home, '.kube', 'config')).split(delimiter);
  return [path, ...had.filter((other) => other !== path && other !== '')].join(delimiter);
}

/** Both without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
