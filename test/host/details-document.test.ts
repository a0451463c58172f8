import { strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { showDetails } from '../../src/ui/details-document';

describe('The details of a notification', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are in an editor that nothing can be typed into, each in its own', async () => {
    for (const text of ['first\n[x](command:y)', 'second']) {
      await showDetails('Details', text);
      const editor = vscode.window.activeTextEditor;
      strictEqual(editor?.document.getText(), text);
      strictEqual(editor.document.languageId, 'plaintext');
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x')).then(undefined, () => false);
      strictEqual(editor.document.getText(), text);
      strictEqual(editor.document.isDirty, false);
    }
    strictEqual(vscode.window.tabGroups.activeTabGroup.tabs.length, 2);
  });
});
