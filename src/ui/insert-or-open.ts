import * as vscode from 'vscode';
import { fitsInto, type Handout, indented } from '../core/iam-export';

/** Inserts it into the document that is open, where that makes sense, or opens it as a new one. */
export async function insertOrOpen(handout: Handout): Promise<'inserted' | 'opened'> {
  const editor = vscode.window.activeTextEditor;
  if (editor && fits(handout, editor) && (await insert(handout, editor))) return 'inserted';
  const { language, text: content } = handout;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  return 'opened';
}

function fits(handout: Handout, { document, selection }: vscode.TextEditor): boolean {
  const { languageId: language } = document;
  const offsets = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  return fitsInto({ language, text: document.getText(), selection: offsets }, handout);
}

/** @returns whether the document took it; it may be read-only */
function insert(handout: Handout, editor: vscode.TextEditor): Thenable<boolean> {
  const { document, selection } = editor;
  const text = indented(handout, document.lineAt(selection.start).text);
  return editor.edit((builder) => builder.replace(selection, text));
}
