import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Notifier } from './notify';

const TOLD_KEY = 'terminal.shellIntegration.told';
/** A shell with integration says so with its first prompt; slow startup files come before that. */
const PROMPT_MS = 10_000;

interface Ports {
  readonly told: Pick<vscode.Memento, 'get' | 'update'>;
  readonly notifier: Pick<Notifier, 'info'>;
}

/** Says once that a terminal has no shell integration, so that the shell's startup files have the last word. */
export function tellWithoutIntegration(terminal: vscode.Terminal, { told, notifier }: Ports): void {
  if (told.get<boolean>(TOLD_KEY, false) || !isOfUser(terminal)) return;
  setTimeout(() => {
    const isOpen = vscode.window.terminals.includes(terminal);
    if (!isOpen || terminal.shellIntegration || told.get<boolean>(TOLD_KEY, false)) return;
    told.update(TOLD_KEY, true).then(undefined, () => undefined);
    notifier.info(
      l10n.t(
        'This terminal has no shell integration. If your shell’s startup files set KUBECONFIG, kubectl does not find this folder’s clusters there.',
      ),
      {
        title: l10n.t('Learn More'),
        run: () =>
          vscode.env.openExternal(
            vscode.Uri.parse('https://code.visualstudio.com/docs/terminal/shell-integration'),
          ),
      },
    );
  }, PROMPT_MS);
}

/** As opposed to terminals of tasks and of extensions, which have none by design. */
function isOfUser(terminal: vscode.Terminal): boolean {
  if ('pty' in terminal.creationOptions) return false;
  return !vscode.tasks.taskExecutions.some(({ task }) => terminal.name.includes(task.name));
}
