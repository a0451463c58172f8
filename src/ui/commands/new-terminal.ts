import * as vscode from 'vscode';
import { folderOf } from '../levels';
import type { TerminalRequest } from './open-terminal';

/** A terminal of the editor; without a folder of the cluster's own, in the first one. */
export function newTerminal({ name, level, env }: TerminalRequest): void {
  const folder = folderOf(level) ?? vscode.workspace.workspaceFolders?.[0];
  vscode.window.createTerminal({ name, cwd: folder?.uri, env }).show();
}
