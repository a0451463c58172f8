import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { counted } from '../../core/counted';
import { inBackground, type Report } from '../../core/background';
import type { Operations } from '../../core/operation/run/operations';
import type { Clock } from '../../core/ports/clock';
import { isAttached, type EksEntry } from '../../core/registry/entry';
import { isClusterUnsettled, isUnsettled, needsAttention } from '../../core/tree/attention';
import { isWithin, keptIn, type ClusterRow, type Row } from '../../core/tree/rows';
import type { ClusterStatuses } from './cluster-status';
import type { ClustersTree, DrawnRows } from './tree';

/** As often as the original. */
const POLL_MS = 10_000;

/**
 * Keeps the view up to date while it is seen, and only what is on its way to something else: clusters that EKS is
 * working on, nodes that are not ready, add-ons that are being installed. Counts in the badge what needs attention.
 */
export class Attendance implements vscode.Disposable {
  private top: readonly Row[] = [];
  /** Groups that have something unsettled in them. */
  private readonly unsettled = new Map</* id */ string, Row>();
  private readonly collapsed = new Set</* id */ string>();
  private readonly closing = new AbortController();
  private readonly subscription: vscode.Disposable;
  private polling = false;
  /** What the user keeps and was looked at since the view was last opened; `undefined`: nothing was. */
  private lookedAt: Set</* operation id */ string> | undefined;

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
      tree.onDidDraw((drawn) => this.take(drawn)),
      tree.onDidRefresh(() => this.lookAgain()),
      // The user comes back, maybe from the AWS console.
      vscode.window.onDidChangeWindowState(
        ({ focused }) => focused && this.top.some(keptIn) && this.lookAgain(),
      ),
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.tree.takeUp();
        else this.tree.giveUp();
        this.lookAgain();
      }),
      view.onDidCollapseElement(({ element }) => {
        this.collapsed.add(element.id);
        this.tree.giveUp(element);
      }),
      view.onDidExpandElement(({ element }) => {
        this.collapsed.delete(element.id);
        this.tree.takeUp(element);
        this.attend();
      }),
    );
    this.top = tree.rows;
    this.count();
  }

  dispose(): void {
    this.closing.abort();
    this.subscription.dispose();
  }

  private take({ parent, rows }: DrawnRows): void {
    if (parent) {
      if (rows.some(isUnsettled)) this.unsettled.set(parent.id, parent);
      else this.unsettled.delete(parent.id);
    } else {
      this.top = rows;
      this.forgetAllBut(rows);
      this.count();
    }
    this.attend();
  }

  private forgetAllBut(rows: readonly Row[]): void {
    const isThere = (id: string) => rows.some((row) => isWithin(id, row.id));
    for (const id of this.unsettled.keys()) if (!isThere(id)) this.unsettled.delete(id);
    for (const id of this.collapsed) if (!isThere(id)) this.collapsed.delete(id);
  }

  private count(): void {
    const value = this.top.filter(needsAttention).length;
    const tooltip = counted(value, {
      one: l10n.t('1 needs attention'),
      many: l10n.t('{0} need attention', value),
    });
    if (this.view.badge?.value !== value) this.view.badge = value === 0 ? undefined : { value, tooltip };
  }

  /** Asks what was never asked, and goes on asking of what is on its way. */
  private attend(): void {
    if (!this.view.visible) return;
    inBackground(() => this.statuses.askAll(this.clusters()), this.report);
    this.lookAtKept();
    if (!this.polling && this.isWanted()) inBackground(() => this.poll(), this.report);
  }

  private lookAgain(): void {
    this.lookedAt = undefined;
    this.attend();
  }

  /** Once each: what becomes of it meanwhile is seen when the view is opened again. */
  private lookAtKept(): void {
    if (!vscode.workspace.isTrusted) return;
    const kept = this.top.flatMap((row) => keptIn(row)?.id ?? []);
    if (this.lookedAt && kept.every((id) => this.lookedAt?.has(id))) return;
    this.lookedAt = new Set(kept);
    inBackground(() => this.operations.refreshKept(), this.report);
  }

  private async poll(): Promise<void> {
    this.polling = true;
    try {
      while (this.isWanted()) {
        await this.clock.sleep(POLL_MS, this.closing.signal);
        if (!this.isWanted()) break;
        for (const row of this.seen()) if (!this.tree.isLoading(row)) this.tree.refresh(row);
        await this.statuses.ask(this.clusters(isClusterUnsettled));
      }
    } catch (error) {
      if (!this.closing.signal.aborted) throw error;
    } finally {
      this.polling = false;
    }
  }

  private isWanted(): boolean {
    const { visible } = this.view;
    return visible && (this.seen().length > 0 || this.clusters(isClusterUnsettled).length > 0);
  }

  private seen(): readonly Row[] {
    const collapsed = [...this.collapsed];
    return [...this.unsettled.values()].filter(({ id }) => !collapsed.some((above) => isWithin(id, above)));
  }

  private clusters(which: (row: ClusterRow) => boolean = () => true): readonly EksEntry[] {
    return this.top
      .filter((row) => row.kind === 'cluster')
      .filter(which)
      .flatMap(({ entry }) => (isAttached(entry) ? [] : [entry]));
  }
}
