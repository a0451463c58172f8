import * as vscode from 'vscode';

/**
 * What the user has set, wherever a repository says otherwise. VS Code keeps settings of the scopes `machine` and
 * `application` out of a workspace only by their full names: `"eks.build": {"tool": …}` in its settings would count.
 */
export function ownSetting(name: string): unknown {
  const values = vscode.workspace.getConfiguration('eks').inspect(name);
  return values?.globalValue ?? values?.defaultValue;
}
