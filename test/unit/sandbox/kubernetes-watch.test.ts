import { strict as assert } from 'node:assert';
import { fieldsAt, type Fields } from '../../sandbox/kubernetes/objects';
import { startCluster, summaries, watchUntil, type TestCluster } from './kubernetes-cluster';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe('A watch on a simulated cluster', () => {
  let cluster: TestCluster;
  beforeEach(async () => (cluster = await startCluster()));
  afterEach(() => cluster.stop());

  const seen =
    (count: number) =>
    (events: readonly Fields[]): boolean =>
      events.length >= count;

  async function create(name: string, labels: Fields = {}): Promise<string> {
    const { body } = await cluster.call(CONFIG_MAPS, {
      method: 'POST',
      body: { metadata: { name, labels } },
    });
    return String(fieldsAt(body, 'metadata').resourceVersion);
  }

  async function label(name: string, labels: Fields): Promise<void> {
    await cluster.call(`${CONFIG_MAPS}/${name}`, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels } },
    });
  }

  it('tells of additions, changes and deletions, in order', async () => {
    const from = await create('before');
    const events = watchUntil(cluster, `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`, seen(3));
    await create('a');
    await label('a', { tier: 'web' });
    await cluster.call(`${CONFIG_MAPS}/a`, { method: 'DELETE' });
    assert.deepEqual(summaries(await events), ['ADDED a', 'MODIFIED a', 'DELETED a']);
  });

  it('begins with what there is when it is given no version', async () => {
    await create('a');
    const events = await watchUntil(cluster, `${CONFIG_MAPS}?watch=1`, seen(2));
    assert.deepEqual(summaries(events), ['ADDED a', 'ADDED kube-root-ca.crt']);
  });

  it('tells what was missed since its version', async () => {
    const from = await create('a');
    await create('b');
    await create('c');
    const events = await watchUntil(cluster, `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`, seen(2));
    assert.deepEqual(summaries(events), ['ADDED b', 'ADDED c']);
  });

  it('hears nothing of other namespaces and resources', async () => {
    const from = await create('a');
    const events = watchUntil(cluster, `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`, seen(1));
    await cluster.call('/api/v1/namespaces/kube-system/configmaps', {
      method: 'POST',
      body: { metadata: { name: 'elsewhere' } },
    });
    await cluster.call('/api/v1/namespaces', { method: 'POST', body: { metadata: { name: 'shop' } } });
    await create('here');
    assert.deepEqual(summaries(await events), ['ADDED here']);
  });

  it('adds what begins to match its selector, and deletes what ceases to', async () => {
    const from = await create('a', { tier: 'db' });
    const path = `${CONFIG_MAPS}?watch=true&labelSelector=tier=web&resourceVersion=${from}`;
    const events = watchUntil(cluster, path, seen(2));
    await label('a', { tier: 'web' });
    await label('a', { tier: 'db' });
    assert.deepEqual(summaries(await events), ['ADDED a', 'DELETED a']);
  });

  it('marks the end of what there is for clients that ask for it', async () => {
    const path = `${CONFIG_MAPS}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`;
    const events = await watchUntil(cluster, path, seen(2));
    assert.deepEqual(
      events.map(({ type }) => type),
      ['ADDED', 'BOOKMARK'],
    );
    assert.deepEqual(fieldsAt(fieldsAt(fieldsAt(events[1] ?? {}, 'object'), 'metadata'), 'annotations'), {
      'k8s.io/initial-events-end': 'true',
    });
  });

  it('marks how far it is once a minute for clients that ask for it', async () => {
    const from = await create('a');
    const path = `${CONFIG_MAPS}?watch=true&allowWatchBookmarks=true&resourceVersion=${from}`;
    const events = watchUntil(cluster, path, seen(1));
    await create('b');
    await events;
    const marked = watchUntil(cluster, path, (all) => all.some(({ type }) => type === 'BOOKMARK'));
    const minutes = setInterval(() => void cluster.clock.advance(60_000), 1);
    const mark = (await marked).find(({ type }) => type === 'BOOKMARK') ?? {};
    clearInterval(minutes);
    const { resourceVersion } = fieldsAt(fieldsAt(mark, 'object'), 'metadata');
    assert.equal(resourceVersion, String(cluster.api.store.revision));
  });

  it('from a version that is long forgotten is told to list again', async () => {
    const from = await create('a');
    for (let round = 0; round < 1001; round += 1)
      cluster.api.addNode(`node-${round}`, { ready: true, labels: {}, taints: [] });
    const [event] = await watchUntil(cluster, `${CONFIG_MAPS}?watch=true&resourceVersion=${from}`, seen(1));
    assert.equal(event?.type, 'ERROR');
    assert.deepEqual([fieldsAt(event, 'object').code, fieldsAt(event, 'object').reason], [410, 'Expired']);
  });

  it('ends when the server stops', async () => {
    const other = await startCluster();
    other.api.addNode('node', { ready: true, labels: {}, taints: [] });
    const events = watchUntil(other, '/api/v1/nodes?watch=true', () => {
      void other.stop();
      return false;
    });
    await assert.rejects(events, { code: 'ECONNRESET' });
  });
});
