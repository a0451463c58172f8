import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import type { KubeconfigPort } from '../core/ports/kubeconfig';
import { clusterId } from '../core/registry/entry';
import type { Level } from '../core/registry/target';
import { folderOf } from './levels';
import type { Notifier } from './notify';
import type { Settings } from './settings';
import { TerminalConsent, type DescribeFindings, type FolderFile } from './terminal-consent';
import { TerminalKubeconfig } from './terminal-kubeconfig';
import { thisMachine } from './this-machine';
import type { WrittenClusters } from './written-clusters';

export interface TerminalDeps {
  readonly variables: vscode.GlobalEnvironmentVariableCollection;
  readonly settings: Settings;
  /** What was answered in this workspace. */
  readonly answers: vscode.Memento;
  readonly notifier: Notifier;
  readonly kubeconfig: Pick<KubeconfigPort, 'examine'>;
  readonly written: WrittenClusters;
  readonly describe: DescribeFindings;
  /** Called for a terminal that the user types into, and that has no shell integration yet. */
  readonly onUnintegrated: (terminal: vscode.Terminal) => unknown;
}

/**
 * `KUBECONFIG` of the integrated terminal: the folder's file, then what the user had. Only in a trusted window, only
 * while the file holds an entry of ours, and after one consent to whatever else is in it.
 */
export class TerminalEnvironment implements vscode.Disposable {
  private readonly kubeconfig: TerminalKubeconfig;
  private readonly subscriptions: vscode.Disposable[];
  private watchers: vscode.Disposable[] = [];
  private isSetSomewhere = false;

  constructor(private readonly deps: TerminalDeps) {
    const { answers, describe, kubeconfig, notifier, settings, variables, written } = deps;
    // What was decided for a window that is gone is not to meet a terminal before we have looked again.
    variables.persistent = false;
    this.kubeconfig = new TerminalKubeconfig({
      ...{ kubeconfig, notifier, machine: thisMachine },
      consent: new TerminalConsent(answers, notifier, describe),
      clusterIds: () => settings.registries().flatMap(({ entries }) => entries.map(clusterId)),
      written: () => written.seals,
    });
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('eks') && this.update(),
      ),
      vscode.window.onDidChangeTerminalState((terminal) => {
        if (!this.isSetSomewhere || !terminal.state.isInteractedWith || terminal.shellIntegration) return;
        inBackground(
          () => this.deps.onUnintegrated(terminal),
          (error) => notifier.failure(error),
        );
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.update()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.update()),
    ];
  }

  update(): void {
    for (const watcher of this.watchers) watcher.dispose();
    this.watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => this.watch(folder));
    for (const folder of vscode.workspace.workspaceFolders ?? []) this.updateSoon(folder);
  }

  /** For a terminal that is opened for a cluster of that level; asks. The user's own file needs no consent. */
  async isWantedAt(level: Level): Promise<boolean> {
    const folder = folderOf(level);
    if (!folder) return true;
    return vscode.workspace.isTrusted && this.kubeconfig.request(this.file(folder));
  }

  /** The terminals of the level's folder have its kubeconfig: the user agreed, or need not be asked. */
  async isUsedAt(level: Level): Promise<boolean> {
    const folder = folderOf(level);
    return folder !== undefined && vscode.workspace.isTrusted && this.kubeconfig.isUsed(this.file(folder));
  }

  /** Disposes of it together with this. */
  own(disposable: vscode.Disposable): void {
    this.subscriptions.push(disposable);
  }

  dispose(): void {
    for (const disposable of [...this.subscriptions, ...this.watchers]) disposable.dispose();
  }

  /** Every file of its folder, since its name may be a pattern, `**` among them. */
  private watch(folder: vscode.WorkspaceFolder): vscode.Disposable {
    const { path } = this.file(folder);
    const parent = vscode.Uri.joinPath(vscode.Uri.file(path), '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(parent, '*'));
    const update = (changed: vscode.Uri) => {
      // Where the case of names does not count, VS Code may say it otherwise than the setting does.
      if (changed.fsPath.toLowerCase() === path.toLowerCase()) this.updateSoon(folder);
    };
    watcher.onDidChange(update);
    watcher.onDidCreate(update);
    watcher.onDidDelete(update);
    return watcher;
  }

  private updateSoon(folder: vscode.WorkspaceFolder): void {
    inBackground(
      () => this.updateFolder(folder),
      (error) => this.deps.notifier.failure(error),
    );
  }

  private async updateFolder(folder: vscode.WorkspaceFolder): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    const variables = this.deps.variables.getScoped({ workspaceFolder: folder });
    await this.kubeconfig.update(this.file(folder), (variable) => {
      if (variable === undefined) {
        variables.delete('KUBECONFIG');
        return;
      }
      variables.description = l10n.t('`kubectl` sees the clusters of this folder first.');
      // After the shell's startup files once more, which may set one of their own.
      const applyAtShellIntegration = isLiteral(variable);
      this.isSetSomewhere = true;
      variables.replace('KUBECONFIG', variable, { applyAtProcessCreation: true, applyAtShellIntegration });
    });
  }

  private file(folder: vscode.WorkspaceFolder): FolderFile {
    return { folder: folder.uri.toString(), path: this.deps.settings.kubeconfigPath(folder) };
  }
}

/** VS Code's scripts for shells take a backslash for the beginning of an escape. */
function isLiteral(value: string): boolean {
  return !value.includes('\\');
}
