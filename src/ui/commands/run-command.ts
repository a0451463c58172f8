import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import { UserError } from '../../core/errors/user-error';
import type { Action, Notifier } from '../notify';
import type { Command, Handlers } from './commands';

/** Those that neither read nor write anything of the workspace or of AWS. */
const WITHOUT_TRUST: ReadonlySet<Command> = new Set<Command>(['eks.generatePolicy', 'eks.showLog']);

/** Runs a command with what VS Code handed it; what it throws is shown, once. */
export type RunCommand = (command: Command, args: readonly unknown[]) => Promise<void>;

/** VS Code hands a command the row that it was called on, and all that are selected with it. */
export function commandRunner(handlers: Handlers, notifier: Notifier): RunCommand {
  const run: RunCommand = async (command, args) => {
    try {
      if (!vscode.workspace.isTrusted && !WITHOUT_TRUST.has(command)) throw userError('workspace-untrusted');
      if (isRowLost(args)) throw userError('row-lost');
      await handlers[command](...args);
    } catch (error) {
      notifier.failure(error, ...actionsAfter(error, () => run(command, args)));
    }
  };
  return run;
}

/** Buttons to open the settings file that the user must fix, and to try again. */
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

/**
 * Whether VS Code lost the row that a command was called on. A menu passes its row and all selected rows, with
 * `undefined` for rows that VS Code forgot while it redraws the view. The palette passes nothing, and the command asks.
 */
export function isRowLost(args: readonly unknown[]): boolean {
  const [row, selection] = args;
  if (args.length < 2) return false;
  return row === undefined || (Array.isArray(selection) && selection.includes(undefined));
}
