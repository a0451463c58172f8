import * as vscode from 'vscode';
import { userError } from '../core/errors/catalogue';

/** Prevents any call to AWS or a cluster in Restricted Mode. VS Code never takes trust back in an open window. */
export function refuseUntrusted(): void {
  if (!vscode.workspace.isTrusted) throw userError('workspace-untrusted');
}
