import { strict as assert } from 'node:assert';
import {
  ApiException,
  AuthenticationV1TokenRequest,
  AuthorizationV1Api,
  CoreV1Api,
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  V1ObjectMeta,
  V1ResourceAttributes,
  V1SelfSubjectAccessReview,
  V1SelfSubjectAccessReviewSpec,
  V1TokenRequestSpec,
  VersionApi,
  Watch,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { startCluster, type TestCluster } from './kubernetes-cluster';

describe('The simulated Kubernetes API, used with its JavaScript client', () => {
  let cluster: TestCluster;
  let config: KubeConfig;

  before(async () => {
    cluster = await startCluster();
    config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: 'demo', server: cluster.api.endpoint, caData: cluster.api.caData, skipTLSVerify: false },
      { name: 'me', token: cluster.adminToken() },
    );
  });
  after(() => cluster.stop());

  it('tells its version', async () => {
    const { gitVersion } = await config.makeApiClient(VersionApi).getCode();
    assert.match(gitVersion, /^v1\.35\.0-eks-/);
  });

  it('creates, reads, patches, replaces, lists and deletes any object', async () => {
    const objects = KubernetesObjectApi.makeApiClient(config);
    const storageClass = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'gp3' },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
    };
    await objects.create(storageClass);
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    await objects.patch(
      { ...storageClass, metadata: { name: 'gp3', annotations } },
      undefined,
      undefined,
      'test',
      undefined,
      PatchStrategy.MergePatch,
    );
    const read = await objects.read(storageClass);
    assert.deepEqual(read.metadata?.annotations, annotations);
    await objects.replace({ ...read, metadata: { name: 'gp3', labels: { tier: 'fast' } } });
    const { items } = await objects.list('storage.k8s.io/v1', 'StorageClass');
    assert.deepEqual(
      items.map(({ metadata }) => [metadata?.name, metadata?.labels]),
      [
        ['gp2', undefined],
        ['gp3', { tier: 'fast' }],
      ],
    );
    await objects.delete(storageClass);
    await assert.rejects(objects.read(storageClass), (error) => {
      assert.ok(error instanceof ApiException);
      return error.code === 404;
    });
  });

  it('applies on the server', async () => {
    const objects = KubernetesObjectApi.makeApiClient(config);
    const metadata = new V1ObjectMeta();
    metadata.name = 'eks-clusters';
    metadata.namespace = 'kube-system';
    const account: KubernetesObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
    const apply = async (): Promise<string | undefined> => {
      const applied = await objects.patch(
        account,
        undefined,
        undefined,
        'eks-clusters',
        true,
        PatchStrategy.ServerSideApply,
      );
      return applied.metadata?.resourceVersion;
    };
    assert.equal(await apply(), await apply());
  });

  it('issues tokens and reviews access', async () => {
    const body = new AuthenticationV1TokenRequest();
    body.spec = new V1TokenRequestSpec();
    body.spec.audiences = [];
    body.spec.expirationSeconds = 3600;
    const account = { name: 'default', namespace: 'kube-system', body };
    const { status } = await config.makeApiClient(CoreV1Api).createNamespacedServiceAccountToken(account);

    const asAccount = new KubeConfig();
    asAccount.loadFromClusterAndUser(
      { name: 'demo', server: cluster.api.endpoint, caData: cluster.api.caData, skipTLSVerify: false },
      { name: 'robot', token: status?.token },
    );
    const question = new V1SelfSubjectAccessReview();
    question.spec = new V1SelfSubjectAccessReviewSpec();
    question.spec.resourceAttributes = new V1ResourceAttributes();
    question.spec.resourceAttributes.verb = 'list';
    question.spec.resourceAttributes.resource = 'nodes';
    const review = await asAccount
      .makeApiClient(AuthorizationV1Api)
      .createSelfSubjectAccessReview({ body: question });
    assert.equal(review.status?.allowed, false);
  });

  it('streams changes', async () => {
    const names = new Set<string>();
    await new Promise<void>((resolve, reject) => {
      const watching = new Watch(config).watch(
        '/api/v1/nodes',
        {},
        (type, node: { metadata: { name: string } }) => {
          names.add(`${type} ${node.metadata.name}`);
          if (names.size === 1) cluster.api.setNodeReady('first');
          if (names.size === 2) cluster.api.removeNode('first');
          if (names.size === 3) resolve();
        },
        reject,
      );
      cluster.api.addNode('first', { ready: false, labels: {}, taints: [] });
      watching.catch(reject);
    });
    assert.deepEqual([...names], ['ADDED first', 'MODIFIED first', 'DELETED first']);
  });
});
