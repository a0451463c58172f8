import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { MANAGED_LABELS } from '../../../src/core/cluster/objects';
import { changeVariable, variablesHash, variablesSecret } from '../../../src/core/deploy/variables';
import { probeProblem } from '../../../src/core/add-cluster/probe-problem';
import { permissionsProblem } from '../../../src/core/add-cluster/required-permissions';
import type { KubernetesApi, KubernetesObject, ObjectReference } from '../../../src/core/ports/kubernetes';
import { createKubernetes } from '../../../src/kube/index';
import { toCluster } from '../../fakes/network';
import { TestCluster } from '../../kubernetes/cluster';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';

const never = new AbortController().signal;
const SETTINGS: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'eks-clusters-test', namespace: 'default', labels: MANAGED_LABELS },
  data: { key: 'value' },
};
const reference = ({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference => ({
  ...{ apiVersion, kind, name: metadata.name, namespace: metadata.namespace },
});

describe('The calls of a cluster', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;

  beforeEach(async () => {
    cluster = await TestCluster.take();
    api = cluster.api;
  });
  afterEach(() => cluster.release());

  it('tell its version', async () => match(await api.version(never), /^v1\.\d+\.\d+/));

  it('apply, read, annotate and remove an object, each as often as wanted', async () => {
    for (const value of ['value', 'other']) await api.apply({ ...SETTINGS, data: { key: value } }, never);
    for (const note of ['one', 'two']) await api.annotate(reference(SETTINGS), { note }, never);
    const found = await api.read(reference(SETTINGS), never);
    deepStrictEqual(found?.['data'], { key: 'other' });
    deepStrictEqual(found.metadata.annotations, { note: 'two' });
    deepStrictEqual(found.metadata.labels, MANAGED_LABELS);
    await api.delete(reference(SETTINGS), never);
    strictEqual(await api.read(reference(SETTINGS), never), undefined);
    await api.delete(reference(SETTINGS), never);
  });

  it('create an object once, and change what a patch names alone', async () => {
    await api.create(SETTINGS, never);
    await rejects(api.create(SETTINGS, never), { kind: 'conflict' });
    await api.patch(reference(SETTINGS), { data: { more: 'other', key: null } }, never);
    const found = await api.read(reference(SETTINGS), never);
    deepStrictEqual(found?.['data'], { more: 'other' });
    deepStrictEqual(found.metadata.labels, MANAGED_LABELS);
    await rejects(api.patch({ ...reference(SETTINGS), name: 'none' }, {}, never), { kind: 'not-found' });
  });

  it('change the hash of an environment’s variables with each of them', async () => {
    const place = { namespace: 'default', environment: 'production' };
    const hashes = new Set<string>();
    for (const value of ['one', 'one', 'two', undefined]) {
      await changeVariable(place, { name: 'EKS_TEST', value }, api, never);
      hashes.add(await variablesHash(place, api, never));
    }
    // The same value again changes nothing.
    strictEqual(hashes.size, 3);
    await api.delete(variablesSecret(place), never);
  });

  it('restore a field that somebody else has changed, and leave what they added', async () => {
    await api.apply(SETTINGS, never);
    const path = '/api/v1/namespaces/default/configmaps/eks-clusters-test?fieldManager=kubectl-edit';
    const headers = { 'content-type': 'application/merge-patch+json' };
    const body = { data: { key: 'theirs', more: 'theirs' } };
    strictEqual((await cluster.send({ method: 'PATCH', path, headers, body })).status, 200);
    await api.apply(SETTINGS, never);
    deepStrictEqual((await api.read(reference(SETTINGS), never))?.['data'], { key: 'value', more: 'theirs' });
  });

  it('list all pages, of one namespace and by labels', async () => {
    const names = Array.from({ length: 210 }, (_, index) => `eks-clusters-test-${index}`);
    const objects = names.map((name) => ({ ...SETTINGS, metadata: { ...SETTINGS.metadata, name } }));
    const path = '/api/v1/namespaces/default/configmaps';
    for (let from = 0; from < objects.length; from += 30)
      await Promise.all(
        objects.slice(from, from + 30).map((body) => cluster.send({ method: 'POST', path, body })),
      );
    const query = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default' };
    const found = await api.list({ ...query, labels: MANAGED_LABELS }, never);
    deepStrictEqual(found.map(({ metadata }) => metadata.name).toSorted(), names.toSorted());
    deepStrictEqual([found[0]?.apiVersion, found[0]?.kind], ['v1', 'ConfigMap']);
    deepStrictEqual(
      await api.list({ ...query, namespace: 'kube-public', labels: MANAGED_LABELS }, never),
      [],
    );
  });

  it('tell which nodes are ready', async () => {
    const node = (name: string, ready: string) => ({
      ...{ apiVersion: 'v1', kind: 'Node', metadata: { name } },
      status: {
        conditions: [{ type: 'Ready', status: ready, lastHeartbeatTime: new Date().toISOString() }],
      },
    });
    for (const body of [node('eks-clusters-a', 'True'), node('eks-clusters-b', 'False')])
      await cluster.send({ method: 'POST', path: '/api/v1/nodes', body });
    deepStrictEqual(await api.nodes(never), [
      { name: 'eks-clusters-a', ready: true, architecture: undefined },
      { name: 'eks-clusters-b', ready: false, architecture: undefined },
    ]);
  });

  it('tell the storage classes that a new cluster has', async () =>
    deepStrictEqual(await api.storageClasses(never), [{ name: 'gp2', isDefault: false }]));

  it('tell the load balancers, and none that AWS has not made yet', async () => {
    const service = (name: string, type: string): KubernetesObject => ({
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' } },
      spec: { type, ports: [{ port: 80 }], selector: { app: 'web' } },
    });
    for (const object of [
      service('eks-clusters-web', 'LoadBalancer'),
      service('eks-clusters-in', 'ClusterIP'),
    ])
      await api.apply(object, never);
    deepStrictEqual(await api.loadBalancers(never), [
      { namespace: 'default', name: 'eks-clusters-web', hostname: undefined },
    ]);
  });

  it('tell the volumes of EBS, whichever way they were made', async () => {
    const volume = (name: string, source: object, policy: string): KubernetesObject => ({
      ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name } },
      spec: {
        ...{ capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'] },
        ...{ persistentVolumeReclaimPolicy: policy, storageClassName: 'none', ...source },
      },
    });
    const csi = { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' };
    const efs = { driver: 'efs.csi.aws.com', volumeHandle: 'fs-1' };
    const ebs = { volumeID: 'aws://eu-central-1a/vol-2', fsType: 'ext4' };
    await api.apply(volume('eks-clusters-csi', { csi }, 'Retain'), never);
    await api.apply(volume('eks-clusters-efs', { csi: efs }, 'Retain'), never);
    await api.apply(volume('eks-clusters-gp2', { awsElasticBlockStore: ebs }, 'Retain'), never);
    deepStrictEqual(await api.volumes(never), [
      { name: 'eks-clusters-csi', volumeId: 'vol-1', deletedWithClaim: false },
      { name: 'eks-clusters-gp2', volumeId: 'vol-2', deletedWithClaim: false },
    ]);
  });

  it('make a token by which the cluster knows the account', async () => {
    const token = await api.serviceAccountToken({ namespace: 'default', name: 'default' }, never);
    strictEqual(await cluster.usernameOf(token), 'system:serviceaccount:default:default');
  });

  it('tell what somebody may do', async () => {
    const limited = cluster.as(cluster.limitedToken());
    const list = { verb: 'list', group: '', resource: 'pods', namespace: 'default' };
    strictEqual(await api.can(list, never), true);
    strictEqual(await limited.can(list, never), false);
    strictEqual(await permissionsProblem((access) => api.can(access, never)), undefined);
    match((await permissionsProblem((access) => limited.can(access, never)))?.message ?? '', /everything/);
  });

  describe('before it is added', () => {
    const probe = (token: string, certificateAuthority = cluster.target.certificateAuthority) =>
      createKubernetes(toCluster).probe(
        { ...cluster.target, certificateAuthority, token: () => Promise.resolve(token) },
        never,
      );

    it('find Kubernetes, with a token of it', async () => {
      for (const token of [cluster.adminToken(), cluster.limitedToken()]) {
        const found = await probe(token);
        ok(found.kind === 'kubernetes');
        match(found.version, /^v1\./);
      }
    });

    it('find out that the token is none, and that the CA is another', async () => {
      deepStrictEqual(await probe('a-forged-token'), { kind: 'unauthorized' });
      const { ca } = await issueCertificates(Date.now());
      const found = await probe(cluster.adminToken(), Buffer.from(ca).toString('base64'));
      match(probeProblem(found, 'cluster.example')?.message ?? '', /was not issued by this CA/);
    });
  });
});
