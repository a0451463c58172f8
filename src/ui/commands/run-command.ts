import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import type { Notifier } from '../notify';
import type { Command, Handlers } from './commands';
import { actionsAfter } from './error-actions';

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

/**
 * Whether VS Code lost the row that a command was called on. A menu passes its row and all selected rows, with
 * `undefined` for rows that VS Code forgot while it redraws the view. The palette passes nothing, and the command asks.
 */
export function isRowLost(args: readonly unknown[]): boolean {
  const [row, selection] = args;
  if (args.length < 2) return false;
  return row === undefined || (Array.isArray(selection) && selection.includes(undefined));
}
