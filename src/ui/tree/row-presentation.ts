import * as vscode from 'vscode';
import type { RowTexts } from './shown-row';
import type { ResourceView } from '../../core/cloudformation/stack-status';
import type { OperationState } from '../../core/operation/view';

/** How a row looks, without its ID. A screen reader reads the label and the description. */
export type RowPresentation = Omit<vscode.TreeItem, 'id' | 'label' | 'description' | 'tooltip'> &
  Pick<RowTexts, 'label' | 'description'> &
  Partial<RowTexts>;

export const WARNING = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

export const PASSED = new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
export const FAILED = new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));

export const STATE_ICONS: { readonly [S in OperationState['kind']]: vscode.ThemeIcon } = {
  running: new vscode.ThemeIcon('loading~spin'),
  pendingRegistration: new vscode.ThemeIcon('clock'),
  succeeded: PASSED,
  failed: FAILED,
  kept: new vscode.ThemeIcon('archive'),
  deleted: new vscode.ThemeIcon('circle-slash'),
  forgotten: FAILED,
};

export function statusIcon(status: ResourceView['status']): vscode.ThemeIcon {
  switch (status) {
    case 'waiting':
      return new vscode.ThemeIcon('circle-outline');
    case 'inProgress':
    case 'deleting':
      return new vscode.ThemeIcon('loading~spin');
    case 'complete':
      return PASSED;
    case 'failed':
      return FAILED;
    case 'cancelled':
    case 'deleted':
      return new vscode.ThemeIcon('circle-slash');
  }
}

/** EKS returns states in capitals: `ACTIVE`. */
export function capitalized(status: string): string {
  return status.charAt(0) + status.slice(1).toLowerCase();
}
