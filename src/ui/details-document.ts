import * as vscode from 'vscode';

const SCHEME = 'eks-clusters-details';

let count = 0;

interface ShownDetails {
  close(): Promise<void>;
}

/** Shows a text in a read-only editor, which closes without a question. */
export async function showDetails(title: string, text: string): Promise<ShownDetails> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title}`, query: String(++count) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (asked) => (asked.toString() === uri.toString() ? text : undefined),
  });
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  } finally {
    // The editor keeps its own copy of the text.
    provider.dispose();
  }
  return { close: () => closeEditors(uri) };
}

async function closeEditors(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
  );
  await vscode.window.tabGroups.close(shown);
}
