import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { groupEnvironments } from '../../../src/core/environments/grouping/group';
import { NamespaceIndex } from '../../../src/core/environments/namespace-objects';
import { NamespaceWatch } from '../../../src/core/environments/namespace-watch';
import { overviewOf, type EnvironmentOverview } from '../../../src/core/environments/overview';
import { WATCHED_KINDS } from '../../../src/core/environments/watched-kinds';
import type { KubernetesObject } from '../../../src/core/ports/kubernetes';
import { callClock } from '../../../src/kube/retry';
import { createWatches } from '../../../src/kube/watcher';
import { connectionsTo } from '../../fakes/network';
import { TestCluster } from '../../kubernetes/cluster';

const never = new AbortController().signal;
const NAMESPACE = 'default';
const labels = { app: 'eks-clusters-watched' };
const web: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'eks-clusters-watched', namespace: NAMESPACE, labels },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'web', image: 'registry.example/web:1' }] },
    },
  },
};
const reference = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: web.metadata.name,
  namespace: NAMESPACE,
};

describe('The watch of a namespace', () => {
  let cluster: TestCluster;
  let watch: NamespaceWatch;

  const look = (token: () => string) => {
    const target = { ...cluster.target, token: () => Promise.resolve(token()) };
    watch = new NamespaceWatch(
      createWatches(connectionsTo, fail).watcher(target),
      NAMESPACE,
      () => undefined,
    );
  };
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await callClock.pause(10, never);
  };
  const overview = (): EnvironmentOverview | undefined => {
    const index = new NamespaceIndex(watch.view.objects);
    const shown = { name: NAMESPACE, shows: { kind: 'everything' }, known: [] } as const;
    const group = groupEnvironments(shown, index).find(({ name }) => name === web.metadata.name);
    return group && overviewOf(group, index, { now: Date.now() });
  };

  beforeEach(async () => {
    cluster = await TestCluster.take();
  });
  afterEach(async () => {
    watch.dispose();
    await cluster.release();
  });

  it('shows a Deployment that comes, its pods, that it is stopped, and that it goes', async () => {
    look(() => cluster.adminToken());
    await until(() => watch.view.isLoaded);
    deepStrictEqual(watch.view.troubles, []);
    strictEqual(overview(), undefined);
    await cluster.api.apply(web, never);
    await until(() => (overview()?.apps[0]?.pods.length ?? 0) === 2);
    match(overview()?.state.kind ?? '', /^(rolling-out|healthy|failing)$/);
    await cluster.api.apply({ ...web, spec: { ...(web['spec'] as object), replicas: 0 } }, never);
    await until(() => overview()?.state.kind === 'stopped');
    await cluster.api.delete(reference, never);
    await until(() => overview() === undefined);
  });

  it('says of each kind that it may not be listed', async () => {
    look(() => cluster.limitedToken());
    await until(() => watch.view.isLoaded);
    const { troubles, objects } = watch.view;
    deepStrictEqual(
      troubles.map(({ resource }) => resource).toSorted(),
      WATCHED_KINDS.map(({ resource }) => resource).toSorted(),
    );
    ok(troubles.every(({ kind, error }) => kind === 'refused' && /cannot list resource/.test(error.message)));
    deepStrictEqual(objects, {});
  });
});

function fail(error: unknown): never {
  throw error;
}
