import * as vscode from 'vscode';
import { systemClock } from './clock';
import { noticeMissingIntegration, type NoticeDeps } from './integration-notice';

/** Says once that a terminal has no shell integration, so that the shell's startup files have the last word. */
export function notifyMissingIntegration(
  terminal: vscode.Terminal,
  deps: Pick<NoticeDeps, 'told' | 'notifier'>,
): Promise<void> {
  return noticeMissingIntegration(terminal, {
    ...deps,
    clock: systemClock,
    isOpen: () => vscode.window.terminals.includes(terminal),
    tasks: () => vscode.tasks.taskExecutions.map(({ task }) => task.name),
    openLink: (url) => vscode.env.openExternal(vscode.Uri.parse(url)),
  });
}
