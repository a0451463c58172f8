import { rejects, strictEqual } from 'node:assert/strict';
import { applyBinding } from '../../src/core/cluster/role-binding';
import { clusterRoleBinding, serviceAccount } from '../../src/core/cluster/objects';
import { toUserError } from '../../src/core/errors/to-user-error';
import type { Access, KubernetesApi } from '../../src/core/ports/kubernetes';
import { TestCluster } from './cluster';

const never = new AbortController().signal;
const RBAC = 'rbac.authorization.k8s.io';
const NAME = 'eks-clusters-binders';

// Not on the simulated API: it lets those who may bind give any right away.
describe('Somebody who may make bindings', () => {
  let cluster: TestCluster;
  let binder: KubernetesApi;

  beforeEach(async () => {
    cluster = await TestCluster.take();
    const { namespace = '', name } = serviceAccount.metadata;
    await cluster.api.apply(serviceAccount, never);
    binder = cluster.as(await cluster.api.serviceAccountToken({ namespace, name }, never));
  });
  afterEach(() => cluster.release());

  const allow = async (rules: readonly object[]) => {
    const role = { apiGroup: RBAC, kind: 'ClusterRole', name: NAME };
    const metadata = { name: NAME };
    await cluster.api.apply({ apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata, rules }, never);
    await cluster.api.apply({ ...clusterRoleBinding, metadata, roleRef: role }, never);
    await untilAllowed({ verb: 'create', group: RBAC, resource: 'clusterrolebindings' });
  };
  /** An API server learns of a binding a moment after it was made. */
  const untilAllowed = async (access: Access) => {
    while (!(await binder.can(access, never)));
  };
  const bindings = {
    ...{ apiGroups: [RBAC], resources: ['clusterrolebindings'], verbs: ['get', 'create', 'patch'] },
  };

  it('is told that they cannot give rights away that they do not have', async () => {
    await allow([bindings]);
    await rejects(applyBinding(clusterRoleBinding, binder, never), (error) => {
      strictEqual(toUserError(error).code, 'kubernetes-escalation');
      return true;
    });
  });

  it('gives them away where a role lets them bind it', async () => {
    const grant = { apiGroups: [RBAC], resources: ['clusterroles'], verbs: ['bind'] };
    await allow([bindings, { ...grant, resourceNames: ['cluster-admin'] }]);
    await applyBinding(clusterRoleBinding, binder, never);
    await untilAllowed({ verb: '*', group: '*', resource: '*' });
  });
});
