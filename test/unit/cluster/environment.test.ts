import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import {
  contentOf,
  managedNamespaces,
  preparation,
  prepare,
  removeNamespace,
  type Environment,
} from '../../../src/core/cluster/environment';
import { removeEverything } from '../../../src/core/cluster/clean-up';
import { environmentNames } from '../../../src/core/cluster/environment-names';
import { clusterRoleBinding, serviceAccount } from '../../../src/core/cluster/objects';
import { KubernetesError, type KubernetesApi } from '../../../src/core/ports/kubernetes';
import { createKubernetes } from '../../../src/kube/index';
import { ENTRY } from '../../fakes/entry';
import { startCluster, type TestCluster } from '../sandbox/kubernetes-cluster';
import { toCluster } from '../../fakes/network';

const never = new AbortController().signal;
const REVIEW: Environment = {
  project: { name: 'shop', origin: 'https://git.example/shop.git' },
  name: 'review/one',
};
const NAMES = environmentNames(REVIEW.project, REVIEW.name);

describe('An environment of a managed cluster', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;

  beforeEach(async () => {
    cluster = await startCluster();
    const { endpoint, caData: certificateAuthority } = cluster.api;
    const token = () => Promise.resolve(cluster.adminToken());
    api = createKubernetes(toCluster).connect({ endpoint, certificateAuthority, token });
  });
  afterEach(() => cluster.stop());

  const wanted = (entry: Partial<typeof ENTRY> = {}) =>
    preparation(REVIEW, { ...ENTRY, ...entry }, () => Promise.resolve(api), never);
  const make = () => prepare(REVIEW, NAMES, { rbac: true }, api, never);

  // Acceptance case J of the original: spec/lib/gitlab/ci/build/prerequisite/kubernetes_namespace_spec.rb, restated. A
  // row with a token there is a namespace with its service account here: tokens are made when they are needed.
  describe('is prepared (J)', () => {
    it('not, where the cluster is not managed: nothing is asked of it', async () => {
      const nobody = () => Promise.reject(new Error('It was asked.'));
      strictEqual((await preparation(REVIEW, { ...ENTRY, managed: false }, nobody, never)).kind, 'none');
    });

    it('where it is managed and there is no namespace', async () => {
      deepStrictEqual(await wanted(), { kind: 'needed', names: NAMES });
    });

    it('not again, where namespace and account are there', async () => {
      await make();
      strictEqual((await wanted()).kind, 'present');
    });

    it('again, where the account is missing: in the same namespace', async () => {
      await make();
      await api.remove(
        { apiVersion: 'v1', kind: 'ServiceAccount', name: NAMES.serviceAccount, namespace: NAMES.namespace },
        never,
      );
      deepStrictEqual(await wanted(), { kind: 'needed', names: NAMES });
      await make();
      strictEqual((await wanted()).kind, 'present');
      strictEqual((await managedNamespaces(api, never)).length, 1);
    });

    it('again, where somebody annotated what is there with kubectl', async () => {
      await make();
      const path = `/api/v1/namespaces/${NAMES.namespace}?fieldManager=kubectl-annotate`;
      const annotations = { 'eks-clusters/environment': 'by hand', team: 'a' };
      const body = { metadata: { annotations } };
      const contentType = 'application/merge-patch+json';
      strictEqual((await cluster.call(path, { method: 'PATCH', contentType, body })).code, 200);
      await make();
      const namespace = await api.read({ apiVersion: 'v1', kind: 'Namespace', name: NAMES.namespace }, never);
      deepStrictEqual(namespace?.metadata.annotations, {
        'eks-clusters/environment': 'review/one',
        team: 'a',
      });
    });

    it('not, where a namespace of the name is somebody else’s: it is not touched', async () => {
      const foreign = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMES.namespace } };
      await api.apply(foreign, never);
      await rejects(wanted(), { code: 'namespace-foreign' });
      await rejects(make(), { code: 'namespace-foreign' });
      await rejects(removeNamespace(NAMES.namespace, api, never), { code: 'namespace-foreign' });
      ok(await api.read({ ...foreign, name: NAMES.namespace }, never));
    });

    it('in one namespace for all, where that is wanted', async () => {
      const { names } = (await wanted({ namespacePerEnvironment: false })) as { names: typeof NAMES };
      match(names.namespace, /^shop-[0-9a-f]{8}$/);
      await prepare(REVIEW, names, { rbac: true }, api, never);
      deepStrictEqual(await managedNamespaces(api, never), [
        { name: names.namespace, environment: undefined, isEnding: false },
      ]);
    });
  });

  // Acceptance case I, as far as it is about namespaces: create_or_update_service_account_service_spec.rb. The roles for
  // Knative and Crossplane are left out: the first came for a feature that we do not have, the second is long gone.
  describe('has what the original makes (I)', () => {
    it('a namespace with labels, and a service account that is admin there and nowhere else', async () => {
      await make();
      const namespace = await api.read({ apiVersion: 'v1', kind: 'Namespace', name: NAMES.namespace }, never);
      const { labels, annotations } = namespace?.metadata ?? {};
      strictEqual(labels?.['eks-clusters/app'], 'shop');
      strictEqual(labels['eks-clusters/env'], NAMES.environmentSlug);
      strictEqual(annotations?.['eks-clusters/environment'], 'review/one');
      const reference = { name: NAMES.serviceAccount, namespace: NAMES.namespace };
      const accountToken = await api.serviceAccountToken(reference, never);
      const { endpoint, caData: certificateAuthority } = cluster.api;
      const token = () => Promise.resolve(accountToken);
      const asAccount = createKubernetes(toCluster).connect({ endpoint, certificateAuthority, token });
      const deployments = { verb: 'create', group: 'apps', resource: 'deployments' };
      strictEqual(await asAccount.mayI({ ...deployments, namespace: NAMES.namespace }, never), true);
      strictEqual(await asAccount.mayI({ ...deployments, namespace: 'default' }, never), false);
    });

    it('no binding where the cluster has no RBAC', async () => {
      await prepare(REVIEW, NAMES, { rbac: false }, api, never);
      const bindings = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' };
      deepStrictEqual(await api.list({ ...bindings, namespace: NAMES.namespace }, never), []);
    });

    it('a binding that is made anew where it was bound to another role, which cannot be changed', async () => {
      await make();
      const binding = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        name: NAMES.roleBinding,
        namespace: NAMES.namespace,
      };
      await api.remove(binding, never);
      await api.apply(
        {
          apiVersion: binding.apiVersion,
          kind: binding.kind,
          metadata: { name: binding.name, namespace: binding.namespace },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
          subjects: [],
        },
        never,
      );
      await make();
      match(JSON.stringify((await api.read(binding, never))?.['roleRef']), /"name":"admin"/);
    });
  });

  it('leaves nothing half-made where its binding is refused, and keeps what was there before', async () => {
    const refusal = new KubernetesError('forbidden', 'is attempting to grant RBAC permissions');
    const refusing: KubernetesApi = {
      ...api,
      apply: (object, signal) =>
        object.kind === 'RoleBinding' ? Promise.reject(refusal) : api.apply(object, signal),
    };
    await rejects(prepare(REVIEW, NAMES, { rbac: true }, refusing, never), refusal);
    deepStrictEqual(await managedNamespaces(api, never), []);
    await make();
    await rejects(prepare(REVIEW, NAMES, { rbac: true }, refusing, never), refusal);
    strictEqual((await managedNamespaces(api, never)).length, 1);
  });

  it('leaves what it has made for the next attempt where the server was only busy', async () => {
    const busy = new KubernetesError('busy', 'etcdserver: leader changed');
    const api503: KubernetesApi = {
      ...api,
      apply: (object, signal) =>
        object.kind === 'RoleBinding' ? Promise.reject(busy) : api.apply(object, signal),
    };
    await rejects(prepare(REVIEW, NAMES, { rbac: true }, api503, never), busy);
    strictEqual((await managedNamespaces(api, never)).length, 1);
  });

  it('is removed with all in it, which is counted before', async () => {
    await make();
    await cluster.call(`/api/v1/namespaces/${NAMES.namespace}/pods`, {
      method: 'POST',
      body: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web' },
        spec: { containers: [{ name: 'c', image: 'i' }] },
      },
    });
    deepStrictEqual(await contentOf(NAMES.namespace, api, never), { pods: 1, claims: 0 });
    await removeNamespace(NAMES.namespace, api, never);
    deepStrictEqual(await managedNamespaces(api, never), []);
    await removeNamespace(NAMES.namespace, api, never);
  });

  it('goes with everything that the extension has made, and with nothing else', async () => {
    await make();
    for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
    await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mine' } }, never);
    await removeEverything(api, never);
    deepStrictEqual(await managedNamespaces(api, never), []);
    ok(await api.read({ apiVersion: 'v1', kind: 'Namespace', name: 'mine' }, never));
    const account = { ...serviceAccount, ...serviceAccount.metadata };
    strictEqual(await api.read(account, never), undefined);
  });

  it('goes as well where it is removed as the extension’s own account, which goes with it', async () => {
    await make();
    for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
    const own = await api.serviceAccountToken({ name: 'eks-clusters', namespace: 'kube-system' }, never);
    const { endpoint, caData: certificateAuthority } = cluster.api;
    const token = () => Promise.resolve(own);
    const asItself = createKubernetes(toCluster).connect({ endpoint, certificateAuthority, token });
    deepStrictEqual(await removeEverything(asItself, never), []);
    deepStrictEqual(await managedNamespaces(api, never), []);
    for (const object of [serviceAccount, clusterRoleBinding])
      strictEqual(await api.read({ ...object, ...object.metadata }, never), undefined, object.kind);
  });

  it('is told by name where nothing of it may be deleted, and that is no failure', async () => {
    await make();
    for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
    const refuse = () => Promise.reject(new KubernetesError('forbidden', 'cannot delete'));
    deepStrictEqual(await removeEverything({ ...api, remove: refuse }, never), [
      `Namespace ${NAMES.namespace}`,
      'ServiceAccount kube-system/eks-clusters',
      'ClusterRoleBinding eks-clusters-admin',
    ]);
    const gone = () => Promise.reject(new KubernetesError('unreachable', 'gone'));
    await rejects(removeEverything({ ...api, remove: gone }, never), { kind: 'unreachable' });
  });

  it('leaves an account and a binding of our names alone that do not carry our label', async () => {
    for (const { metadata, ...object } of [serviceAccount, clusterRoleBinding])
      await api.apply({ ...object, metadata: { ...metadata, labels: {} } }, never);
    await removeEverything(api, never);
    for (const object of [serviceAccount, clusterRoleBinding])
      ok(await api.read({ ...object, ...object.metadata }, never), object.kind);
  });
});
