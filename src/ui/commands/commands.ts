import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import { UserError } from '../../core/errors/user-error';
import type { Action, Notifier } from '../notify';
import { isRowLost } from './lost-row';

/** Every command of the extension. `package.json` lists the same; a test compares the two. */
export const COMMANDS = [
  'eks.createCluster',
  'eks.addExistingCluster',
  'eks.configureAuthentication',
  'eks.createRoles',
  'eks.setExternalId',
  'eks.generatePolicy',
  'eks.refresh',
  'eks.refreshRow',
  'eks.showOperation',
  'eks.cancelOperation',
  'eks.retryOperation',
  'eks.deleteFailedCluster',
  'eks.keepResources',
  'eks.forgetOperation',
  'eks.attachCluster',
  'eks.deleteCluster',
  'eks.removeCluster',
  'eks.enableCluster',
  'eks.disableCluster',
  'eks.toggleCluster',
  'eks.editEnvironmentScope',
  'eks.configureNamespaces',
  'eks.moveCluster',
  'eks.findClusterForEnvironment',
  'eks.prepareEnvironment',
  'eks.removeEnvironment',
  'eks.setUpInCluster',
  'eks.createDefaultStorageClass',
  'eks.rotateToken',
  'eks.revokeToken',
  'eks.addToKubeconfig',
  'eks.useContext',
  'eks.removeFromKubeconfig',
  'eks.openTerminal',
  'eks.reviewAccess',
  'eks.openConsole',
  'eks.copyArn',
  'eks.showLog',
] as const;
export type Command = (typeof COMMANDS)[number];

/** Those that neither read nor write anything of the workspace or of AWS. */
const WITHOUT_TRUST: ReadonlySet<Command> = new Set<Command>(['eks.generatePolicy', 'eks.showLog']);

export type Handlers = { readonly [C in Command]: (argument?: unknown, selection?: unknown) => unknown };

/**
 * Registers all commands. VS Code hands them the row that they were called on, and all that are selected with it.
 * Whatever a handler throws is shown, once.
 */
export function registerCommands(handlers: Handlers, notifier: Notifier): vscode.Disposable {
  const run = async (command: Command, ...args: readonly unknown[]): Promise<void> => {
    try {
      if (!vscode.workspace.isTrusted && !WITHOUT_TRUST.has(command)) throw userError('workspace-untrusted');
      if (isRowLost(args)) throw userError('row-lost');
      await handlers[command](...args);
    } catch (error) {
      const again = () => run(command, ...args);
      notifier.failure(error, ...actionsAfter(error, again));
    }
  };
  const registered = COMMANDS.map((command) =>
    vscode.commands.registerCommand(command, (...args: readonly unknown[]) => run(command, ...args)),
  );
  return vscode.Disposable.from(...registered);
}

/** The file that stands in the way is the user's to mend; then the command is called again. */
function actionsAfter(error: unknown, again: () => Promise<void>): readonly Action[] {
  const file = error instanceof UserError ? SETTINGS_FILES[error.code] : undefined;
  if (file === undefined) return [];
  return [
    { title: l10n.t('Open Settings'), run: () => vscode.commands.executeCommand(file) },
    { title: l10n.t('Try Again'), run: again },
  ];
}

/** Which command of VS Code opens the file that an error is about. */
const SETTINGS_FILES: Readonly<Record<string, string>> = {
  'settings-unsaved': 'workbench.action.openWorkspaceSettingsFile',
  'settings-broken': 'workbench.action.openWorkspaceSettingsFile',
  'user-settings-unsaved': 'workbench.action.openSettingsJson',
  'user-settings-broken': 'workbench.action.openSettingsJson',
};
