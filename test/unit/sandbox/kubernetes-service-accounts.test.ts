import { strict as assert } from 'node:assert';
import { fieldsAt, listAt, type Fields } from '../../sandbox/kubernetes/objects';
import { startCluster, watchUntil, type Reply, type TestCluster } from './kubernetes-cluster';

const ACCOUNTS = '/api/v1/namespaces/kube-system/serviceaccounts';
const SECRETS = '/api/v1/namespaces/kube-system/secrets';

describe('Tokens of service accounts', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await startCluster();
    await create(ACCOUNTS, { metadata: { name: 'eks-clusters' } });
    await create('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      metadata: { name: 'eks-clusters-admin' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'eks-clusters', namespace: 'kube-system' }],
    });
  });
  afterEach(() => cluster.stop());

  async function create(path: string, body: Fields): Promise<Reply> {
    const reply = await cluster.call(path, { method: 'POST', body });
    assert.equal(reply.code, 201, JSON.stringify(reply.body));
    return reply;
  }

  async function requestToken(spec: Fields): Promise<Fields> {
    const { body } = await create(`${ACCOUNTS}/eks-clusters/token`, { spec });
    return fieldsAt(body, 'status');
  }

  async function codeWith(token: unknown): Promise<number> {
    return (await cluster.call('/api/v1/nodes', { token: String(token) })).code;
  }

  it('last as long as was asked for, and no longer', async () => {
    const { token, expirationTimestamp } = await requestToken({ expirationSeconds: 3600 });
    const lasts = Date.parse(String(expirationTimestamp)) - cluster.clock.now();
    assert.ok(lasts > 3_598_000 && lasts <= 3_600_000, String(lasts));
    assert.equal(await codeWith(token), 200);
    await cluster.clock.advance(3_600_000);
    assert.equal(await codeWith(token), 401);
  });

  it('last an hour unless asked otherwise, and a day at most', async () => {
    const issued = await requestToken({});
    const long = await requestToken({ expirationSeconds: 10 * 86_400 });
    await cluster.clock.advance(3_600_000);
    assert.equal(await codeWith(issued.token), 401);
    assert.equal(await codeWith(long.token), 200);
    await cluster.clock.advance(82_800_000);
    assert.equal(await codeWith(long.token), 401);
  });

  it('are not issued for less than ten minutes', async () => {
    const { code, body } = await cluster.call(`${ACCOUNTS}/eks-clusters/token`, {
      method: 'POST',
      body: { spec: { expirationSeconds: 599 } },
    });
    assert.equal(code, 422);
    assert.match(String(body.message), /may not specify a duration less than 10 minutes/);
  });

  it('name their bearer, and say for whom they are', async () => {
    const { token } = await requestToken({});
    const [, payload = ''] = String(token).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Fields;
    assert.equal(claims.sub, 'system:serviceaccount:kube-system:eks-clusters');
    assert.deepEqual(claims.aud, ['https://kubernetes.default.svc']);
  });

  it('are of no use here when they are for somebody else', async () => {
    assert.equal(await codeWith((await requestToken({ audiences: ['sts.amazonaws.com'] })).token), 401);
  });

  it('are refused when one letter of them changes', async () => {
    const [header, payload = '', signature] = String((await requestToken({})).token).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Fields;
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: 9_999_999_999 })).toString('base64url');
    assert.equal(await codeWith([header, forged, signature].join('.')), 401);
  });

  it('end with the account, and do not come back with its name', async () => {
    const { token } = await requestToken({});
    await cluster.call(`${ACCOUNTS}/eks-clusters`, { method: 'DELETE' });
    assert.equal(await codeWith(token), 401);
    await create(ACCOUNTS, { metadata: { name: 'eks-clusters' } });
    assert.equal(await codeWith(token), 401);
  });

  describe('in a Secret', () => {
    async function tokenSecret(account = 'eks-clusters'): Promise<Fields | undefined> {
      await create(SECRETS, {
        metadata: {
          name: 'eks-clusters-token',
          annotations: { 'kubernetes.io/service-account.name': account },
        },
        type: 'kubernetes.io/service-account-token',
      });
      const settled = (events: readonly Fields[]): boolean =>
        events.some((event) => event.type === 'DELETED' || 'data' in fieldsAt(event, 'object'));
      const path = `${SECRETS}?watch=true&fieldSelector=metadata.name=eks-clusters-token`;
      const last = (await watchUntil(cluster, path, settled)).at(-1);
      return last && fieldsAt(fieldsAt(last, 'object'), 'data');
    }

    function decoded(data: Fields | undefined, key: string): string {
      return Buffer.from(String(data?.[key]), 'base64').toString();
    }

    it('are filled in after it was made, with all that a kubeconfig needs', async () => {
      const data = await tokenSecret();
      assert.equal(decoded(data, 'ca.crt'), Buffer.from(cluster.api.caData, 'base64').toString());
      assert.equal(decoded(data, 'namespace'), 'kube-system');
      assert.equal(await codeWith(decoded(data, 'token')), 200);
    });

    it('do not end by themselves, but with the Secret', async () => {
      const token = decoded(await tokenSecret(), 'token');
      await cluster.clock.advance(400 * 86_400_000);
      assert.equal(await codeWith(token), 200);
      await cluster.call(`${SECRETS}/eks-clusters-token`, { method: 'DELETE' });
      assert.equal(await codeWith(token), 200);
      await cluster.clock.advance(10_000);
      assert.equal(await codeWith(token), 401);
    });

    it('are the same again in a Secret of the same name, as those of kube-apiserver are', async () => {
      const token = decoded(await tokenSecret(), 'token');
      await cluster.call(`${SECRETS}/eks-clusters-token`, { method: 'DELETE' });
      assert.equal(decoded(await tokenSecret(), 'token'), token);
    });

    it('go with their account', async () => {
      const token = decoded(await tokenSecret(), 'token');
      const gone = watchUntil(cluster, `${SECRETS}?watch=true`, (events) =>
        events.some((event) => event.type === 'DELETED'),
      );
      await cluster.call(`${ACCOUNTS}/eks-clusters`, { method: 'DELETE' });
      await gone;
      assert.equal(await codeWith(token), 401);
      assert.equal(listAt((await cluster.call(SECRETS)).body, 'items').length, 0);
    });
  });
});
