import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Operations } from '../../core/operation/operations';
import { isAttached, type EksEntry } from '../../core/registry/entry';
import { operationRows, topRows, type ClusterRow, type Row } from '../../core/tree/rows';
import type { Settings } from '../settings';
import type { ClusterChildren } from './cluster-children';
import type { ClusterStatuses } from './cluster-status';
import { treeItem } from './items';
import { errorRow, LoadedRows } from './loaded-rows';

/** The view *Clusters*. */
export class ClustersTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row | undefined>();
  private readonly drawn = new vscode.EventEmitter<DrawnRows>();
  private readonly loaded = new LoadedRows();
  private readonly subscriptions: readonly { dispose(): void }[];
  readonly onDidChangeTreeData = this.changed.event;
  /** Tells what VS Code was given to show. */
  readonly onDidDraw = this.drawn.event;

  constructor(
    private readonly settings: Settings,
    private readonly operations: Operations,
    private readonly statuses: ClusterStatuses,
    private readonly children: () => Promise<ClusterChildren>,
  ) {
    this.subscriptions = [
      operations.onDidChange(() => this.redraw()),
      operations.onDidMove(({ state }) => state.kind !== 'running' && this.refresh()),
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('eks') && this.refresh(),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.redraw()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.redraw()),
    ];
  }

  /** Reads again: the row and all under it, or everything. */
  refresh(row?: Row): void {
    const target = row?.kind === 'error' ? row.parent : row;
    this.loaded.forget(target);
    if (target?.kind === 'cluster' && !isAttached(target.entry)) void this.statuses.ask([target.entry]);
    if (!target) this.statuses.forget();
    this.changed.fire(target);
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

  async getChildren(parent?: Row): Promise<Row[]> {
    const rows = [...(parent ? await this.under(parent) : this.topOrError())];
    this.drawn.fire({ parent, rows });
    return rows;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
    this.drawn.dispose();
  }

  private topOrError(): readonly Row[] {
    try {
      return this.top();
    } catch (error) {
      return [errorRow(error, undefined)];
    }
  }

  private top(): readonly Row[] {
    if (!vscode.workspace.isTrusted) return [];
    return topRows({
      operations: this.operations.views,
      registries: this.settings.registries(),
      status: (entry) => this.statuses.get(entry),
      problemRemedy: l10n.t('Mend the element in the settings; it is ignored until then.'),
      folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    });
  }

  private async under(row: Row): Promise<readonly Row[]> {
    if (row.kind === 'operation') {
      this.operations.hurry(row.operation.id);
      return operationRows(row.operation);
    }
    if (row.kind === 'group')
      return this.loaded.of(row, async (signal) => (await this.children()).ofGroup(row, signal));
    if (row.kind !== 'cluster') return [];
    if (isUnasked(row)) void this.statuses.ask([row.entry]);
    return this.loaded.of(row, async (signal) => (await this.children()).of(row, signal));
  }
}

/** Rows as VS Code was given them; it knows them again by identity. */
export interface DrawnRows {
  /** `undefined`: the first level. */
  readonly parent: Row | undefined;
  readonly rows: readonly Row[];
}

function isUnasked(row: ClusterRow): row is ClusterRow<EksEntry> {
  return row.status.kind === 'unasked' && !isAttached(row.entry);
}
