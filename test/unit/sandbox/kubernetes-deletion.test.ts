import { strict as assert } from 'node:assert';
import { fieldsAt } from '../../sandbox/kubernetes/objects';
import { startCluster, watchUntil, type Reply, type TestCluster } from './kubernetes-cluster';

const MERGE = 'application/merge-patch+json';

describe('Deletion in a simulated cluster', () => {
  let cluster: TestCluster;
  before(async () => void (cluster = await startCluster()));
  after(() => cluster.stop());

  const post = (path: string, body: object): Promise<Reply> =>
    cluster.call(path, { method: 'POST', body: { ...body } });
  const remove = (path: string, options?: object): Promise<Reply> =>
    cluster.call(path, { method: 'DELETE', ...(options && { body: { ...options } }) });
  const uidOf = ({ body }: Reply): unknown => fieldsAt(body, 'metadata').uid;
  const deleted = async (path: string, name: string): Promise<void> => {
    const revision = String(cluster.api.store.revision - 20);
    await watchUntil(
      cluster,
      `${path}?watch=true&resourceVersion=${Math.max(1, Number(revision))}`,
      (events) =>
        events.some(
          ({ type, object }) => type === 'DELETED' && fieldsAt(object as never, 'metadata').name === name,
        ),
    );
  };

  it('of a namespace waits for what has a finalizer, and ends with it', async () => {
    await post('/api/v1/namespaces', { metadata: { name: 'held' } });
    const configMaps = '/api/v1/namespaces/held/configmaps';
    await post(configMaps, { metadata: { name: 'a', finalizers: ['example.com/backup'] } });
    assert.deepEqual((await remove('/api/v1/namespaces/held')).body.status, { phase: 'Terminating' });
    await watchUntil(cluster, `${configMaps}?watch=true`, (events) =>
      events.some(({ object }) => fieldsAt(object as never, 'metadata').deletionTimestamp !== undefined),
    );
    assert.equal((await cluster.call('/api/v1/namespaces/held')).code, 200);

    const gone = deleted('/api/v1/namespaces', 'held');
    const body = { metadata: { finalizers: [] } };
    await cluster.call(`${configMaps}/a`, { method: 'PATCH', contentType: MERGE, body });
    await gone;
    assert.equal((await cluster.call('/api/v1/namespaces/held')).code, 404);
  });

  it('of an owner deletes what it owns, unless that is orphaned', async () => {
    const configMaps = '/api/v1/namespaces/default/configmaps';
    for (const propagationPolicy of ['Background', 'Foreground', 'Orphan']) {
      const owner = await post(configMaps, { metadata: { name: 'owner' } });
      const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: uidOf(owner) }];
      await post(configMaps, { metadata: { name: 'owned', ownerReferences } });
      const gone = deleted(configMaps, propagationPolicy === 'Orphan' ? 'owner' : 'owned');
      await remove(`${configMaps}/owner`, { propagationPolicy });
      await gone;
      const left = await cluster.call(`${configMaps}/owned`);
      assert.equal(left.code, propagationPolicy === 'Orphan' ? 200 : 404, propagationPolicy);
      assert.equal(fieldsAt(left.body, 'metadata').ownerReferences, undefined);
    }
  });
});
