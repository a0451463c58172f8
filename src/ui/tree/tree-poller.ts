import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { counted } from '../../core/counted';
import { inBackground, type Report } from '../../core/background';
import type { Operations } from '../../core/operation/run/operations';
import type { Clock } from '../../core/ports/clock';
import { isAttached, type EksEntry } from '../../core/registry/entry';
import { isClusterTransitioning, isTransitioning, needsAttention } from '../../core/tree/attention';
import { isWithin, keptIn, type ClusterRow, type Row } from '../../core/tree/rows';
import type { ClusterStatuses } from './cluster-statuses';
import type { ClustersTree, RenderedRows } from './clusters-tree';

/** The same interval as GitLab's *Adding EKS clusters*, which this extension rebuilds. */
const POLL_MS = 10_000;

/**
 * Keeps the view up to date while it is seen, and only what is on its way to something else: clusters that EKS is
 * working on, nodes that are not ready, add-ons that are being installed. Counts in the badge what needs attention.
 */
export class TreePoller implements vscode.Disposable {
  private top: readonly Row[] = [];
  /** Groups that have something unsettled in them. */
  private readonly unsettledGroups = new Map</* id */ string, Row>();
  private readonly collapsed = new Set</* id */ string>();
  private readonly closing = new AbortController();
  private readonly subscription: vscode.Disposable;
  private isPolling = false;
  /** Kept operations that were refreshed since the view was opened; `undefined` before the first refresh. */
  private refreshedKept: Set</* operation id */ string> | undefined;

  constructor(
    private readonly view: Pick<
      vscode.TreeView<Row>,
      'visible' | 'onDidChangeVisibility' | 'onDidCollapseElement' | 'onDidExpandElement' | 'badge'
    >,
    private readonly tree: ClustersTree,
    private readonly statuses: ClusterStatuses,
    private readonly operations: Pick<Operations, 'refreshKept'>,
    private readonly clock: Clock,
    private readonly report: Report,
  ) {
    this.subscription = vscode.Disposable.from(
      tree.onDidRender((drawn) => this.onRowsRendered(drawn)),
      tree.onDidRefresh(() => this.pollAgain()),
      // The user comes back, maybe from the AWS console.
      vscode.window.onDidChangeWindowState(
        ({ focused }) => focused && this.top.some(keptIn) && this.pollAgain(),
      ),
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.tree.resume();
        else this.tree.cancel();
        this.pollAgain();
      }),
      view.onDidCollapseElement(({ element }) => {
        this.collapsed.add(element.id);
        this.tree.cancel(element);
      }),
      view.onDidExpandElement(({ element }) => {
        this.collapsed.delete(element.id);
        this.tree.resume(element);
        this.poll();
      }),
    );
    this.top = tree.rows;
    this.updateBadge();
  }

  dispose(): void {
    this.closing.abort();
    this.subscription.dispose();
  }

  private onRowsRendered({ parent, rows }: RenderedRows): void {
    if (parent) {
      if (rows.some(isTransitioning)) this.unsettledGroups.set(parent.id, parent);
      else this.unsettledGroups.delete(parent.id);
    } else {
      this.top = rows;
      this.forgetMissing(rows);
      this.updateBadge();
    }
    this.poll();
  }

  private forgetMissing(rows: readonly Row[]): void {
    const isThere = (id: string) => rows.some((row) => isWithin(id, row.id));
    for (const id of this.unsettledGroups.keys()) if (!isThere(id)) this.unsettledGroups.delete(id);
    for (const id of this.collapsed) if (!isThere(id)) this.collapsed.delete(id);
  }

  private updateBadge(): void {
    const value = this.top.filter(needsAttention).length;
    const tooltip = counted(value, {
      one: l10n.t('1 needs attention'),
      many: l10n.t('{0} need attention', value),
    });
    if (this.view.badge?.value !== value) this.view.badge = value === 0 ? undefined : { value, tooltip };
  }

  /** Requests every missing status once, and keeps polling what is in transition. */
  private poll(): void {
    if (!this.view.visible) return;
    inBackground(() => this.statuses.refreshUnasked(this.clusters()), this.report);
    this.refreshKept();
    if (!this.isPolling && this.shouldPoll()) inBackground(() => this.pollUntilSettled(), this.report);
  }

  private pollAgain(): void {
    this.refreshedKept = undefined;
    this.poll();
  }

  /** Once each: what becomes of it meanwhile is seen when the view is opened again. */
  private refreshKept(): void {
    if (!vscode.workspace.isTrusted) return;
    const kept = this.top.flatMap((row) => keptIn(row)?.id ?? []);
    if (this.refreshedKept && kept.every((id) => this.refreshedKept?.has(id))) return;
    this.refreshedKept = new Set(kept);
    inBackground(() => this.operations.refreshKept(), this.report);
  }

  private async pollUntilSettled(): Promise<void> {
    this.isPolling = true;
    try {
      while (this.shouldPoll()) {
        await this.clock.sleep(POLL_MS, this.closing.signal);
        if (!this.shouldPoll()) break;
        for (const row of this.visibleUnsettledGroups())
          if (!this.tree.isLoading(row)) this.tree.refresh(row);
        await this.statuses.refresh(this.clusters(isClusterTransitioning));
      }
    } catch (error) {
      if (!this.closing.signal.aborted) throw error;
    } finally {
      this.isPolling = false;
    }
  }

  private shouldPoll(): boolean {
    const { visible } = this.view;
    return (
      visible &&
      (this.visibleUnsettledGroups().length > 0 || this.clusters(isClusterTransitioning).length > 0)
    );
  }

  private visibleUnsettledGroups(): readonly Row[] {
    const collapsed = [...this.collapsed];
    return [...this.unsettledGroups.values()].filter(
      ({ id }) => !collapsed.some((above) => isWithin(id, above)),
    );
  }

  private clusters(which: (row: ClusterRow) => boolean = () => true): readonly EksEntry[] {
    return this.top
      .filter((row) => row.kind === 'cluster')
      .filter(which)
      .flatMap(({ entry }) => (isAttached(entry) ? [] : [entry]));
  }
}
