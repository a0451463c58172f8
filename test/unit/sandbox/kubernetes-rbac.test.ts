import { strict as assert } from 'node:assert';
import { fieldsAt, type Fields } from '../../sandbox/kubernetes/objects';
import { developerToken, startCluster, type Reply, type TestCluster } from './kubernetes-cluster';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';

describe('What one may do in a simulated cluster', () => {
  let cluster: TestCluster;
  beforeEach(async () => (cluster = await startCluster()));
  afterEach(() => cluster.stop());

  const asDeveloper = (path: string, body?: Fields): Promise<Reply> =>
    cluster.call(path, { token: developerToken(cluster.clock.now()), method: body ? 'POST' : 'GET', body });

  async function bind(path: string, role: Fields, subject: Fields): Promise<void> {
    const { code } = await cluster.call(`${RBAC}/${path}`, {
      method: 'POST',
      body: { metadata: { name: 'test' }, roleRef: role, subjects: [subject] },
    });
    assert.equal(code, 201);
  }

  const developers = { kind: 'Group', name: 'developers' };
  const clusterRole = (name: string): Fields => ({ kind: 'ClusterRole', name });

  it('is nothing without a binding, and Kubernetes says so in its words', async () => {
    const list = await asDeveloper('/api/v1/namespaces');
    assert.equal(list.code, 403);
    assert.equal(
      list.body.message,
      'namespaces is forbidden: User "developer" cannot list resource "namespaces" in API group "" at the cluster scope',
    );
    const get = await asDeveloper('/apis/apps/v1/namespaces/default/deployments/web');
    assert.equal(
      get.body.message,
      'deployments.apps "web" is forbidden: User "developer" cannot get resource "deployments" in API group "apps" in the namespace "default"',
    );
    assert.deepEqual(get.body.details, { name: 'web', group: 'apps', kind: 'deployments' });
    const path = await asDeveloper('/metrics');
    assert.equal(path.body.message, 'forbidden: User "developer" cannot get path "/metrics"');
  });

  it('is to discover and to ask about oneself for everybody who is known', async () => {
    for (const path of ['/version', '/api', '/apis', '/api/v1', '/apis/apps/v1', '/openapi/v3'])
      assert.equal((await asDeveloper(path)).code, 200, path);
    const review = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const { body } = await asDeveloper(review, {});
    assert.deepEqual(fieldsAt(fieldsAt(body, 'status'), 'userInfo'), {
      username: 'developer',
      groups: ['developers', 'system:authenticated'],
    });
  });

  it('is everything with cluster-admin', async () => {
    await bind('clusterrolebindings', clusterRole('cluster-admin'), { kind: 'User', name: 'developer' });
    assert.equal((await asDeveloper('/api/v1/secrets')).code, 200);
    assert.equal((await asDeveloper('/api/v1/namespaces', { metadata: { name: 'shop' } })).code, 201);
  });

  it('is to see but not to touch with view, and not to see secrets', async () => {
    await bind('clusterrolebindings', clusterRole('view'), developers);
    assert.equal((await asDeveloper('/api/v1/pods')).code, 200);
    assert.equal((await asDeveloper('/api/v1/secrets')).code, 403);
    assert.equal((await asDeveloper('/api/v1/namespaces', { metadata: { name: 'shop' } })).code, 403);
  });

  it('ends at the namespace with a role binding', async () => {
    await bind('namespaces/default/rolebindings', clusterRole('edit'), developers);
    assert.equal((await asDeveloper('/api/v1/namespaces/default/configmaps')).code, 200);
    assert.equal((await asDeveloper('/api/v1/namespaces/default')).code, 200);
    assert.equal((await asDeveloper('/api/v1/namespaces/kube-system/configmaps')).code, 403);
    assert.equal((await asDeveloper('/api/v1/configmaps')).code, 403);
  });

  it('ends at the names that a role gives', async () => {
    await cluster.call(`${RBAC}/namespaces/default/roles`, {
      method: 'POST',
      body: {
        metadata: { name: 'one-map' },
        rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['a'], verbs: ['get'] }],
      },
    });
    await bind('namespaces/default/rolebindings', { kind: 'Role', name: 'one-map' }, developers);
    assert.equal((await asDeveloper('/api/v1/namespaces/default/configmaps/a')).code, 404);
    assert.equal((await asDeveloper('/api/v1/namespaces/default/configmaps/b')).code, 403);
    assert.equal((await asDeveloper('/api/v1/namespaces/default/configmaps')).code, 403);
  });

  it('is told beforehand to those who ask', async () => {
    await bind('namespaces/default/rolebindings', clusterRole('view'), developers);
    const mayI = async (resourceAttributes: Fields): Promise<unknown> => {
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
      const { body } = await asDeveloper(path, { spec: { resourceAttributes } });
      return fieldsAt(body, 'status').allowed;
    };
    assert.equal(await mayI({ verb: 'list', resource: 'pods', namespace: 'default' }), true);
    assert.equal(await mayI({ verb: 'list', resource: 'pods', namespace: 'kube-system' }), false);
    assert.equal(await mayI({ verb: 'delete', resource: 'pods', namespace: 'default' }), false);
  });
});
