import { match, strictEqual } from 'node:assert/strict';
import { clusterRoleBinding } from '../../../src/core/cluster/objects';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { KubernetesApi, KubernetesObject } from '../../../src/core/ports/kubernetes';
import { TestCluster } from '../../kubernetes/cluster';

const never = new AbortController().signal;
const RBAC = 'rbac.authorization.k8s.io';
const settings = (metadata: object): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap' },
  metadata: { name: 'eks-clusters-test', namespace: 'default', ...metadata },
});

describe('What a cluster refuses', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;

  beforeEach(async () => {
    cluster = await TestCluster.take();
    api = cluster.api;
  });
  afterEach(() => cluster.release());

  const explained = (refused: Promise<unknown>) =>
    refused.then(
      () => ({ code: 'none', message: '' }),
      (error: unknown) => toUserError(error),
    );

  it('is explained: a token that it does not know', async () => {
    const { code } = await explained(cluster.as('a-forged-token').nodes(never));
    strictEqual(code, 'kubernetes-unauthorized');
  });

  it('is explained: what somebody has no right to', async () => {
    const { code, message } = await explained(cluster.as(cluster.limitedToken()).nodes(never));
    strictEqual(code, 'kubernetes-forbidden');
    match(message, /nodes is forbidden: User ".+" cannot list resource "nodes" in API group ""/);
  });

  it('is explained: a namespace that there is not', async () => {
    const { code } = await explained(api.apply(settings({ namespace: 'nowhere-at-all' }), never));
    strictEqual(code, 'kubernetes-not-found');
  });

  it('is explained: a label that is none', async () => {
    const { code } = await explained(api.apply(settings({ labels: { team: 'a b' } }), never));
    strictEqual(code, 'kubernetes-invalid');
  });

  it('is explained: another role for a binding', async () => {
    const to = (name: string) => ({
      ...clusterRoleBinding,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    });
    await api.apply(to('view'), never);
    const { code, message } = await explained(api.apply(to('cluster-admin'), never));
    strictEqual(code, 'kubernetes-invalid');
    match(message, /cannot change roleRef/);
  });

  it('is explained: a namespace that is ending', async () => {
    const namespace = 'eks-clusters-ending';
    await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, never);
    await api.apply(settings({ namespace, finalizers: ['example.com/hold'] }), never);
    await api.delete({ apiVersion: 'v1', kind: 'Namespace', name: namespace }, never);
    const { code } = await explained(api.apply(settings({ namespace, name: 'late' }), never));
    strictEqual(code, 'namespace-terminating');
  });
});
