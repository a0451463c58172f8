import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Clock } from '../core/ports/clock';
import type { Notifier } from './notify';

const TOLD_KEY = 'terminal.shellIntegration.told';
/** Shell integration reports with the first prompt, which slow startup files delay. */
const PROMPT_MS = 10_000;
const MANUAL = 'https://code.visualstudio.com/docs/terminal/shell-integration';

export type OpenedTerminal = Pick<vscode.Terminal, 'name' | 'creationOptions' | 'shellIntegration'>;

export interface NoticeDeps {
  /** Outlives the window. */
  readonly told: Pick<vscode.Memento, 'get' | 'update'>;
  readonly notifier: Pick<Notifier, 'info'>;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Whether the terminal is still there. */
  readonly isOpen: () => boolean;
  /** Names of the tasks that run. */
  readonly tasks: () => readonly string[];
  readonly openLink: (url: string) => unknown;
}

/** Reports a terminal without shell integration, after the shell had time for a prompt. Once per machine. */
export async function noticeMissingIntegration(terminal: OpenedTerminal, deps: NoticeDeps): Promise<void> {
  const { told, notifier, clock, isOpen, tasks, openLink } = deps;
  const isTold = () => told.get<boolean>(TOLD_KEY, false);
  if (isTold() || !isOfUser(terminal, tasks())) return;
  await clock.sleep(PROMPT_MS, new AbortController().signal);
  if (!isOpen() || terminal.shellIntegration || isTold()) return;
  told.update(TOLD_KEY, true).then(undefined, () => undefined);
  notifier.info(
    l10n.t(
      'This terminal has no shell integration. If your shell’s startup files set KUBECONFIG, kubectl does not find this folder’s clusters in it.',
    ),
    { title: l10n.t('Learn More'), run: () => openLink(MANUAL) },
  );
}

/** As opposed to terminals of tasks and of extensions, which have none by design. */
function isOfUser({ creationOptions, name }: OpenedTerminal, tasks: readonly string[]): boolean {
  return !('pty' in creationOptions) && !tasks.some((task) => name.includes(task));
}
