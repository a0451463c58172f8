import * as vscode from 'vscode';
import { userError } from '../core/errors/catalogue';

/** Restricted Mode: neither AWS nor a cluster is called, whoever asks; trust once given is not taken back. */
export function refuseUntrusted(): void {
  if (!vscode.workspace.isTrusted) throw userError('workspace-untrusted');
}
