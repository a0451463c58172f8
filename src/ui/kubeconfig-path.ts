import { realpathSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { expandPath, environmentVariable, type Machine } from '../core/environment';
import { userError } from '../core/errors/catalogue';
import type { UserError } from '../core/errors/user-error';
import { displayText } from '../core/foreign/shown-text';
import { hasVariable } from './vscode-variables';

const DEFAULT = '${workspaceFolder}/.kube/config';

/** The values of the variables in the setting. */
interface PathVariables extends Machine {
  readonly folder: string;
  /** The paths of all folders of the workspace by their names. */
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * The setting `eks.kubeconfig.path` as an absolute path; what is relative is relative to the folder. VS Code expands
 * variables only in tasks and launch configurations, so we do: its own, and those of shells. One without a value
 * stays as `${…}`, and {@link unknownVariable} tells it. Quotes around it, as a shell wants them, are none of the path.
 *
 * https://code.visualstudio.com/docs/reference/variables-reference
 */
export function expandKubeconfigPath(setting: string, places: PathVariables): string {
  const path = setting.trim().replace(/^(["'])(.*)\1$/, '$2') || DEFAULT;
  const expanded = path
    .replace(/^~(?=[\\/]|$)/, () => places.home)
    .replace(VARIABLE, (_whole, ofEditor?: string, ofShell?: string, ofWindows?: string) => {
      const name = ofEditor ?? `env:${ofShell ?? ofWindows ?? ''}`;
      return valueOf(name, places) ?? `\${${name}}`;
    });
  return resolve(places.folder, expanded);
}

/** `${name}`, `$NAME` and `%NAME%`. */
const VARIABLE = /\$\{([^}]*)\}|\$(\w+)|%(\w+)%/g;

function valueOf(name: string, { folder, folders, home, env }: PathVariables): string | undefined {
  switch (name) {
    case 'workspaceFolder':
    case 'workspaceRoot':
      return folder;
    case 'workspaceFolderBasename':
      return basename(folder);
    case 'userHome':
      return home;
    case 'pathSeparator':
    case '/':
      return sep;
  }
  const [kind, argument = ''] = name.split(/:(.*)/s);
  if (kind === 'workspaceFolder') return folders.get(argument);
  if (kind !== 'env') return undefined;
  return environmentVariable(env, argument) ?? (/^(HOME|USERPROFILE)$/.test(argument) ? home : undefined);
}

/** The first variable in a path that has no value; a folder may also have such a name. */
export function unknownVariable(path: string, folder: string | undefined): string | undefined {
  return /\$\{[^}]*\}/.exec(folder === undefined ? path : path.replace(folder, ''))?.[0];
}

/** Otherwise a folder of that name would be made. @throws UserError where the path has a variable that means nothing */
export function refuseUnknownVariable(path: string, folder: string | undefined): void {
  const problem = pathProblem(path, folder);
  if (problem) throw problem;
}

/** What is wrong with a path that the setting leads to. */
export function pathProblem(path: string, folder: string | undefined): UserError | undefined {
  const unknown = unknownVariable(path, folder);
  return unknown === undefined
    ? undefined
    : userError('kubeconfig-path-variable', { variable: displayText(unknown) });
}

/** The user's own kubeconfig files, in the order of `kubectl`. */
export function ownKubeconfigs(machine: Machine): readonly [string, ...string[]] {
  const [first, ...others] = filesFromEnvironment(machine).filter(isAbsolute);
  return first === undefined ? [join(machine.home, '.kube', 'config')] : [first, ...others];
}

/** The variable `KUBECONFIG` for a file, as {@link kubeconfigList} has it. */
export function kubeconfigVariable(path: string, machine: Machine, folder?: string): string {
  return kubeconfigList([path], machine, folder).join(delimiter);
}

/**
 * The files of the variable `KUBECONFIG`: those first, then what the user had. Of a name in several, `kubectl` takes
 * the first. A file under two names is named once: `kubectl config` would lock it under both, and wait for itself.
 *
 * @param folder that terminals start in, which a relative path of the user's is of
 * @throws UserError where the variable would name another file than those
 */
export function kubeconfigList(
  paths: readonly string[],
  machine: Machine,
  folder?: string,
): readonly string[] {
  for (const path of paths) {
    const objection = pathObjection(path);
    if (objection !== undefined)
      throw userError('kubeconfig-not-used', { path: displayText(path), detail: objection });
  }
  const named = filesFromEnvironment(machine);
  const had = named.length > 0 ? named : [join(machine.home, '.kube', 'config')];
  const files = new Map<string, string>();
  for (const file of [...paths, ...had]) {
    const real = isAbsolute(file) || folder !== undefined ? realPathOf(resolve(folder ?? '', file)) : file;
    if (!files.has(real)) files.set(real, file);
  }
  return [...files.values()].map(withForwardSlashes);
}

/** The files that kubectl reads in terminals of a folder, as {@link kubeconfigList} has them, by their whole paths. */
export function kubeconfigsIn(folder: string, paths: readonly string[], machine: Machine): readonly string[] {
  return kubeconfigList(paths, machine, folder).map((file) => resolve(folder, file));
}

/** Git Bash takes a backslash for the beginning of an escape where VS Code's shell integration sets a variable. */
function withForwardSlashes(file: string): string {
  return sep === '\\' ? file.replaceAll(sep, '/') : file;
}

/** Behind links, also of a file that is not there yet. */
function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path));
  }
}

/** `kubectl` itself takes `~` for a folder of that name: it is written where a shell would have replaced it. */
function filesFromEnvironment(machine: Machine): readonly string[] {
  const files = (environmentVariable(machine.env, 'KUBECONFIG') ?? '').split(delimiter);
  return files.filter((file) => file.trim() !== '').map((file) => expandPath(file, machine));
}

function pathObjection(path: string): string | undefined {
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
