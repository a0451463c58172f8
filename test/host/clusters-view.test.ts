import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Settings } from '../../src/ui/settings';
import { ClusterStatuses } from '../../src/ui/tree/cluster-statuses';
import { ClustersTree } from '../../src/ui/tree/clusters-tree';
import { clusters, NO_OPERATIONS, Scene, settled } from './clusters-scene';

describe('The view Clusters in VS Code', () => {
  let scene: Scene;
  afterEach(() => scene.dispose());

  it('asks EKS once for each cluster, and not again when it is drawn again', async () => {
    scene = new Scene(clusters(3));
    await scene.draw();
    await scene.draw();
    deepStrictEqual(scene.asked, ['cluster-0', 'cluster-1', 'cluster-2']);
  });

  it('makes no call while it is hidden, and does as soon as it is visible', async () => {
    scene = new Scene(clusters(2));
    scene.visible = false;
    await scene.draw();
    deepStrictEqual(scene.asked, []);
    scene.visible = true;
    scene.visibility.fire({ visible: true });
    await settled();
    strictEqual(scene.asked.length, 2);
  });

  it('looks at what the user keeps when it is opened or refreshed, and not when it is drawn again', async () => {
    scene = new Scene(clusters(1));
    scene.visible = false;
    await scene.draw();
    strictEqual(scene.looksAtKept, 0);
    scene.visible = true;
    scene.visibility.fire({ visible: true });
    await scene.draw();
    await scene.draw();
    strictEqual(scene.looksAtKept, 1);
    scene.tree.refresh();
    await settled();
    strictEqual(scene.looksAtKept, 2);
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

  it('keeps polling clusters that are in transition, and no others, until they are done', async () => {
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

  it('reads nodes again while one is not ready, and not when the group is collapsed or hidden', async () => {
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

  it('reads no nodes under a cluster that is collapsed, and again once it is expanded', async () => {
    scene = new Scene(clusters(1));
    scene.nodesReady = false;
    const [cluster] = await scene.draw();
    const [group] = await scene.tree.getChildren(cluster);
    ok(cluster && group);
    await scene.draw(group);
    scene.collapse.fire({ element: cluster });
    await scene.tenSeconds();
    await scene.draw(group);
    strictEqual(scene.nodesRead, 1);
    ok(!scene.isWaiting);
    scene.expand.fire({ element: cluster });
    await scene.tenSeconds();
    await scene.draw(group);
    strictEqual(scene.nodesRead, 2);
  });

  it('stops reading what is under a row that is collapsed, and reads it once it is expanded', async () => {
    scene = new Scene(clusters(1));
    const [cluster] = await scene.draw();
    const [group] = await scene.tree.getChildren(cluster);
    ok(cluster && group);
    scene.holdsBack = new Promise(() => undefined);
    const reading = scene.tree.getChildren(group);
    await settled();
    scene.collapse.fire({ element: cluster });
    deepStrictEqual(await reading, []);
    deepStrictEqual(scene.stopped, ['nodes']);
    scene.holdsBack = undefined;
    scene.changes.length = 0;
    scene.expand.fire({ element: cluster });
    deepStrictEqual(scene.changes, [[group]]);
    strictEqual((await scene.tree.getChildren(group)).length, 1);
  });

  it('stops all that it asks once the view is hidden, and asks it again once it is seen', async () => {
    scene = new Scene(clusters(6));
    scene.holdsBack = new Promise(() => undefined);
    await scene.draw();
    const asked = scene.asked.length;
    ok(asked > 0 && asked < 6);
    scene.visible = false;
    scene.visibility.fire({ visible: false });
    strictEqual(scene.stopped.length, asked);
    await settled();
    strictEqual(scene.asked.length, asked);
    scene.holdsBack = undefined;
    scene.visible = true;
    scene.visibility.fire({ visible: true });
    await settled();
    strictEqual(scene.asked.length, asked + 6);
  });

  it('keeps what was read when a row is collapsed', async () => {
    scene = new Scene(clusters(1));
    const [cluster] = await scene.draw();
    const [group] = await scene.tree.getChildren(cluster);
    ok(cluster && group);
    await scene.draw(group);
    scene.collapse.fire({ element: cluster });
    scene.changes.length = 0;
    scene.expand.fire({ element: cluster });
    deepStrictEqual(scene.changes, []);
    await scene.draw(group);
    strictEqual(scene.nodesRead, 1);
  });

  it('forgets what was under a cluster that is no longer there', async () => {
    scene = new Scene(clusters(1));
    scene.nodesReady = false;
    const [cluster] = await scene.draw();
    const [group] = await scene.tree.getChildren(cluster);
    ok(group);
    await scene.draw(group);
    scene.entries = [];
    scene.tree.redraw();
    await scene.tenSeconds();
    ok(!scene.isWaiting);
  });

  it('redraws a row as the object that VS Code knows, and no other row', async () => {
    scene = new Scene(clusters(3));
    const rows = await scene.draw();
    deepStrictEqual(await scene.draw(), rows);
    scene.changes.length = 0;
    scene.statusOf = (name) => (name === 'cluster-1' ? 'UPDATING' : 'ACTIVE');
    scene.tree.refresh(rows[1]);
    await settled();
    ok(rows[1] && scene.changes.length > 0);
    for (const change of scene.changes) strictEqual(change?.[0], rows[1]);
    match(String(scene.tree.getTreeItem(rows[1]).description), /^Updating/);
    scene.changes.length = 0;
    scene.tree.redraw();
    deepStrictEqual(scene.changes, []);
  });

  it('redraws all rows where one is added or removed, and keeps the objects of the others', async () => {
    scene = new Scene(clusters(2));
    const [first] = await scene.draw();
    scene.changes.length = 0;
    scene.entries = clusters(3);
    scene.tree.redraw();
    strictEqual(scene.changes[0], undefined);
    strictEqual((await scene.draw())[0], first);
  });

  it('reads again what is under a cluster whose scope has changed, and under no other', async () => {
    scene = new Scene(clusters(2));
    const [first, second] = await scene.draw();
    ok(first && second);
    const [group] = await scene.tree.getChildren(first);
    const [other] = await scene.tree.getChildren(second);
    scene.entries = scene.entries.map((entry, index) =>
      index === 0 ? { ...entry, environmentScope: 'changed' } : entry,
    );
    scene.tree.redraw();
    notStrictEqual((await scene.tree.getChildren(first))[0], group);
    strictEqual((await scene.tree.getChildren(second))[0], other);
  });

  it('counts in its badge before it was ever visible, without a call', async () => {
    scene = new Scene(clusters(2).map((entry) => ({ ...entry, environmentScope: '*' })));
    strictEqual(scene.badge?.value, 2);
    scene.entries = clusters(2);
    scene.tree.redraw();
    await settled();
    strictEqual(scene.badge, undefined);
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

  it('shows a failure under its row with a way to try again, which reads again', async () => {
    scene = new Scene(clusters(1));
    const failing = new ClustersTree(
      {
        registries: () => [{ level: { kind: 'user' }, entries: clusters(1), problems: [] }],
      } as unknown as Settings,
      NO_OPERATIONS,
      new ClusterStatuses({ describe: () => Promise.resolve(undefined) }, () => undefined),
      () => Promise.reject(new Error('no bundle')),
      () => undefined,
    );
    const [row] = await failing.getChildren();
    const [error] = await failing.getChildren(row);
    strictEqual(error?.kind, 'error');
    deepStrictEqual(failing.getTreeItem(error).command?.arguments, [error]);
    const changed = new Promise((resolve) => failing.onDidChangeTreeData(resolve));
    failing.refresh(error);
    deepStrictEqual(await changed, [row]);
    failing.dispose();
  });
});
