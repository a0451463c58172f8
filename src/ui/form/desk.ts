import * as vscode from 'vscode';
import type { Handout } from '../../core/handout';

/** Where people read what the form was asked for. */
export const desk = {
  /** Beside the form, so that both can be compared. */
  async open({ text: content, language }: Handout): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ language, content });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
  },

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  },
};
