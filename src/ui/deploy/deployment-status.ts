import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { displayText, withoutIcons } from '../../core/foreign/shown-text';
import type { DeployContextKey } from '../commands/context-key';

/** Shows in the status bar what is being deployed, and whether *Cancel Deployment* has something to cancel. */
export class DeploymentStatus implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;

  constructor(private readonly setContext: (key: DeployContextKey, value: boolean) => void) {}

  /** @param titles of the deployments that run, for example “Deploying shop to staging” */
  show(titles: readonly string[]): void {
    this.setContext('eks.hasDeployments', titles.length > 0);
    const [first] = titles;
    if (first === undefined) {
      this.item?.hide();
      return;
    }
    const item = (this.item ??= this.createItem());
    const text = titles.length === 1 ? first : l10n.t('{0} deployments', titles.length);
    item.text = `$(sync~spin) ${withoutIcons(text)}`;
    item.tooltip = titles.map((title) => displayText(title)).join('\n');
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  }

  dispose(): void {
    this.item?.dispose();
  }

  private createItem(): vscode.StatusBarItem {
    const item = vscode.window.createStatusBarItem('eks.deployments', vscode.StatusBarAlignment.Left);
    item.name = l10n.t('EKS Deployments');
    item.command = 'eks.environments.focus';
    return item;
  }
}
