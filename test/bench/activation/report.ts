import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Which extension is measured; the driver sets it for the server. */
const MEASURED = process.env['EKS_BENCH_EXTENSION'] ?? '';

/** Where the driver finds the report, in the folder that the window has open. */
const REPORT = 'startup-performance.md';

/** An extension of its own: writes VS Code's account of what extensions cost at startup, once the measured one is in it. */
export async function activate(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The window has no folder.');
  // Otherwise the report may be shown too early, and VS Code 1.100 does not always bring it up to date.
  await vscode.extensions.getExtension(MEASURED)?.activate();
  const report = await startupReport();
  // Under another name first: the driver takes the file as soon as it is there.
  const partial = join(folder.uri.fsPath, `${REPORT}.partial`);
  await writeFile(partial, report);
  await rename(partial, join(folder.uri.fsPath, REPORT));
}

/** The document of *Developer: Startup Performance*, which changes as extensions are activated. */
function startupReport(): Promise<string> {
  return new Promise((resolve, reject) => {
    const take = (document: vscode.TextDocument): void => {
      const report = document.getText();
      if (document.uri.scheme !== 'perf' || !report.includes(`| ${MEASURED} `)) return;
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
