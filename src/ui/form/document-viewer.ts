import * as vscode from 'vscode';
import type { GeneratedDocument } from '../../core/iam-export';

/** Opens and copies documents that the form generates. */
export const documentViewer = {
  /**
   * Beside the form, so that both can be compared. Written only once it is shown: VS Code opens a second tab for an
   * untitled document with text that it finds in none.
   */
  async open({ text, language }: GeneratedDocument): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language });
    const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
    const top = new vscode.Position(0, 0);
    await editor.edit((builder) => builder.insert(top, text));
    editor.selection = new vscode.Selection(top, top);
    editor.revealRange(editor.selection);
  },

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  },
};
