import * as vscode from 'vscode';

const SCHEME = 'eks-clusters-details';

let count = 0;

/** Shows a text in an editor of its own, which is read-only and asks for nothing when it is closed. */
export async function showDetails(title: string, text: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}`, query: String(++count) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (asked) => (asked.toString() === uri.toString() ? text : undefined),
  });
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  } finally {
    // The editor has the text by now, and keeps it.
    provider.dispose();
  }
}
