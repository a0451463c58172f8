import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import { UserError } from '../../core/errors/user-error';
import type { Action, Notifier } from '../notify';

/** Every command of the extension. `package.json` lists the same; a test compares the two. */
export const COMMANDS = [
  'eks.createCluster',
  'eks.addExistingCluster',
  'eks.configureAuthentication',
  'eks.createRoles',
  'eks.setExternalId',
  'eks.generatePolicy',
  'eks.refresh',
  'eks.showOperation',
  'eks.cancelOperation',
  'eks.retryOperation',
  'eks.deleteEverything',
  'eks.keepOperation',
  'eks.attachCluster',
  'eks.deleteCluster',
  'eks.removeCluster',
  'eks.toggleCluster',
  'eks.editEnvironmentScope',
  'eks.editManagement',
  'eks.moveCluster',
  'eks.showServingCluster',
  'eks.prepareEnvironment',
  'eks.removeEnvironment',
  'eks.setUpCluster',
  'eks.createDefaultStorageClass',
  'eks.rotateToken',
  'eks.revokeToken',
  'eks.addToKubeconfig',
  'eks.useContext',
  'eks.removeFromKubeconfig',
  'eks.openTerminal',
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
  const run = async (command: Command, argument?: unknown, selection?: unknown): Promise<void> => {
    try {
      if (!vscode.workspace.isTrusted && !WITHOUT_TRUST.has(command)) throw userError('workspace-untrusted');
      await handlers[command](argument, selection);
    } catch (error) {
      const again = () => run(command, argument, selection);
      void notifier.failure(error, ...(isOfSettings(error) ? settingsActions(again) : []));
    }
  };
  const registered = COMMANDS.map((command) =>
    vscode.commands.registerCommand(command, (argument?: unknown, selection?: unknown) =>
      run(command, argument, selection),
    ),
  );
  return vscode.Disposable.from(...registered);
}

function isOfSettings(error: unknown): boolean {
  return error instanceof UserError && ['settings-unsaved', 'settings-broken'].includes(error.code);
}

/** The file that stands in the way is the user's to mend; what was asked for is then done without asking anew. */
function settingsActions(again: () => Promise<void>): readonly Action[] {
  const file = vscode.workspace.workspaceFolders
    ? 'workbench.action.openWorkspaceSettingsFile'
    : 'workbench.action.openSettingsJson';
  return [
    { title: l10n.t('Open Settings'), run: () => vscode.commands.executeCommand(file) },
    { title: l10n.t('Try Again'), run: again },
  ];
}
