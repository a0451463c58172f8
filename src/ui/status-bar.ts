import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { MAX_LENGTH, displayText, withoutIcons } from '../core/foreign/shown-text';
import type { Operations } from '../core/operation/run/operations';
import type { OperationView } from '../core/operation/view';
import type { Command } from './commands/commands';
import { operationText } from './operation-text';

/** A tooltip of more lines would cover the window. */
const MOST_LINES = 30;

/** One item for all operations: what is in progress, and what waits for the user. Hidden while there is nothing. */
export class StatusBar implements vscode.Disposable {
  private readonly item: vscode.StatusBarItem;
  private readonly subscription: { dispose(): void };

  constructor(private readonly operations: Operations) {
    this.item = vscode.window.createStatusBarItem('eks.operations', vscode.StatusBarAlignment.Left);
    this.item.name = l10n.t('EKS Clusters');
    this.subscription = operations.onDidChange(() => this.update());
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private update(): void {
    const running = this.operations.views.filter(({ state }) => state.kind === 'running');
    const failed = this.operations.views.filter(({ state }) => state.kind === 'failed');
    const shown = [...failed, ...running];
    const [first] = shown;
    if (!first) {
      this.item.hide();
      return;
    }
    this.item.text = text(running, failed);
    const lines = shown.map((view) => displayText(`${view.clusterName}: ${operationText(view)}`));
    this.item.tooltip = lines.slice(0, MOST_LINES).join('\n');
    this.item.accessibilityInformation = { label: this.item.tooltip };
    this.item.backgroundColor =
      failed.length > 0 ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.item.command = {
      title: l10n.t('Show Operation'),
      command: 'eks.showOperation' satisfies Command,
      arguments: shown.length === 1 ? [first.id] : [],
    };
    this.item.show();
  }
}

function text(running: readonly OperationView[], failed: readonly OperationView[]): string {
  const parts = [
    ...some(
      '$(error)',
      failed,
      ({ clusterName }) => clusterName,
      (count) => l10n.t('{0} failed', count),
    ),
    ...some(
      '$(sync~spin)',
      running,
      ({ clusterName, done, total }) => (total === 0 ? clusterName : `${clusterName} ${done}/${total}`),
      (count) => l10n.t('{0} clusters', count),
    ),
  ];
  return `EKS: ${parts.join(' ')}`;
}

/** One is named, several are counted. */
function some(
  icon: string,
  views: readonly OperationView[],
  named: (view: OperationView) => string,
  counted: (count: number) => string,
): readonly string[] {
  const [first, ...others] = views;
  if (!first) return [];
  const text = others.length === 0 ? withoutIcons(named(first), MAX_LENGTH.name) : counted(views.length);
  return [`${icon} ${text}`];
}
