import { strict as assert } from 'node:assert';
import { ADMIN_ENTRY, ADMIN_ROLE, eksToken, startCluster, type TestCluster } from './kubernetes-cluster';

const UNAUTHORIZED = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'Unauthorized',
  reason: 'Unauthorized',
  code: 401,
};

describe('Who may talk to a simulated cluster', () => {
  let cluster: TestCluster;
  beforeEach(async () => (cluster = await startCluster()));
  afterEach(() => cluster.stop());

  it('is not a principal whose access entry does not exist yet', async () => {
    cluster.entries.delete(ADMIN_ROLE);
    assert.deepEqual(await cluster.call('/api/v1/namespaces'), { code: 401, body: UNAUTHORIZED });
    assert.match(cluster.api.requests[0]?.refusal ?? '', /no access entry for arn:aws:iam::111122223333/);

    cluster.entries.set(ADMIN_ROLE, ADMIN_ENTRY);
    assert.equal((await cluster.call('/api/v1/namespaces')).code, 200);
  });

  it('is not somebody whose signature STS does not know', async () => {
    const token = eksToken(cluster.clock.now(), (url) => url.href.replace('AKIAADMIN', 'AKIANOBODY'));
    assert.deepEqual(await cluster.call('/api', { token }), { code: 401, body: UNAUTHORIZED });
  });

  it('is not somebody with a token of sixteen minutes ago', async () => {
    const token = eksToken(cluster.clock.now() - 16 * 60_000);
    assert.deepEqual(await cluster.call('/api', { token }), { code: 401, body: UNAUTHORIZED });
    assert.equal(cluster.api.requests[0]?.refusal, 'X-Amz-Date is more than 15 minutes ago');
  });

  it('is not somebody with a token of somewhere else', async () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2t1YmVybmV0ZXMuZGVmYXVsdC5zdmMifQ.AAAA';
    assert.equal((await cluster.call('/api', { token })).code, 401);
    assert.equal((await cluster.call('/healthz', { token })).code, 401);
  });

  it('may ask without a token only whether the server is well', async () => {
    for (const path of ['/healthz', '/livez', '/readyz'])
      assert.deepEqual(await cluster.call(path, { token: 'none' }), { code: 200, body: { text: 'ok' } });
    for (const path of ['/version', '/api', '/api/v1/namespaces', '/healthzz'])
      assert.deepEqual(await cluster.call(path, { token: 'none' }), { code: 401, body: UNAUTHORIZED });
  });

  it('may ask for the version without a token before Kubernetes 1.32', async () => {
    const old = await startCluster('1.31');
    const version = await old.call('/version', { token: 'none' });
    const namespaces = await old.call('/api/v1/namespaces', { token: 'none' });
    await old.stop();
    assert.equal(version.body.minor, '31');
    assert.equal(namespaces.code, 403);
    assert.match(String(namespaces.body.message), /User "system:anonymous" cannot list resource/);
  });

  it('is called as the access entry says', async () => {
    await cluster.call('/version');
    assert.equal(
      cluster.api.requests[0]?.username,
      'arn:aws:sts::111122223333:assumed-role/Admin/ann-example.com',
    );
  });

  it('meets the faults that a test asks for', async () => {
    const heal = cluster.api.injectFault(({ path }) =>
      path === '/version' ? { kind: 'status', code: 503 } : undefined,
    );
    const { code, body } = await cluster.call('/version');
    assert.deepEqual([code, body.reason], [503, 'ServiceUnavailable']);
    assert.equal((await cluster.call('/api')).code, 200);
    heal();
    assert.equal((await cluster.call('/version')).code, 200);

    cluster.api.injectFault(() => ({ kind: 'disconnect' }));
    await assert.rejects(cluster.call('/version'), { code: 'ECONNRESET' });
  });
});
