import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import type { Operations } from '../../core/operation/run/operations';
import { isAttached, type EksEntry } from '../../core/registry/entry';
import { isAboutCluster, operationRows, topRows, type ClusterRow, type Row } from '../../core/tree/rows';
import type { Settings } from '../settings';
import type { ClusterChildren } from './cluster-children';
import type { ClusterStatuses } from './cluster-statuses';
import { treeItem } from './tree-item';
import { RowIdentityMap, type RowChange } from './row-identity-map';
import { errorRow, ChildRowsCache } from './child-rows-cache';

/** The view *Clusters*. */
export class ClustersTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row[] | undefined>();
  private readonly rendered = new vscode.EventEmitter<RenderedRows>();
  private readonly identities = new RowIdentityMap();
  private readonly childRows = new ChildRowsCache();
  private readonly subscriptions: readonly { dispose(): void }[];
  private readonly refreshed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** Fires with the rows to show. For the first level also while the view is hidden. */
  readonly onDidRender = this.rendered.event;
  /** Everything is read again. */
  readonly onDidRefresh = this.refreshed.event;

  constructor(
    private readonly settings: Settings,
    private readonly operations: Operations,
    private readonly statuses: ClusterStatuses,
    private readonly children: () => Promise<ClusterChildren>,
    private readonly report: Report,
  ) {
    this.subscriptions = [
      operations.onDidChange(() => this.redraw()),
      operations.onDidProgress(({ state }) => state.kind !== 'running' && this.refresh()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('eks.aws')) this.refresh();
        else if (event.affectsConfiguration('eks')) this.redraw();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.redraw()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.redraw()),
    ];
  }

  /** Reads again: the row and all under it, or everything. */
  refresh(row?: Row): void {
    const target = row?.kind === 'error' ? row.parent : row;
    this.childRows.forget(target);
    if (!target) {
      this.statuses.forget();
      this.changed.fire(undefined);
      this.redraw();
      this.refreshed.fire(undefined);
      return;
    }
    this.changed.fire([this.identities.elementFor(target)]);
    const latest = this.identities.currentRow(target);
    if (latest.kind === 'cluster' && !isAttached(latest.entry)) this.refreshStatus(latest.entry);
  }

  /** Whether the rows below it are loading. */
  isLoading(row: Row): boolean {
    return this.childRows.isLoading(row);
  }

  /** Stops loading below a row that was collapsed, or everywhere when the view is hidden. */
  cancel(row?: Row): void {
    this.childRows.cancel(row);
    if (!row) this.statuses.cancel();
  }

  /** Loads again what {@link cancel} stopped, below a row or everywhere. */
  resume(row?: Row): void {
    const rows = this.childRows.takeCancelled(row);
    if (rows.length > 0) this.changed.fire(rows.map((given) => this.identities.elementFor(given)));
  }

  /** Renders the rows again, without loading anything. */
  redraw(): void {
    const rows = this.topOrError();
    const { changes, isSameList } = this.updateTop(rows);
    if (!isSameList) this.changed.fire(undefined);
    else if (changes.length > 0)
      this.changed.fire(changes.map(({ after }) => this.identities.elementFor(after)));
    this.rendered.fire({ parent: undefined, rows });
  }

  /** The current rows of the first level. */
  get rows(): readonly Row[] {
    return this.topOrError();
  }

  /** The clusters that are registered in this window, for a command that asks which. */
  get clusters(): readonly ClusterRow[] {
    return this.top().filter((row) => row.kind === 'cluster');
  }

  /** The row as VS Code knows it, to reveal it. */
  elementFor(row: Row): Row {
    return this.identities.elementFor(row);
  }

  /** The row of an operation, or of the cluster that it has become. */
  find(operationId: unknown): Row | undefined {
    const operation = this.operations.views.find(({ id }) => id === operationId);
    if (!operation) return undefined;
    return this.top().find((row) =>
      row.kind === 'operation'
        ? row.id === operation.id
        : row.kind === 'cluster' && !isAttached(row.entry) && isAboutCluster(operation, row.entry),
    );
  }

  /** VS Code asks before it reveals a row; only rows of the first level are revealed. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(element: Row): vscode.TreeItem {
    return treeItem(this.identities.currentRow(element));
  }

  async getChildren(element?: Row): Promise<Row[]> {
    if (!element) {
      const rows = this.topOrError();
      this.updateTop(rows);
      this.rendered.fire({ parent: undefined, rows });
      return rows.map((row) => this.identities.elementFor(row));
    }
    const rows = [...(await this.childrenOf(this.identities.currentRow(element)))];
    this.rendered.fire({ parent: element, rows });
    return rows;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.cancel();
    this.changed.dispose();
    this.rendered.dispose();
    this.refreshed.dispose();
  }

  private refreshStatus(entry: EksEntry): void {
    inBackground(() => this.statuses.refresh([entry]), this.report);
  }

  /** Drops the rows below a cluster whose settings entry changed. */
  private updateTop(rows: readonly Row[]): ReturnType<RowIdentityMap['update']> {
    const taken = this.identities.update(rows);
    for (const change of taken.changes) if (isOtherCluster(change)) this.childRows.forget(change.after);
    return taken;
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
      problemRemedy: l10n.t('Fix this entry in settings. It is ignored until then.'),
      folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    });
  }

  private async childrenOf(row: Row): Promise<readonly Row[]> {
    if (row.kind === 'operation') {
      this.operations.prioritize(row.operation.id);
      return operationRows(row.operation);
    }
    if (row.kind === 'group')
      return this.childRows.get(row, async (signal) => (await this.children()).childrenOfGroup(row, signal));
    if (row.kind !== 'cluster') return [];
    if (isUnasked(row)) this.refreshStatus(row.entry);
    return this.childRows.get(row, async (signal) => (await this.children()).childrenOf(row, signal));
  }
}

/** Rows as there are to show. */
export interface RenderedRows {
  /** `undefined`: the first level. */
  readonly parent: Row | undefined;
  readonly rows: readonly Row[];
}

function isUnasked(row: ClusterRow): row is ClusterRow<EksEntry> {
  return row.status.kind === 'unasked' && !isAttached(row.entry);
}

function isOtherCluster({ before, after }: RowChange): boolean {
  if (before.kind !== 'cluster' || after.kind !== 'cluster') return false;
  return !isDeepStrictEqual([before.entry, before.scopeConflict], [after.entry, after.scopeConflict]);
}
