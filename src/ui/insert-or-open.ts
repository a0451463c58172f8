import * as vscode from 'vscode';
import { canInsert, type GeneratedDocument, indentedText } from '../core/iam-export';

/** Inserts it into the document that is open, where that makes sense, or opens it as a new one. */
export async function insertOrOpen(generated: GeneratedDocument): Promise<'inserted' | 'opened'> {
  const editor = vscode.window.activeTextEditor;
  if (editor && fits(generated, editor) && (await insert(generated, editor))) return 'inserted';
  const { language, text: content } = generated;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  return 'opened';
}

function fits(generated: GeneratedDocument, { document, selection }: vscode.TextEditor): boolean {
  const { languageId: language } = document;
  const offsets = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return canInsert({ language, text: document.getText(), selection: offsets }, generated);
}

/** @returns whether the document took it; it may be read-only */
function insert(generated: GeneratedDocument, editor: vscode.TextEditor): Thenable<boolean> {
  const { document, selection } = editor;
  const text = indentedText(generated, document.lineAt(selection.start).text);
  return editor.edit((builder) => builder.replace(selection, text));
}
