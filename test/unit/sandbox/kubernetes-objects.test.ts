import { strict as assert } from 'node:assert';
import { fieldsAt, listAt, type Fields } from '../../sandbox/kubernetes/objects';
import { namesIn, startCluster, watchUntil, type Reply, type TestCluster } from './kubernetes-cluster';

const NAMESPACES = '/api/v1/namespaces';
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const STORAGE_CLASSES = '/apis/storage.k8s.io/v1/storageclasses';

describe('Objects of a simulated cluster', () => {
  let cluster: TestCluster;
  beforeEach(async () => (cluster = await startCluster()));
  afterEach(() => cluster.stop());

  const create = (path: string, body: Fields): Promise<Reply> => cluster.call(path, { method: 'POST', body });
  const remove = (path: string): Promise<Reply> => cluster.call(path, { method: 'DELETE' });
  const patch = (path: string, body: Fields): Promise<Reply> =>
    cluster.call(path, { method: 'PATCH', contentType: 'application/merge-patch+json', body });

  it('are, at first, those of a new EKS cluster', async () => {
    assert.deepEqual(namesIn(await cluster.call(NAMESPACES)), [
      'default',
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ]);
    const [storageClass, ...others] = listAt((await cluster.call(STORAGE_CLASSES)).body, 'items');
    assert.equal(others.length, 0);
    assert.equal(storageClass?.provisioner, 'kubernetes.io/aws-ebs');
    assert.equal(fieldsAt(storageClass, 'metadata').annotations, undefined);
    const accounts = await cluster.call('/api/v1/serviceaccounts');
    assert.deepEqual(namesIn(accounts), ['default', 'default', 'default', 'default']);
  });

  it('are heard of where they are pods that no node has yet', async () => {
    let waiting = 0;
    cluster.api.onWaitingPod(() => (waiting += 1));
    const pod = (name: string, spec: Fields): Promise<Reply> =>
      create('/api/v1/namespaces/default/pods', { metadata: { name }, spec });
    const containers = [{ name: 'web', image: 'nginx' }];
    assert.equal((await pod('placed', { containers, nodeName: 'node-1' })).code, 201);
    assert.equal(waiting, 0);
    assert.equal((await pod('waiting', { containers })).code, 201);
    assert.equal(waiting, 1);
  });

  it('get a UID, a resource version and a time when they are created', async () => {
    const { code, body } = await create(CONFIG_MAPS, { metadata: { name: 'a' }, data: { x: '1' } });
    assert.equal(code, 201);
    assert.deepEqual([body.kind, body.apiVersion], ['ConfigMap', 'v1']);
    const { uid, resourceVersion, creationTimestamp, namespace } = fieldsAt(body, 'metadata');
    assert.match(String(uid), /^[0-9a-f-]{36}$/);
    assert.match(String(resourceVersion), /^\d+$/);
    assert.match(String(creationTimestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(namespace, 'default');
    assert.deepEqual((await cluster.call(`${CONFIG_MAPS}/a`)).body, body);
  });

  it('are not created twice', async () => {
    await create(NAMESPACES, { metadata: { name: 'shop' } });
    const { code, body } = await create(NAMESPACES, { metadata: { name: 'shop' } });
    assert.equal(code, 409);
    assert.equal(body.reason, 'AlreadyExists');
    assert.equal(body.message, 'namespaces "shop" already exists');
    assert.deepEqual(body.details, { name: 'shop', kind: 'namespaces' });
  });

  it('are not found where they are not', async () => {
    const { code, body } = await cluster.call(`${STORAGE_CLASSES}/gp3`);
    assert.equal(code, 404);
    assert.equal(body.message, 'storageclasses.storage.k8s.io "gp3" not found');
    assert.deepEqual(body.details, { name: 'gp3', group: 'storage.k8s.io', kind: 'storageclasses' });
  });

  it('need a namespace that exists', async () => {
    const { code, body } = await create('/api/v1/namespaces/nowhere/configmaps', { metadata: { name: 'a' } });
    assert.equal(code, 404);
    assert.equal(body.message, 'namespaces "nowhere" not found');
  });

  it('need a name that Kubernetes allows', async () => {
    for (const name of ['Shop', 'shop.eu', '', '-shop', 'a'.repeat(64)]) {
      const { code, body } = await create(NAMESPACES, { metadata: { name } });
      assert.equal(code, 422, name);
      assert.match(String(body.message), /^Namespace ".*" is invalid: \[?metadata\.name: /);
    }
  });

  it('need what their kind requires', async () => {
    const { code, body } = await create(STORAGE_CLASSES, { metadata: { name: 'gp3' } });
    assert.equal(code, 422);
    assert.equal(body.message, 'StorageClass.storage.k8s.io "gp3" is invalid: provisioner: Required value');
  });

  it('are updated only from their latest version', async () => {
    const first = (await create(CONFIG_MAPS, { metadata: { name: 'a' }, data: { x: '1' } })).body;
    const put = (body: Fields): Promise<Reply> => cluster.call(`${CONFIG_MAPS}/a`, { method: 'PUT', body });

    assert.equal((await put({ ...first, data: { x: '2' } })).code, 200);
    const stale = await put({ ...first, data: { x: '3' } });
    assert.equal(stale.code, 409);
    assert.match(
      String(stale.body.message),
      /^Operation cannot be fulfilled on configmaps "a": the object has been/,
    );
    assert.deepEqual((await cluster.call(`${CONFIG_MAPS}/a`)).body.data, { x: '2' });
  });

  it('keep their version when nothing changes', async () => {
    const { body } = await create(CONFIG_MAPS, { metadata: { name: 'a' }, data: { x: '1' } });
    assert.deepEqual((await patch(`${CONFIG_MAPS}/a`, { data: { x: '1' } })).body, body);
  });

  it('are patched: null removes, lists are replaced', async () => {
    await create(CONFIG_MAPS, { metadata: { name: 'a' }, data: { x: '1', y: '2' } });
    const { body } = await patch(`${CONFIG_MAPS}/a`, { data: { x: null, z: '3' } });
    assert.deepEqual(body.data, { y: '2', z: '3' });
  });

  it('keep what is fixed for their kind', async () => {
    const parameters = await patch(`${STORAGE_CLASSES}/gp2`, { parameters: { type: 'gp3' } });
    assert.equal(parameters.code, 422);
    assert.equal(
      parameters.body.message,
      'StorageClass.storage.k8s.io "gp2" is invalid: parameters: Forbidden: updates to parameters are forbidden.',
    );
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    assert.equal((await patch(`${STORAGE_CLASSES}/gp2`, { metadata: { annotations } })).code, 200);

    const binding = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/cluster-admin';
    const roleRef = await patch(binding, { roleRef: { name: 'view' } });
    assert.equal(roleRef.code, 422);
    assert.match(String(roleRef.body.message), /roleRef: Invalid value: .*: cannot change roleRef$/);
  });

  it('are not kept when the request is a dry run', async () => {
    const { code } = await create(`${NAMESPACES}?dryRun=All`, { metadata: { name: 'shop' } });
    assert.equal(code, 201);
    assert.equal((await cluster.call(`${NAMESPACES}/shop`)).code, 404);
    assert.equal((await remove(`${STORAGE_CLASSES}/gp2?dryRun=All`)).code, 200);
    assert.equal((await cluster.call(`${STORAGE_CLASSES}/gp2`)).code, 200);
  });

  it('are listed by label, by name and in pages', async () => {
    for (const [name, tier] of Object.entries({ a: 'web', b: 'db', c: 'web' }))
      await create(CONFIG_MAPS, { metadata: { name, labels: { tier } } });
    const list = async (query: string): Promise<string[]> =>
      namesIn(await cluster.call(`${CONFIG_MAPS}?${query}`));

    assert.deepEqual(await list('labelSelector=tier=web'), ['a', 'c']);
    assert.deepEqual(await list('labelSelector=tier!=web,tier'), ['b']);
    assert.deepEqual(await list('labelSelector=tier+in+(db,cache)'), ['b']);
    assert.deepEqual(await list('fieldSelector=metadata.name=c'), ['c']);

    const first = await cluster.call(`${CONFIG_MAPS}?limit=3`);
    const { continue: next, remainingItemCount } = fieldsAt(first.body, 'metadata');
    assert.deepEqual([namesIn(first), remainingItemCount], [['a', 'b', 'c'], 1]);
    const second = await cluster.call(`${CONFIG_MAPS}?limit=3&continue=${String(next)}`);
    assert.deepEqual(namesIn(second), ['kube-root-ca.crt']);
    assert.equal(fieldsAt(second.body, 'metadata').continue, undefined);
  });

  it('go with their namespace, which meanwhile takes nothing new', async () => {
    await create(NAMESPACES, { metadata: { name: 'shop' } });
    await create('/api/v1/namespaces/shop/secrets', { metadata: { name: 'key' }, stringData: { a: 'b' } });
    assert.deepEqual(fieldsAt((await cluster.call('/api/v1/namespaces/shop/secrets/key')).body, 'data'), {
      a: 'Yg==',
    });
    const gone = watchUntil(cluster, `${NAMESPACES}?watch=true`, (events) =>
      events.some((event) => event.type === 'DELETED'),
    );
    const { body } = await remove(`${NAMESPACES}/shop`);
    assert.deepEqual(body.status, { phase: 'Terminating' });
    await gone;
    assert.equal((await cluster.call('/api/v1/namespaces/shop/secrets/key')).code, 404);
    assert.equal(cluster.api.store.contents('shop').length, 0);
  });

  it('cannot lose the namespaces that Kubernetes needs', async () => {
    const { code, body } = await remove(`${NAMESPACES}/kube-system`);
    assert.equal(code, 403);
    assert.equal(body.message, 'namespaces "kube-system" is forbidden: this namespace may not be deleted');
  });

  it('survive requests that make no sense', async () => {
    assert.equal((await cluster.call(`${NAMESPACES}/%zz`)).code, 400);
    assert.equal((await cluster.call('/api/v1/toasters')).code, 404);
    assert.deepEqual(await cluster.call('/nonsense'), { code: 404, body: { text: '404 page not found\n' } });
    for (const body of ['', '{', '[]', 'a: b: c', '"text"'])
      assert.equal((await cluster.call(NAMESPACES, { method: 'POST', body })).code, 400, body);
    const patch = { method: 'PATCH', contentType: 'application/x-patch', body: '[]' } as const;
    assert.equal((await cluster.call(`${NAMESPACES}/default`, patch)).code, 415);
    assert.equal((await cluster.call(`${NAMESPACES}?labelSelector=a==b==c`)).code, 400);
    assert.equal((await cluster.call(`${NAMESPACES}?limit=x`)).code, 400);
    assert.equal((await cluster.call(`${NAMESPACES}?continue=x`)).code, 400);
    assert.equal((await cluster.call(NAMESPACES, { method: 'PUT', body: {} })).code, 405);
    assert.equal(namesIn(await cluster.call(NAMESPACES)).length, 4);
  });

  it('may be of a kind that a custom resource definition adds', async () => {
    const path = '/apis/karpenter.sh/v1/nodepools';
    assert.equal((await cluster.call(path)).code, 404);
    await create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
      metadata: { name: 'nodepools.karpenter.sh' },
      spec: {
        group: 'karpenter.sh',
        scope: 'Cluster',
        names: { plural: 'nodepools', kind: 'NodePool' },
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    });
    assert.equal((await create(path, { metadata: { name: 'general' }, spec: {} })).code, 201);
    const { body } = await cluster.call('/apis/karpenter.sh/v1');
    assert.deepEqual(
      listAt(body, 'resources').map(({ name }) => name),
      ['nodepools'],
    );
  });
});
