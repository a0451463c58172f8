import * as vscode from 'vscode';
import { inBackground, type Report } from '../core/background';
import { OperationsFolder } from '../files/operations-folder';
import { CONTEXT_KEYS } from '../ui/commands/context-key';

/**
 * A window in which the extension has nothing to do by itself: until settings configure a cluster, a workspace chooses
 * how AWS is accessed, or an operation is in progress in any window.
 */
export class IdleWindow implements vscode.Disposable {
  private readonly operations: OperationsFolder;
  private readonly subscriptions: vscode.Disposable;
  private watching: Promise<{ dispose(): void }> | undefined;
  private isOver = false;

  /** @param end called as soon as there is something to do */
  constructor(
    storage: string,
    private readonly end: () => Promise<unknown>,
    private readonly report: Report,
  ) {
    this.operations = new OperationsFolder(storage, report);
    const look = () => this.lookSoon();
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('eks') && look()),
      vscode.workspace.onDidChangeWorkspaceFolders(look),
      vscode.workspace.onDidGrantWorkspaceTrust(look),
    );
    inBackground(() => this.begin(), report);
  }

  dispose(): void {
    this.isOver = true;
    this.subscriptions.dispose();
    inBackground(async () => (await this.watching)?.dispose(), this.report);
  }

  private async begin(): Promise<void> {
    await this.look();
    if (this.isOver) return;
    // Those of an extension host that was restarted are still there.
    for (const key of CONTEXT_KEYS) await vscode.commands.executeCommand('setContext', key, false);
  }

  private lookSoon(): void {
    inBackground(() => this.look(), this.report);
  }

  private async look(): Promise<void> {
    if (!vscode.workspace.isTrusted) return;
    if (!isConfigured() && !(await this.hasOperations())) return;
    if (this.isOver) return;
    this.dispose();
    await this.end();
  }

  /** Watched first: an operation that begins in between is not missed. */
  private async hasOperations(): Promise<boolean> {
    this.watching ??= this.operations.watch(() => this.lookSoon());
    await this.watching;
    return this.operations.isInUse();
  }
}

/** At any level: VS Code does not merge arrays, so the nearest level hides the others. */
function isConfigured(): boolean {
  const scopes = [undefined, ...(vscode.workspace.workspaceFolders ?? [])];
  return scopes.some((scope) => {
    const eks = vscode.workspace.getConfiguration('eks', scope);
    return (
      eks.inspect('clusters')?.globalValue !== undefined ||
      ['clusters', 'aws.profile', 'aws.region'].some((name) => {
        const { workspaceValue, workspaceFolderValue } = eks.inspect(name) ?? {};
        return workspaceValue !== undefined || workspaceFolderValue !== undefined;
      })
    );
  });
}
