import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { explain } from '../../core/errors/explain';
import { isAttached } from '../../core/registry/entry';
import { operationRows, topRows, type ClusterRow, type Row } from '../../core/tree/rows';
import type { Operations } from '../../core/operation/operations';
import type { ClusterConnector } from '../cluster-connector';
import type { Settings } from '../settings';
import type { ClusterStatuses } from './cluster-status';
import { treeItem } from './items';

/** The view *Clusters*. */
export class ClustersTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: readonly { dispose(): void }[];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly settings: Settings,
    private readonly operations: Operations,
    private readonly statuses: ClusterStatuses,
    private readonly connector: ClusterConnector,
  ) {
    this.subscriptions = [
      operations.onDidChange(() => this.redraw()),
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('eks') && this.refresh(),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.redraw()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.redraw()),
    ];
  }

  /** Asks EKS again. */
  refresh(): void {
    this.statuses.forget();
    this.redraw();
  }

  /** Shows what is known by now. */
  redraw(): void {
    this.changed.fire(undefined);
  }

  /** The clusters that are registered in this window, for a command that asks which. */
  get clusters(): readonly ClusterRow[] {
    return this.top().filter((row) => row.kind === 'cluster');
  }

  /** The row of an operation, or of the cluster that it has become. */
  find(operationId: unknown): Row | undefined {
    const operation = this.operations.views.find(({ id }) => id === operationId);
    return this.top().find((row) =>
      row.kind === 'operation'
        ? row.id === operation?.id
        : row.kind === 'cluster' &&
          !isAttached(row.entry) &&
          row.entry.name === operation?.clusterName &&
          row.entry.region === operation.region,
    );
  }

  /** VS Code asks before it reveals a row; only rows of the first level are revealed. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return treeItem(row);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    try {
      return [...(row ? await this.children(row) : this.top())];
    } catch (error) {
      const { message, remedy } = explain(error);
      return [{ kind: 'problem', id: `${row?.id ?? 'top'}:problem`, text: message, remedy }];
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }

  private top(): readonly Row[] {
    if (!vscode.workspace.isTrusted) return [];
    return topRows({
      operations: this.operations.views,
      registries: this.settings.registries(),
      status: (entry) => this.statuses.get(entry),
      problemRemedy: l10n.t('Mend the element in the settings; it is ignored until then.'),
    });
  }

  private async children(row: Row): Promise<readonly Row[]> {
    switch (row.kind) {
      case 'operation':
        this.operations.hurry(row.operation.id);
        return operationRows(row.operation);
      case 'cluster':
        return this.clusterChildren(row);
      case 'resource':
      case 'step':
      case 'node':
      case 'fact':
      case 'problem':
        return [];
    }
  }

  /** Only now is the cluster itself called: a view of fifty clusters must not call fifty. */
  private async clusterChildren({ id, entry, status }: ClusterRow): Promise<readonly Row[]> {
    const endpoint = status.kind === 'described' ? status.description.endpoint : undefined;
    const facts: Row[] = endpoint
      ? [{ kind: 'fact', id: `${id}:endpoint`, label: l10n.t('Endpoint'), value: endpoint }]
      : [];
    const signal = AbortSignal.timeout(30_000);
    const api = await this.connector.connect(entry, signal);
    const nodes = await api.nodes(signal);
    return [...facts, ...nodes.map((node): Row => ({ kind: 'node', id: `${id}:node:${node.name}`, node }))];
  }
}
