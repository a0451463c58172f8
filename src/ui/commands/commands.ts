import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import type { Notifier } from '../notify';

/** Every command of the extension. `package.json` lists the same; a test compares the two. */
export const COMMANDS = [
  'eks.createCluster',
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
  'eks.addToKubeconfig',
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
  const registered = COMMANDS.map((command) =>
    vscode.commands.registerCommand(command, async (argument?: unknown, selection?: unknown) => {
      try {
        if (!vscode.workspace.isTrusted && !WITHOUT_TRUST.has(command))
          throw userError('workspace-untrusted');
        await handlers[command](argument, selection);
      } catch (error) {
        void notifier.failure(error);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
