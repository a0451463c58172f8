import { strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentViewer } from '../../src/ui/form/document-viewer';

const TEMPLATE = `{\n${Array.from({ length: 500 }, (_, line) => `  "line${line}": 0`).join(',\n')}\n}\n`;

describe('What the user reads before creating a cluster', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('is open beside the form, from its top, to be changed and saved', async () => {
    await documentViewer.open({ text: TEMPLATE, language: 'json' });
    const editor = vscode.window.activeTextEditor;
    strictEqual(editor?.document.getText(), TEMPLATE);
    strictEqual(editor.document.languageId, 'json');
    strictEqual(editor.document.isUntitled, true);
    strictEqual(editor.selection.active.line, 0);
  });
});
