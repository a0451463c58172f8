import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import type { KubeconfigPort } from '../core/ports/kubeconfig';
import { clusterId, type ClusterEntry } from '../core/registry/entry';
import type { Level } from '../core/registry/target';
import { kubeconfigVariable } from './kubeconfig-path';
import { folderOf, kubeconfigPathOf } from './levels';
import type { Notifier } from './notify';
import type { Settings } from './settings';
import { thisMachine } from './this-machine';

const CONSENT_KEY = 'terminal.kubeconfig.consent';

/**
 * `KUBECONFIG` of the integrated terminal: the folder's file, then what the user had. Only in a trusted window, only
 * while the file holds an entry of ours, and after one consent where it names programs that are not ours or is shared by
 * way of git.
 */
export class TerminalEnvironment implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private watchers: vscode.Disposable[] = [];

  constructor(
    private readonly variables: vscode.GlobalEnvironmentVariableCollection,
    private readonly settings: Settings,
    private readonly consents: vscode.Memento,
    private readonly notifier: Notifier,
    private readonly kubeconfig: Pick<KubeconfigPort, 'foreignExecUsers' | 'isTracked'>,
  ) {
    // What was decided for a window that is gone is not to meet a terminal before we have looked again.
    variables.persistent = false;
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('eks') && this.update(),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.update()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.update()),
    ];
  }

  update(): void {
    for (const watcher of this.watchers) watcher.dispose();
    this.watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => this.watch(folder));
    for (const folder of vscode.workspace.workspaceFolders ?? []) this.updateSoon(folder);
  }

  /**
   * `KUBECONFIG` for a terminal that is opened for a cluster of that level, the same as every terminal of the folder
   * gets; `undefined` where the user does not want the file used. The user's own file needs no consent.
   */
  async variableOf(level: Level): Promise<string | undefined> {
    const path = kubeconfigPathOf(level, this.settings);
    const folder = folderOf(level);
    if (!folder) return variableFor(path);
    return (await this.applies(folder, path)) ? variableFor(path) : undefined;
  }

  dispose(): void {
    for (const disposable of [...this.subscriptions, ...this.watchers]) disposable.dispose();
  }

  private watch(folder: vscode.WorkspaceFolder): vscode.Disposable {
    const path = vscode.Uri.file(this.settings.kubeconfigPath(folder));
    const pattern = new vscode.RelativePattern(
      vscode.Uri.joinPath(path, '..'),
      path.path.split('/').at(-1) ?? '',
    );
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const update = () => this.updateSoon(folder);
    watcher.onDidChange(update);
    watcher.onDidCreate(update);
    watcher.onDidDelete(update);
    return watcher;
  }

  private updateSoon(folder: vscode.WorkspaceFolder): void {
    inBackground(
      () => this.updateFolder(folder),
      (error) => this.notifier.failure(error),
    );
  }

  private async updateFolder(folder: vscode.WorkspaceFolder): Promise<void> {
    const variables = this.variables.getScoped({ workspaceFolder: folder });
    const path = this.settings.kubeconfigPath(folder);
    if (!(await this.applies(folder, path))) {
      variables.delete('KUBECONFIG');
      return;
    }
    variables.description = l10n.t('`kubectl` sees the clusters of this folder first.');
    variables.replace('KUBECONFIG', variableFor(path));
  }

  private async applies(folder: vscode.WorkspaceFolder, path: string): Promise<boolean> {
    if (!vscode.workspace.isTrusted) return false;
    const text = await readFile(path, 'utf8').catch(() => '');
    const entries = this.settings.registries().flatMap((registry) => registry.entries);
    return entries.some((entry) => isNamed(entry, text)) && (await this.consented(folder, path, text));
  }

  private async consented(folder: vscode.WorkspaceFolder, path: string, text: string): Promise<boolean> {
    const reasons = await this.reasonsToAsk(path, text);
    if (reasons.length === 0) return true;
    const given = this.consents.get<Record<string, string>>(CONSENT_KEY, {});
    const detail = reasons.join('\n\n');
    if (given[folder.uri.toString()] === detail) return true;
    const question = l10n.t('Use {0} in this folder’s terminals?', path);
    const agreed = await this.notifier.confirm({ question, detail: reasons, agree: l10n.t('Use It') });
    if (agreed) await this.consents.update(CONSENT_KEY, { ...given, [folder.uri.toString()]: detail });
    return agreed;
  }

  /** A checked-in file could name any program for `kubectl` to run, and any cluster to send to, now or after a pull. */
  private async reasonsToAsk(path: string, text: string): Promise<readonly string[]> {
    const foreign = await this.kubeconfig.foreignExecUsers(text);
    const reasons: string[] = [];
    if (foreign.length > 0) {
      reasons.push(
        l10n.t(
          'Besides the clusters of this extension it holds users for which kubectl runs other programs: {0}',
          foreign.join(', '),
        ),
      );
    }
    if (await this.kubeconfig.isTracked(path)) {
      reasons.push(l10n.t('It is tracked by git, so whoever commits to the repository can change it.'));
    }
    return reasons;
  }
}

function variableFor(path: string): string {
  return kubeconfigVariable(path, thisMachine);
}

/** Our entries are named by the cluster's ID, so no parser has to be loaded to see that there is none. */
function isNamed(entry: ClusterEntry, kubeconfig: string): boolean {
  return kubeconfig.includes(clusterId(entry));
}
