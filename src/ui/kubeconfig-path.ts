import { delimiter, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { expandPath, variable, type Machine } from '../core/environment';

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
export function ownKubeconfigs(machine: Machine): readonly [string, ...string[]] {
  const [first, ...others] = namedFiles(machine).filter(isAbsolute);
  return first === undefined ? [join(machine.home, '.kube', 'config')] : [first, ...others];
}

/** The variable `KUBECONFIG` for a file: that first, then what the user had. Of a name in both, `kubectl` takes the first. */
export function kubeconfigVariable(path: string, machine: Machine): string {
  const named = namedFiles(machine);
  const had = named.length > 0 ? named : [join(machine.home, '.kube', 'config')];
  return [path, ...had.filter((other) => other !== path)].join(delimiter);
}

/** `kubectl` itself takes `~` for a folder of that name: it is written where a shell would have replaced it. */
function namedFiles(machine: Machine): readonly string[] {
  const files = (variable(machine.env, 'KUBECONFIG') ?? '').split(delimiter);
  return files.filter((file) => file.trim() !== '').map((file) => expandPath(file, machine));
}

/** Both without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
