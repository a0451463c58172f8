import assert from 'node:assert/strict';
import { createKubernetes } from '../../../src/kube/index';
import { AwsError } from '../../../src/core/ports/aws';
import { KubernetesError, type KubernetesTarget } from '../../../src/core/ports/kubernetes';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';
import { CannedKubernetes } from './canned-kubernetes';
import { FakeCallClock } from '../../fakes/call-clock';
import { toCluster } from '../../fakes/network';

const never = new AbortController().signal;
const NO_NODES = { json: { apiVersion: 'v1', kind: 'NodeList', metadata: {}, items: [] } };

let kubernetes: CannedKubernetes;
const connect = (target: KubernetesTarget = kubernetes.target()) =>
  createKubernetes(toCluster, new FakeCallClock()).connect(target);

async function failureOf(result: Promise<unknown>): Promise<KubernetesError> {
  const error: unknown = await result.then(
    () => assert.fail('It should have failed.'),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof KubernetesError, String(error));
  return error;
}

describe('the API of a cluster', () => {
  before(async () => void (kubernetes = await CannedKubernetes.start()));
  after(() => kubernetes.close());
  beforeEach(() => {
    kubernetes.requests.length = 0;
    kubernetes.answer = () => NO_NODES;
  });

  it('is asked with a new token each time', async () => {
    let tokens = 0;
    const api = connect(kubernetes.target(() => Promise.resolve(`token-${++tokens}`)));
    await api.nodes(never);
    await api.nodes(never);
    assert.deepEqual(
      kubernetes.requests.map(({ headers }) => headers.authorization),
      ['Bearer token-1', 'Bearer token-2'],
    );
  });

  it('is believed only by its own certificate authority, even where Node is told to believe all', async () => {
    const { ca } = await issueCertificates(Date.now());
    const saved = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const forged = { ...kubernetes.target(), certificateAuthority: Buffer.from(ca).toString('base64') };
      const error = await failureOf(connect(forged).nodes(never));
      assert.equal(error.kind, 'unreachable');
      assert.deepEqual(kubernetes.requests, []);
    } finally {
      if (saved === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = saved;
    }
  });

  it('is unreachable where nothing listens', async () => {
    const gone = await CannedKubernetes.start();
    const target = gone.target();
    await gone.close();
    const error = await failureOf(connect(target).nodes(never));
    assert.equal(error.kind, 'unreachable');
    assert.match(error.message, /ECONNREFUSED/);
  });

  const kinds = { 403: 'forbidden', 409: 'conflict', 422: 'invalid', 429: 'busy', 500: 'busy' } as const;
  for (const [status, kind] of Object.entries(kinds)) {
    it(`that answers ${status} fails as ${kind}, in Kubernetes' own words`, async () => {
      const message = 'nodes is what it is about';
      kubernetes.answer = () => ({
        status: Number(status),
        json: { kind: 'Status', apiVersion: 'v1', message },
      });
      const error = await failureOf(connect().nodes(never));
      assert.deepEqual([error.kind, error.message], [kind, message]);
    });
  }

  it('that answers 401 fails as unauthorized; the client keeps no words of that', async () => {
    kubernetes.answer = () => ({ status: 401, json: { kind: 'Status', apiVersion: 'v1' } });
    const error = await failureOf(connect().nodes(never));
    assert.equal(error.kind, 'unauthorized');
    assert.match(error.message, /401/);
  });

  it('leaves a failure to get the token as it is', async () => {
    const expired = new AwsError('credentials', 'ExpiredToken', 'The token has expired.');
    const api = connect(kubernetes.target(() => Promise.reject(expired)));
    await assert.rejects(api.nodes(never), expired);
  });

  it('fails with the reason of the signal while it has not answered', async () => {
    const stop = new AbortController();
    const reason = new Error('closed the window');
    kubernetes.answer = () => {
      stop.abort(reason);
      return undefined;
    };
    await assert.rejects(connect().nodes(stop.signal), reason);
  });

  it('counts a node as ready only where its condition says so', async () => {
    const node = (name: string, ready?: string) => ({
      metadata: { name },
      status: {
        conditions: [
          { type: 'MemoryPressure', status: 'False' },
          ...(ready ? [{ type: 'Ready', status: ready }] : []),
        ],
      },
    });
    const items = [node('a', 'True'), node('b', 'False'), node('c', 'Unknown'), node('d')];
    kubernetes.answer = () => ({ json: { ...NO_NODES.json, items } });
    const ready = (await connect().nodes(never)).filter((each) => each.ready);
    assert.deepEqual(
      ready.map(({ name }) => name),
      ['a'],
    );
  });

  it('tells the default storage class', async () => {
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    const items = [
      { metadata: { name: 'gp2' }, provisioner: 'kubernetes.io/aws-ebs' },
      { metadata: { name: 'gp3', annotations }, provisioner: 'ebs.csi.aws.com' },
    ];
    kubernetes.answer = () => ({
      json: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClassList', metadata: {}, items },
    });
    assert.deepEqual(await connect().storageClasses(never), [
      { name: 'gp2', isDefault: false },
      { name: 'gp3', isDefault: true },
    ]);
  });

  it('tells the load balancers of services, of all namespaces', async () => {
    const service = (name: string, type: string, status = {}) => ({
      metadata: { name, namespace: 'shop' },
      spec: { type },
      status,
    });
    const items = [
      service('web', 'LoadBalancer', { loadBalancer: { ingress: [{ hostname: 'web.elb.example' }] } }),
      service('new', 'LoadBalancer', { loadBalancer: {} }),
      service('inside', 'ClusterIP'),
    ];
    kubernetes.answer = () => ({ json: { apiVersion: 'v1', kind: 'ServiceList', metadata: {}, items } });
    assert.deepEqual(await connect().loadBalancers(never), [
      { namespace: 'shop', name: 'web', hostname: 'web.elb.example' },
      { namespace: 'shop', name: 'new', hostname: undefined },
    ]);
    assert.equal(kubernetes.requests[0]?.route, 'GET /api/v1/services');
  });

  it('tells the volumes that are EBS’s, and whether they go with their claim', async () => {
    const volume = (name: string, driver: string, persistentVolumeReclaimPolicy: string) => ({
      metadata: { name },
      spec: { csi: { driver, volumeHandle: `vol-${name}` }, persistentVolumeReclaimPolicy },
    });
    // What the class gp2 of EKS makes, and what somebody made by hand in its way.
    const ofKubernetes = (name: string, volumeID: string, persistentVolumeReclaimPolicy: string) => ({
      metadata: { name },
      spec: { awsElasticBlockStore: { volumeID, fsType: 'ext4' }, persistentVolumeReclaimPolicy },
    });
    const items = [
      volume('data', 'ebs.csi.aws.com', 'Delete'),
      volume('auto', 'ebs.csi.eks.amazonaws.com', 'Retain'),
      volume('files', 'efs.csi.aws.com', 'Delete'),
      { metadata: { name: 'disk' }, spec: { hostPath: { path: '/data' } } },
      ofKubernetes('gp2', 'aws://eu-central-1a/vol-gp2', 'Delete'),
      ofKubernetes('by-hand', 'vol-by-hand', 'Retain'),
    ];
    kubernetes.answer = () => ({
      json: { apiVersion: 'v1', kind: 'PersistentVolumeList', metadata: {}, items },
    });
    assert.deepEqual(await connect().volumes(never), [
      { name: 'data', volumeId: 'vol-data', deletedWithClaim: true },
      { name: 'auto', volumeId: 'vol-auto', deletedWithClaim: false },
      { name: 'gp2', volumeId: 'vol-gp2', deletedWithClaim: true },
      { name: 'by-hand', volumeId: 'vol-by-hand', deletedWithClaim: false },
    ]);
  });

  it('makes a token of an hour for a service account', async () => {
    kubernetes.answer = ({ body }) => ({
      json: {
        ...(body as object),
        status: { token: 'sa-token', expirationTimestamp: '2026-11-22T11:00:00Z' },
      },
    });
    const token = await connect().serviceAccountToken(
      { name: 'eks-clusters', namespace: 'kube-system' },
      never,
    );
    assert.equal(token, 'sa-token');
    const [request] = kubernetes.requests;
    assert.equal(request?.route, 'POST /api/v1/namespaces/kube-system/serviceaccounts/eks-clusters/token');
    assert.deepEqual(request.body, { spec: { audiences: [], expirationSeconds: 3600 } });
  });

  it('has no token in a Secret until its controller filled it', async () => {
    const secret = { name: 'eks-clusters-token', namespace: 'kube-system' };
    const json = { apiVersion: 'v1', kind: 'Secret', metadata: secret };
    kubernetes.answer = () => ({ json });
    assert.equal(await connect().secretToken(secret, never), undefined);
    kubernetes.answer = () => ({
      json: { ...json, data: { token: Buffer.from('long-lived').toString('base64') } },
    });
    assert.equal(await connect().secretToken(secret, never), 'long-lived');
  });

  describe('applies an object', () => {
    const object = (name: string) =>
      ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'kube-system' },
        data: { key: 'value' },
      }) as const;

    beforeEach(() => {
      const resources = [
        { name: 'configmaps', kind: 'ConfigMap', namespaced: true, singularName: '', verbs: [] },
      ];
      kubernetes.answer = ({ route, body }) =>
        route === 'GET /api/v1'
          ? { json: { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'v1', resources } }
          : { json: body };
    });

    it('as our field manager, from the server’s side', async () => {
      await connect().apply(object('settings'), never);
      const patch = kubernetes.requests.at(-1)!;
      assert.equal(patch.route, 'PATCH /api/v1/namespaces/kube-system/configmaps/settings');
      assert.equal(patch.headers['content-type'], 'application/apply-patch+yaml');
      assert.equal(patch.query.get('fieldManager'), 'eks-clusters');
      assert.deepEqual(patch.body, object('settings'));
    });

    it('by force: somebody may have touched it with kubectl or Helm', async () => {
      await connect().apply(object('settings'), never);
      assert.equal(kubernetes.requests.at(-1)?.query.get('force'), 'true');
    });
  });
});
