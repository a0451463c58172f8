import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** Watches what AWS's tools keep about profiles and sign-ins: config, credentials, and the tokens of `aws sso login`. */
export class AwsFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private watchers: readonly vscode.Disposable[] | undefined;
  readonly onDidChange = this.changed.event;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** From now on; not before somebody has asked for credentials. */
  watch(): void {
    this.watchers ??= this.patterns().map((pattern) => this.watcher(pattern));
  }

  dispose(): void {
    this.changed.dispose();
    for (const watcher of this.watchers ?? []) watcher.dispose();
  }

  private patterns(): readonly vscode.RelativePattern[] {
    const folder = join(homedir(), '.aws');
    const files = [
      this.env['AWS_CONFIG_FILE'] ?? join(folder, 'config'),
      this.env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials'),
    ];
    const tokens = new vscode.RelativePattern(vscode.Uri.file(join(folder, 'sso', 'cache')), '*.json');
    return [
      ...files.map((file) => new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file))),
      tokens,
    ];
  }

  private watcher(pattern: vscode.RelativePattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = () => this.changed.fire();
    watcher.onDidChange(tell);
    watcher.onDidCreate(tell);
    watcher.onDidDelete(tell);
    return watcher;
  }
}
