import * as vscode from 'vscode';
import { systemClock } from './clock';
import { noticeWithoutIntegration, type NoticePorts } from './integration-notice';

/** Says once that a terminal has no shell integration, so that the shell's startup files have the last word. */
export function tellWithoutIntegration(
  terminal: vscode.Terminal,
  ports: Pick<NoticePorts, 'told' | 'notifier'>,
): Promise<void> {
  return noticeWithoutIntegration(terminal, {
    ...ports,
    clock: systemClock,
    isOpen: () => vscode.window.terminals.includes(terminal),
    tasks: () => vscode.tasks.taskExecutions.map(({ task }) => task.name),
    openLink: (url) => vscode.env.openExternal(vscode.Uri.parse(url)),
  });
}
