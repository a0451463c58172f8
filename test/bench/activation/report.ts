import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Where the driver finds the report, in the folder that the window has open. */
const REPORT = 'startup-performance.md';

/**
 * Runs inside VS Code: writes its own account of what extensions cost at startup, as soon as the one under development
 * is in it.
 */
export async function run(): Promise<void> {
  const extension = vscode.extensions.all.find(isUnderDevelopment);
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!extension || !folder) throw new Error('The window has no extension under development or no folder.');
  await extension.activate();
  await writeFile(join(folder.uri.fsPath, REPORT), await startupReport(extension.id));
}

function isUnderDevelopment({ packageJSON }: vscode.Extension<unknown>): boolean {
  return (packageJSON as { readonly isUnderDevelopment?: boolean }).isUnderDevelopment === true;
}

/** The document of *Developer: Startup Performance*, which is written anew as extensions come to be active. */
function startupReport(extensionId: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const take = (document: vscode.TextDocument): void => {
      const report = document.getText();
      if (document.uri.scheme !== 'perf' || !report.includes(`| ${extensionId} `)) return;
      watching.dispose();
      resolve(report);
    };
    const watching = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(take),
      vscode.workspace.onDidChangeTextDocument(({ document }) => take(document)),
    );
    vscode.commands.executeCommand('perfview.show').then(undefined, reject);
  });
}
