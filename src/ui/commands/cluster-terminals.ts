import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../../core/background';
import { MAX_LENGTH, displayText } from '../../core/foreign/shown-text';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import { folderOf } from '../levels';
import type { Notifier } from '../notify';
import { thisMachine } from '../this-machine';
import { clusterVariables } from './cluster-variables';
import type { TerminalContext, TerminalRequest } from './open-terminal';

interface Deps {
  readonly kubeconfig: Pick<KubeconfigPort, 'removeTerminalChoice'>;
  readonly notifier: Pick<Notifier, 'failure' | 'info'>;
}

/** The terminals that were opened for clusters in this window, each with the file that chooses its context. */
export class ClusterTerminals {
  private readonly choices = new Map<vscode.Terminal, string>();
  readonly subscription: vscode.Disposable;

  constructor(private readonly deps: Deps) {
    this.subscription = vscode.window.onDidCloseTerminal((terminal) => {
      const path = this.choices.get(terminal);
      this.choices.delete(terminal);
      // One that VS Code closes with itself comes back with the same variables.
      if (path === undefined || terminal.exitStatus?.reason === vscode.TerminalExitReason.Shutdown) return;
      inBackground(
        () => this.remove(path, terminal.name),
        (error) => this.deps.notifier.failure(error),
      );
    });
  }

  /** Without a folder of the cluster's own, it starts in the first one. */
  open(request: TerminalRequest): void {
    const { level, context } = request;
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = folderOf(level) ?? folders[0];
    // In a window of several folders, VS Code may take the variables of another one than the terminal starts in.
    const isFirstEverywhere = level.kind !== 'user' && folders.length === 1;
    const path = folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
    const name = displayText(request.name, MAX_LENGTH.name);
    const terminal = vscode.window.createTerminal({
      name,
      cwd: folder?.uri,
      env: clusterVariables(request, { machine: thisMachine, folder: path, isFirstEverywhere }),
      message: context && !isIntegrated() ? withoutIntegration(name, context) : undefined,
    });
    if (context) this.choices.set(terminal, context.choicePath);
    terminal.show();
  }

  private async remove(path: string, name: string): Promise<void> {
    if ((await this.deps.kubeconfig.removeTerminalChoice(path)) === 'removed') return;
    this.deps.notifier.info(
      l10n.t(
        'The closed terminal {0} left kubeconfig entries in {1} that no other terminal reads.',
        name,
        path,
      ),
      {
        title: l10n.t('Open File'),
        run: () => vscode.window.showTextDocument(vscode.Uri.file(path)),
      },
    );
  }
}

/** https://code.visualstudio.com/docs/terminal/shell-integration */
const INTEGRATED = /^(bash|zsh|fish|pwsh|powershell)(\.exe)?$/i;

/** Judged by the shell's name, before it starts. */
function isIntegrated(): boolean {
  const terminal = vscode.workspace.getConfiguration('terminal.integrated');
  return terminal.get('shellIntegration.enabled') !== false && INTEGRATED.test(basename(vscode.env.shell));
}

function withoutIntegration(cluster: string, { name }: TerminalContext): string {
  return l10n.t(
    'In this terminal, kubectl may use a cluster other than {0}, because VS Code’s shell integration is off. Add --context {1} to its commands.',
    cluster,
    displayText(name, MAX_LENGTH.sentence),
  );
}
