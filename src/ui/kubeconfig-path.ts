import { realpathSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { expandPath, variable, type Machine } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import { shownText } from '../core/foreign/shown-text';
import { hasVariable } from './vscode-variables';

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

/**
 * The variable `KUBECONFIG` for a file: that first, then what the user had. Of a name in both, `kubectl` takes the first.
 * A file under two names is named once: `kubectl config` would lock it under both, and wait for itself.
 *
 * @param folder that terminals start in, which a relative path of the user's is of
 * @throws UserError where the variable would name another file than that
 */
export function kubeconfigVariable(path: string, machine: Machine, folder?: string): string {
  const objection = objectionTo(path);
  if (objection !== undefined)
    throw userError('kubeconfig-not-used', { path: shownText(path), detail: objection });
  const named = namedFiles(machine);
  const had = named.length > 0 ? named : [join(machine.home, '.kube', 'config')];
  const files = new Map<string, string>();
  for (const file of [path, ...had]) {
    const real = isAbsolute(file) || folder !== undefined ? realName(resolve(folder ?? '', file)) : file;
    if (!files.has(real)) files.set(real, file);
  }
  return [...files.values()].join(delimiter);
}

/** Behind links, also of a file that is not there yet. */
function realName(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realName(dirname(path)), basename(path));
  }
}

/** `kubectl` itself takes `~` for a folder of that name: it is written where a shell would have replaced it. */
function namedFiles(machine: Machine): readonly string[] {
  const files = (variable(machine.env, 'KUBECONFIG') ?? '').split(delimiter);
  return files.filter((file) => file.trim() !== '').map((file) => expandPath(file, machine));
}

function objectionTo(path: string): string | undefined {
  if (path.includes(delimiter))
    return l10n.t('its path contains “{0}”, which separates the files in KUBECONFIG.', delimiter);
  if (hasVariable(path)) return l10n.t('its path contains “{0}”, which VS Code would replace.', '${');
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(path)) return l10n.t('its path contains control characters.');
  return undefined;
}

/** Both without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
