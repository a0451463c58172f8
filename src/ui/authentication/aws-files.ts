import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { awsEnvironment, type Machine } from '../../core/environment';

/** Watches what AWS's tools keep about profiles and sign-ins: config, credentials, and the tokens of `aws sso login`. */
export class AwsFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private watchers: readonly vscode.Disposable[] | undefined;
  readonly onDidChange = this.changed.event;

  constructor(private readonly machine: Machine) {}

  /** Starts watching. Called when credentials are used for the first time. */
  watch(): void {
    this.watchers ??= this.patterns().map((pattern) => this.watcher(pattern));
  }

  dispose(): void {
    this.changed.dispose();
    for (const watcher of this.watchers ?? []) watcher.dispose();
  }

  private patterns(): readonly vscode.RelativePattern[] {
    const { configFile, credentialsFile } = awsEnvironment(this.machine);
    const cache = join(this.machine.home, '.aws', 'sso', 'cache');
    const tokens = new vscode.RelativePattern(vscode.Uri.file(cache), '*.json');
    return [
      ...[configFile, credentialsFile].map(
        (file) => new vscode.RelativePattern(vscode.Uri.file(dirname(file)), basename(file)),
      ),
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
