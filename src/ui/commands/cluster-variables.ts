import { delimiter, sep } from 'node:path';
import type { Machine } from '../../core/environment';
import { kubeconfigList } from '../kubeconfig-path';
import type { TerminalRequest } from './open-terminal';

/** The window that a terminal is opened in. */
export interface TerminalPlace {
  readonly machine: Machine;
  /** The path of the folder that terminals start in. */
  readonly folder: string | undefined;
  /** What VS Code gives to every terminal here begins with the kubeconfig that has the context. */
  readonly isFirstEverywhere: boolean;
}

type Variables = Readonly<Record<string, string>>;

/**
 * The variables of a cluster's terminal. In `KUBECONFIG` a file of our own comes first, for the first file that names a
 * current context decides.
 *
 * VS Code sets them before the shell starts, then those of the folder, which replace them, and then the shell's startup
 * files may set others. After all that its shell integration applies what it finds in variables of its own, those of the
 * terminal first: `VSCODE_ENV_REPLACE`, in which the folder's has the last word, and then `VSCODE_ENV_PREPEND`, by which
 * our file comes before whatever that was.
 *
 * https://github.com/microsoft/vscode/blob/1.100.3/src/vs/platform/terminal/common/environmentVariableCollection.ts
 *
 * @throws UserError where `KUBECONFIG` would name other files than those
 */
export function clusterVariables(
  { env, context }: Pick<TerminalRequest, 'env' | 'context'>,
  { machine, folder, isFirstEverywhere }: TerminalPlace,
): Variables {
  if (!context) return { ...env, ...replacing(env) };
  const files = kubeconfigList([context.choicePath, context.path], machine, folder);
  const ours = isFirstEverywhere ? 1 : 2;
  const others = files.slice(ours).join(delimiter);
  const first = files.slice(0, ours).join(delimiter) + delimiter;
  return {
    ...env,
    KUBECONFIG: files.join(delimiter),
    ...replacing({ ...env, KUBECONFIG: others }),
    VSCODE_ENV_PREPEND: item('KUBECONFIG', first),
  };
}

function replacing(env: Variables): Variables {
  const items = Object.entries(env).map(([name, value]) => item(name, value));
  return items.length === 0 ? {} : { VSCODE_ENV_REPLACE: items.join(':') };
}

/** As VS Code writes it, and the scripts of Unix shells take a backslash for the beginning of an escape. */
function item(name: string, value: string): string {
  const text = sep === '/' ? value.replaceAll('\\', '\\x5c') : value;
  return `${name}=${text.replaceAll(':', '\\x3a')}`;
}
