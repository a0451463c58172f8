import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ClusterDescription } from '../../src/core/ports/aws';
import type { Operations } from '../../src/core/operation/operations';
import type { EksEntry } from '../../src/core/registry/entry';
import type { Row } from '../../src/core/tree/rows';
import type { Settings } from '../../src/ui/settings';
import { Attendance } from '../../src/ui/tree/attendance';
import type { ClusterChildren } from '../../src/ui/tree/cluster-children';
import { ClusterStatuses } from '../../src/ui/tree/cluster-status';
import { ClustersTree } from '../../src/ui/tree/tree';
import { ENTRY } from '../fakes/entry';

const NO_OPERATIONS = {
  views: [],
  onDidChange: () => ({ dispose: () => undefined }),
  onDidMove: () => ({ dispose: () => undefined }),
} as unknown as Operations;

/** A view, the account behind it, and time that passes when the test says so. */
class Scene {
  readonly asked: string[] = [];
  statusOf: (name: string) => string = () => 'ACTIVE';
  nodesReady = true;
  nodesRead = 0;
  visible = true;
  badge: vscode.ViewBadge | undefined;
  readonly visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly collapse = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<Row>>();
  readonly onDidChangeVisibility = this.visibility.event;
  readonly onDidCollapseElement = this.collapse.event;
  private wake: (() => void) | undefined;
  readonly tree: ClustersTree;
  readonly attendance: Attendance;

  constructor(entries: readonly EksEntry[]) {
    const settings = {
      registries: () => [{ level: { kind: 'user' } as const, entries, problems: [] }],
    } as unknown as Settings;
    const statuses = new ClusterStatuses({ describe: (entry) => this.describe(entry) }, () =>
      this.tree.redraw(),
    );
    const children = {
      of: (cluster) =>
        Promise.resolve([{ kind: 'group', id: `${cluster.id}:nodes`, group: 'nodes', cluster } as const]),
      ofGroup: (row) => {
        this.nodesRead++;
        return Promise.resolve([
          { kind: 'node', id: `${row.id}:n`, node: { name: 'n', ready: this.nodesReady } } as const,
        ]);
      },
    } satisfies Pick<ClusterChildren, 'of' | 'ofGroup'>;
    this.tree = new ClustersTree(settings, NO_OPERATIONS, statuses, () =>
      Promise.resolve(children as unknown as ClusterChildren),
    );
    this.attendance = new Attendance(this, this.tree, statuses, {
      now: () => 0,
      random: () => 0,
      sleep: () => new Promise((resolve) => (this.wake = resolve)),
    });
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

  private describe({ name, region }: EksEntry): Promise<ClusterDescription> {
    this.asked.push(name);
    const arn = `arn:aws:eks:${region}:222222222222:cluster/${name}`;
    const status = this.statusOf(name);
    return Promise.resolve({
      name,
      arn,
      version: '1.33',
      status,
      tags: {},
      isPrivate: false,
      deletionProtection: false,
    });
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

function clusters(count: number): readonly EksEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    ...ENTRY,
    name: `cluster-${index}`,
    environmentScope: `environment-${index}`,
  }));
}

describe('The view Clusters in VS Code', () => {
  let scene: Scene;
  afterEach(() => scene.dispose());

  it('asks EKS once for each cluster, and not again when it is drawn again', async () => {
    scene = new Scene(clusters(3));
    await scene.draw();
    await scene.draw();
    deepStrictEqual(scene.asked, ['cluster-0', 'cluster-1', 'cluster-2']);
  });

  it('asks nobody while it is not seen, and then as soon as it is', async () => {
    scene = new Scene(clusters(2));
    scene.visible = false;
    await scene.draw();
    deepStrictEqual(scene.asked, []);
    scene.visible = true;
    scene.visibility.fire({ visible: true });
    await settled();
    strictEqual(scene.asked.length, 2);
  });

  it('shows two thousand clusters without a call, and asks of the one that is expanded', async () => {
    scene = new Scene(clusters(2_000));
    const rows = await scene.draw();
    strictEqual(rows.length, 2_000);
    deepStrictEqual(scene.asked, []);
    ok(rows[7]);
    await scene.draw(rows[7]);
    deepStrictEqual(scene.asked, ['cluster-7']);
  });

  it('goes on asking of clusters that EKS works on, and of no other, until they are done', async () => {
    scene = new Scene(clusters(2));
    scene.statusOf = (name) => (name === 'cluster-1' ? 'UPDATING' : 'ACTIVE');
    await scene.draw();
    await scene.draw();
    strictEqual(scene.asked.length, 2);
    await scene.tenSeconds();
    deepStrictEqual(scene.asked.slice(2), ['cluster-1']);
    scene.statusOf = () => 'ACTIVE';
    await scene.tenSeconds();
    await scene.draw();
    await scene.tenSeconds();
    strictEqual(scene.asked.length, 4);
    ok(!scene.isWaiting);
  });

  it('reads nodes again while one is not ready, and not when the group is collapsed or nobody looks', async () => {
    scene = new Scene(clusters(1));
    scene.nodesReady = false;
    const [cluster] = await scene.draw();
    const [group] = await scene.tree.getChildren(cluster);
    ok(group);
    await scene.draw(group);
    strictEqual(scene.nodesRead, 1);
    await scene.tenSeconds();
    await scene.draw(group); // as VS Code does when it is told that the row has changed
    strictEqual(scene.nodesRead, 2);
    scene.visible = false;
    await scene.tenSeconds();
    await scene.draw(group);
    strictEqual(scene.nodesRead, 2);
    scene.visible = true;
    scene.collapse.fire({ element: group });
    ok(!scene.isWaiting);
  });

  it('counts in its badge what needs attention, and has none where nothing does', async () => {
    scene = new Scene(clusters(3));
    scene.statusOf = () => 'FAILED';
    await scene.draw();
    await scene.draw();
    strictEqual(scene.badge?.value, 3);
    scene.statusOf = () => 'ACTIVE';
    scene.tree.refresh();
    await scene.draw();
    await scene.draw();
    strictEqual(scene.badge, undefined);
  });

  it('shows a failure under its row with a way to try again, which reads anew', async () => {
    scene = new Scene(clusters(1));
    const failing = new ClustersTree(
      {
        registries: () => [{ level: { kind: 'user' }, entries: clusters(1), problems: [] }],
      } as unknown as Settings,
      NO_OPERATIONS,
      new ClusterStatuses({ describe: () => Promise.resolve(undefined) }, () => undefined),
      () => Promise.reject(new Error('no bundle')),
    );
    const [row] = await failing.getChildren();
    const [error] = await failing.getChildren(row);
    strictEqual(error?.kind, 'error');
    deepStrictEqual(failing.getTreeItem(error).command?.arguments, [error]);
    const changed = new Promise((resolve) => failing.onDidChangeTreeData(resolve));
    failing.refresh(error);
    strictEqual(await changed, row);
    failing.dispose();
  });
});
