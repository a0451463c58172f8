import * as vscode from 'vscode';
import type { ClusterDescription } from '../../src/core/ports/aws';
import type { Operations } from '../../src/core/operation/run/operations';
import type { ClusterEntry, EksEntry } from '../../src/core/registry/entry';
import type { Row } from '../../src/core/tree/rows';
import type { Settings } from '../../src/ui/settings';
import { TreePoller } from '../../src/ui/tree/tree-poller';
import type { ClusterChildren } from '../../src/ui/tree/cluster-children';
import { ClusterStatuses } from '../../src/ui/tree/cluster-statuses';
import { ClustersTree } from '../../src/ui/tree/clusters-tree';
import { ENTRY } from '../fakes/entry';

export const NO_OPERATIONS = {
  views: [],
  onDidChange: () => ({ dispose: () => undefined }),
  onDidProgress: () => ({ dispose: () => undefined }),
} as unknown as Operations;

/** A view, the account behind it, and time that passes when the test says so. */
export class Scene {
  readonly asked: string[] = [];
  statusOf: (name: string) => string = () => 'ACTIVE';
  nodesReady = true;
  nodesRead = 0;
  /** What reads nodes and asks EKS waits for, and what has been stopped meanwhile. */
  holdsBack: Promise<void> | undefined;
  readonly stopped: string[] = [];
  visible = true;
  badge: vscode.ViewBadge | undefined;
  readonly visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly collapse = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<Row>>();
  readonly expand = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<Row>>();
  readonly onDidChangeVisibility = this.visibility.event;
  readonly onDidCollapseElement = this.collapse.event;
  readonly onDidExpandElement = this.expand.event;
  /** What VS Code was told to redraw. */
  readonly changes: (readonly Row[] | undefined)[] = [];
  private wake: (() => void) | undefined;
  readonly tree: ClustersTree;
  readonly attendance: TreePoller;
  /** How often somebody was sent to look at what the user keeps. */
  looksAtKept = 0;
  readonly operations = {
    refreshKept: () => {
      this.looksAtKept++;
      return Promise.resolve();
    },
  };

  constructor(public entries: readonly ClusterEntry[]) {
    const settings = {
      registries: () => [{ level: { kind: 'user' } as const, entries: this.entries, problems: [] }],
    } as unknown as Settings;
    const statuses = new ClusterStatuses({ describe: (entry, signal) => this.describe(entry, signal) }, () =>
      this.tree.redraw(),
    );
    const children = {
      childrenOf: (cluster) =>
        Promise.resolve([{ kind: 'group', id: `${cluster.id}:nodes`, group: 'nodes', cluster } as const]),
      childrenOfGroup: async (row, signal) => {
        this.nodesRead++;
        await this.heldBack(row.group, signal);
        return [{ kind: 'node', id: `${row.id}:n`, node: { name: 'n', ready: this.nodesReady } } as const];
      },
    } satisfies Pick<ClusterChildren, 'childrenOf' | 'childrenOfGroup'>;
    const report = (error: unknown) => {
      throw error;
    };
    const load = () => Promise.resolve(children as unknown as ClusterChildren);
    this.tree = new ClustersTree(settings, NO_OPERATIONS, statuses, load, report);
    this.tree.onDidChangeTreeData((rows) => this.changes.push(rows));
    const clock = {
      now: () => 0,
      random: () => 0,
      sleep: () => new Promise<void>((resolve) => (this.wake = resolve)),
    };
    this.attendance = new TreePoller(this, this.tree, statuses, this.operations, clock, report);
  }

  dispose(): void {
    this.attendance.dispose();
    this.tree.dispose();
  }

  get isWaiting(): boolean {
    return this.wake !== undefined;
  }

  /** Draws as VS Code does: the first level, and what is expanded. */
  async draw(...expanded: Row[]): Promise<readonly Row[]> {
    const top = await this.tree.getChildren();
    for (const row of expanded) await this.tree.getChildren(row);
    await settled();
    return top;
  }

  async tenSeconds(): Promise<void> {
    const wake = this.wake;
    this.wake = undefined;
    wake?.();
    await settled();
  }

  private async heldBack(what: string, signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.stopped.push(what));
    await this.holdsBack;
    signal.throwIfAborted();
  }

  private async describe({ name, region }: EksEntry, signal: AbortSignal): Promise<ClusterDescription> {
    this.asked.push(name);
    await this.heldBack(name, signal);
    const arn = `arn:aws:eks:${region}:222222222222:cluster/${name}`;
    const status = this.statusOf(name);
    return { name, arn, version: '1.33', status, tags: {}, isPrivate: false, deletionProtection: false };
  }
}

export const settled = () => new Promise((resolve) => setImmediate(resolve));

export function clusters(count: number): readonly EksEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    ...ENTRY,
    name: `cluster-${index}`,
    environmentScope: `environment-${index}`,
  }));
}
