import { rejects, strictEqual } from 'node:assert/strict';
import { isOfEks, narrowed, pickCluster, pickClusters } from '../../src/ui/commands/pick-cluster';
import { ATTACHED } from '../fakes/entry';
import { clusters, Scene } from './clusters-scene';

describe('The cluster that a command is for', () => {
  let scene: Scene;
  afterEach(() => scene.dispose());

  it('is not asked for where there is one that is meant', async () => {
    scene = new Scene([ATTACHED, ...clusters(1)]);
    strictEqual((await pickCluster(scene.tree, undefined, isOfEks))?.entry.name, 'cluster-0');
  });

  it('is the one that the notification of its creation names', async () => {
    scene = new Scene(clusters(2));
    const [, second] = scene.entries;
    const named = { clusterName: 'cluster-1', region: second && 'region' in second ? second.region : '' };
    strictEqual((await pickCluster(scene.tree, named, isOfEks))?.entry.name, 'cluster-1');
  });

  it('is said not to be there, where none is configured', async () => {
    scene = new Scene([]);
    await rejects(pickCluster(scene.tree, undefined), { code: 'no-clusters' });
  });

  it('is none where only EKS could help, and none is of EKS', async () => {
    scene = new Scene([ATTACHED]);
    await rejects(pickCluster(scene.tree, undefined, isOfEks), { code: 'cluster-not-of-eks' });
  });

  it('is one that the command would change, if there is one', async () => {
    scene = new Scene(clusters(2).map((entry) => ({ ...entry, enabled: entry.name === 'cluster-0' })));
    const disabled = narrowed(scene.tree, ({ entry }) => !entry.enabled);
    strictEqual((await pickCluster(disabled, undefined))?.entry.name, 'cluster-1');
    strictEqual(
      narrowed(scene.tree, () => false),
      scene.tree,
    );
  });

  it('is the one of its row, as it is configured by now, and no other where that has gone', async () => {
    scene = new Scene(clusters(2));
    const [row, other] = await scene.draw();
    scene.entries = clusters(1).map((entry) => ({ ...entry, enabled: false }));
    strictEqual((await pickCluster(scene.tree, row))?.entry.enabled, false);
    await rejects(pickCluster(scene.tree, other), { code: 'cluster-not-listed' });
    await rejects(pickClusters(scene.tree, row, [row, other]), { code: 'cluster-not-listed' });
  });
});
