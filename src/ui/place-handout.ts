import * as vscode from 'vscode';
import type { Handout } from '../core/handout';

/** Inserts it into the document that is open, where that makes sense, or opens it as a new one. */
export async function placeHandout(handout: Handout): Promise<'inserted' | 'opened'> {
  const editor = vscode.window.activeTextEditor;
  if (editor && fits(handout, editor) && (await insert(handout, editor))) return 'inserted';
  const { language, text: content } = handout;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  return 'opened';
}

/** Languages, as VS Code calls them, that a handout may be part of: JSON is YAML, too. */
const HOSTS: { readonly [L in Handout['language']]: readonly string[] } = {
  json: ['json', 'jsonc', 'yaml', 'cloudformation'],
  shellscript: ['shellscript'],
};

/** An empty document, a selection to replace, or a place in JSON where a value is missing; nowhere else would it do. */
function fits({ language, text }: Handout, { document, selection }: vscode.TextEditor): boolean {
  if (!HOSTS[language].includes(document.languageId)) return false;
  if (document.getText().trim() === '' || !selection.isEmpty) return true;
  const cursor = document.offsetAt(selection.active);
  const before = document.getText().slice(0, cursor);
  return isJson(`${before}${text}${document.getText().slice(cursor)}`);
}

/** Lines after the first get the indentation of the line that it goes into. */
function insert({ text }: Handout, editor: vscode.TextEditor): Thenable<boolean> {
  const { document, selection } = editor;
  const indentation = /^\s*/.exec(document.lineAt(selection.start).text)?.[0] ?? '';
  const lines = text.trimEnd().split('\n');
  return editor.edit((builder) => builder.replace(selection, lines.join(`\n${indentation}`)));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
