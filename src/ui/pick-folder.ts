import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../core/errors/catalogue';

/** The workspace folder that the user chooses; the only one without asking. */
export type PickedFolder =
  | { readonly kind: 'folder'; readonly folder: vscode.WorkspaceFolder }
  | { readonly kind: 'none' }
  | { readonly kind: 'cancelled' };

/** Which workspace folder the user means. `none`: no folder is open. */
export async function pickFolder(): Promise<PickedFolder> {
  const [first, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (!first) return { kind: 'none' };
  const folder =
    others.length === 0
      ? first
      : await vscode.window.showWorkspaceFolderPick({ placeHolder: l10n.t('Which folder?') });
  return folder ? { kind: 'folder', folder } : { kind: 'cancelled' };
}

/**
 * The same, where there is nothing to do without one.
 * @returns `undefined` when the user changed their mind
 * @throws UserError `no-folder`
 */
export async function requireFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const picked = await pickFolder();
  switch (picked.kind) {
    case 'folder':
      return picked.folder;
    case 'none':
      throw userError('no-folder');
    case 'cancelled':
      return undefined;
  }
}
