import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { fieldsAt, listAt, type Fields } from '../../sandbox/kubernetes/objects';
import { startCluster, type Reply, type TestCluster } from './kubernetes-cluster';

/** What kube-apiserver 1.34.2 answered to the same request. */
function answer(name: string): Fields {
  return JSON.parse(readFileSync(`test/fixtures/kubernetes-answers/${name}.json`, 'utf8')) as Fields;
}

const PATH = '/api/v1/namespaces/default/configmaps/settings';

describe('Server-side apply in a simulated cluster', () => {
  let cluster: TestCluster;
  beforeEach(async () => (cluster = await startCluster()));
  afterEach(() => cluster.stop());

  function apply(manager: string, data: Fields, query = ''): Promise<Reply> {
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data };
    return send(body, `?fieldManager=${manager}${query}`);
  }

  function send(body: Fields | string, query: string): Promise<Reply> {
    return cluster.call(`${PATH}${query}`, {
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      body,
    });
  }

  it('creates what does not exist and changes what does', async () => {
    const created = await apply('ours', { a: '1' });
    const changed = await apply('ours', { a: '2' });
    assert.deepEqual([created.code, changed.code], [201, 200]);
    assert.equal(fieldsAt(changed.body, 'metadata').uid, fieldsAt(created.body, 'metadata').uid);
    assert.deepEqual(changed.body.data, { a: '2' });
  });

  it('takes YAML', async () => {
    const { code, body } = await send(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: "1" # one\n',
      '?fieldManager=ours',
    );
    assert.equal(code, 201);
    assert.deepEqual(body.data, { a: '1' });
  });

  it('changes nothing, not even the resource version, the second time', async () => {
    const first = await apply('ours', { a: '1' });
    await cluster.clock.advance(60_000);
    assert.deepEqual((await apply('ours', { a: '1' })).body, first.body);
  });

  it('needs to know who applies', async () => {
    const { code, body } = await send({ metadata: { name: 'settings' } }, '');
    assert.equal(code, 422);
    assert.match(String(body.message), /fieldManager: Required value/);
  });

  it('alone may be forced: kube-apiserver refuses that of other patches, in these words', async () => {
    await apply('ours', { a: '1' });
    const { code, body } = await cluster.call(`${PATH}?fieldManager=ours&force=true`, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { data: { a: '2' } },
    });
    assert.equal(code, 422);
    assert.deepEqual(body, answer('force-merge'));
  });

  it('makes nothing new in a namespace that is being deleted, as kube-apiserver says it', async () => {
    await cluster.call('/api/v1/namespaces', { method: 'POST', body: { metadata: { name: 'ending' } } });
    await cluster.call('/api/v1/namespaces/ending/configmaps', {
      method: 'POST',
      body: { metadata: { name: 'x', finalizers: ['example.com/hold'] } },
    });
    await cluster.call('/api/v1/namespaces/ending', { method: 'DELETE' });
    const { body } = await cluster.call('/api/v1/namespaces/ending/configmaps', {
      method: 'POST',
      body: { metadata: { name: 'y' } },
    });
    assert.deepEqual(body, answer('terminating'));
  });

  it('records who manages which fields', async () => {
    const { body } = await apply('ours', { a: '1' });
    const [entry, ...others] = listAt(fieldsAt(body, 'metadata'), 'managedFields');
    assert.equal(others.length, 0);
    assert.deepEqual([entry?.manager, entry?.operation], ['ours', 'Apply']);
    assert.deepEqual(entry?.fieldsV1, { 'f:data': { 'f:a': {} } });
  });

  it('removes what the manager no longer applies, and nothing else', async () => {
    await apply('ours', { a: '1', b: '2' });
    await apply('theirs', { c: '3' });
    assert.deepEqual((await apply('ours', { b: '2' })).body.data, { b: '2', c: '3' });
  });

  it('conflicts when another manager has a field with another value', async () => {
    await apply('theirs', { a: '1', b: '2' });
    const { code, body } = await apply('ours', { a: 'x', b: '2' });
    assert.equal(code, 409);
    assert.equal(body.reason, 'Conflict');
    assert.equal(body.message, 'Apply failed with 1 conflict: conflict with "theirs": .data.a');
    assert.deepEqual(fieldsAt(body, 'details').causes, [
      { reason: 'FieldManagerConflict', message: 'conflict with "theirs"', field: '.data.a' },
    ]);
    assert.deepEqual((await cluster.call(PATH)).body.data, { a: '1', b: '2' });
  });

  it('takes the field over by force', async () => {
    await apply('theirs', { a: '1', b: '2' });
    assert.deepEqual((await apply('ours', { a: 'x' }, '&force=true')).body.data, { a: 'x', b: '2' });
    assert.equal((await apply('theirs', { a: '1', b: '2' })).code, 409);
  });

  it('shares a field that both want alike, until both let go', async () => {
    await apply('theirs', { a: '1', b: '2' });
    assert.equal((await apply('ours', { a: '1' })).code, 200);
    assert.deepEqual((await apply('theirs', { b: '2' })).body.data, { a: '1', b: '2' });
    assert.deepEqual((await apply('ours', {})).body.data, { b: '2' });
  });

  it('conflicts with who changed the field by other means since', async () => {
    await apply('ours', { a: '1' });
    await cluster.call(`${PATH}?fieldManager=kubectl-edit`, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { data: { a: 'edited' } },
    });
    const { body } = await apply('ours', { a: '1' });
    assert.equal(
      body.message,
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.a',
    );
  });

  it('does not conflict over what the server filled in', async () => {
    const binding = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/eks-clusters-admin';
    const body = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'eks-clusters', namespace: 'kube-system' }],
    };
    const call = { method: 'PATCH', contentType: 'application/apply-patch+yaml', body } as const;
    const first = await cluster.call(`${binding}?fieldManager=ours`, call);
    assert.equal(first.code, 201);
    assert.deepEqual((await cluster.call(`${binding}?fieldManager=ours`, call)).body, first.body);
    assert.equal((await cluster.call(`${binding}?fieldManager=theirs`, call)).code, 200);
  });

  it('is refused for an object that names another, or another kind', async () => {
    const other = await send(configMap({ name: 'other' }), '?fieldManager=ours');
    assert.equal(other.code, 400);
    const secret = await send({ apiVersion: 'v1', kind: 'Secret', metadata: {} }, '?fieldManager=ours');
    assert.equal(secret.code, 400);
    const managed = await send(configMap({ managedFields: [] }), '?fieldManager=ours');
    assert.equal(managed.body.message, 'metadata.managedFields must be nil');
  });

  function configMap(metadata: Fields): Fields {
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata };
  }
});
