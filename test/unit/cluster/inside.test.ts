import { deepStrictEqual, match, notStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { longLivedToken } from '../../../src/core/cluster/long-lived-token';
import {
  clusterRoleBinding,
  gp3StorageClass,
  serviceAccount,
  tokenSecret,
} from '../../../src/core/cluster/objects';
import { ServiceAccountTokens } from '../../../src/core/cluster/service-account-tokens';
import {
  hasLongLivedToken,
  TOKEN_CACHE_SECONDS,
  revokeToken,
  rotateToken,
} from '../../../src/core/cluster/rotate-token';
import { makeDefault, planStorageClass } from '../../../src/core/cluster/storage-class';
import type { KubernetesApi, KubernetesObject } from '../../../src/core/ports/kubernetes';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import { createKubernetes } from '../../../src/kube/index';
import { systemClock } from '../../../src/ui/clock';
import { toCluster } from '../../fakes/network';
import { TestCluster } from '../../kubernetes/cluster';

const never = new AbortController().signal;
const CLASS = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' } as const;

describe('Inside a cluster', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;

  beforeEach(async () => {
    cluster = await TestCluster.take();
    api = cluster.api;
  });
  afterEach(() => cluster.release());

  describe('the default storage class', () => {
    const defaults = async () =>
      (await api.storageClasses(never)).filter(({ isDefault }) => isDefault).map(({ name }) => name);
    const other = (isDefault: string): KubernetesObject => ({
      ...gp3StorageClass('ebs.csi.aws.com'),
      metadata: { name: 'mine', annotations: { 'storageclass.kubernetes.io/is-default-class': isDefault } },
    });

    it('is not made where no driver would answer to it', async () => {
      strictEqual((await planStorageClass(api, never)).kind, 'no-driver');
    });

    it('is made for the driver that is there, once', async () => {
      await cluster.addDriver('ebs.csi.aws.com');
      const plan = await planStorageClass(api, never);
      ok(plan.kind === 'make');
      await makeDefault(plan.storageClass, [], api, never);
      deepStrictEqual(await defaults(), ['gp3']);
      strictEqual((await planStorageClass(api, never)).kind, 'present');
    });

    it('is made for Auto Mode’s own driver, with which the add-on’s classes do not work', async () => {
      await cluster.addDriver('ebs.csi.eks.amazonaws.com');
      const plan = await planStorageClass(api, never);
      strictEqual(plan.kind === 'make' && plan.storageClass['provisioner'], 'ebs.csi.eks.amazonaws.com');
    });

    it('takes the place of another only when it is told to, and then there is one', async () => {
      await cluster.addDriver('ebs.csi.aws.com');
      await api.apply(other('true'), never);
      const plan = await planStorageClass(api, never);
      ok(plan.kind === 'others');
      deepStrictEqual(plan.names, ['mine']);
      deepStrictEqual(await defaults(), ['mine']);
      await makeDefault(plan.storageClass, plan.names, api, never);
      deepStrictEqual(await defaults(), ['gp3']);
    });

    it('is seen as another’s by the annotation of old clusters too, which Kubernetes still heeds', async () => {
      await cluster.addDriver('ebs.csi.aws.com');
      const beta = 'storageclass.beta.kubernetes.io/is-default-class';
      const metadata = { name: 'old', annotations: { [beta]: 'true' } };
      await api.apply({ ...other('true'), metadata }, never);
      deepStrictEqual(await defaults(), ['old']);
      const plan = await planStorageClass(api, never);
      ok(plan.kind === 'others');
      await makeDefault(plan.storageClass, plan.names, api, never);
      deepStrictEqual(await defaults(), ['gp3']);
    });

    it('is changed where somebody touched it only after that was shown, and then by force', async () => {
      await cluster.addDriver('ebs.csi.aws.com');
      const touched = {
        ...gp3StorageClass('ebs.csi.aws.com'),
        metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'false' } },
        allowVolumeExpansion: false,
      };
      const path = '/apis/storage.k8s.io/v1/storageclasses/gp3?fieldManager=kubectl';
      const headers = { 'content-type': 'application/apply-patch+yaml' };
      const { status } = await cluster.send({ method: 'PATCH', path, headers, body: touched });
      strictEqual(status, 201);
      const plan = await planStorageClass(api, never);
      ok(plan.kind === 'others');
      deepStrictEqual(plan.names, []);
      deepStrictEqual(plan.changes, ['gp3 becomes the default', 'allowVolumeExpansion becomes true']);
      await makeDefault(plan.storageClass, plan.names, api, never);
      deepStrictEqual(await planStorageClass(api, never), { kind: 'present' });
    });

    it('leaves another the default where it cannot be made: without any, claims would wait', async () => {
      await cluster.addDriver('ebs.csi.aws.com');
      await api.apply(other('true'), never);
      const forbidden = new KubernetesError('forbidden', 'storageclasses is forbidden');
      const mayNot = { ...api, annotate: api.annotate.bind(api), apply: () => Promise.reject(forbidden) };
      await rejects(makeDefault(gp3StorageClass('ebs.csi.aws.com'), ['mine'], mayNot, never), forbidden);
      deepStrictEqual(await defaults(), ['mine']);
    });

    it('is compared with one of the name, and never put in its place', async () => {
      await cluster.addDriver('ebs.csi.aws.com');
      const theirs = {
        ...gp3StorageClass('ebs.csi.aws.com'),
        parameters: { type: 'gp2' },
        reclaimPolicy: 'Retain',
      };
      await api.apply(theirs, never);
      const plan = await planStorageClass(api, never);
      deepStrictEqual(plan, {
        kind: 'differs',
        differences: [
          'parameters is type=gp2 and not encrypted=true, type=gp3',
          'reclaimPolicy is Retain and not Delete',
        ],
      });
      const kept = await api.read({ ...CLASS, name: 'gp3' }, never);
      strictEqual(kept?.['reclaimPolicy'], 'Retain');
    });
  });

  describe('the long-lived token', () => {
    it('lets in until it is rotated, and then the new one does', async () => {
      for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
      strictEqual(await hasLongLivedToken(api, never), false);
      const first = await rotateToken(api, systemClock, never);
      ok(await cluster.as(first).nodes(never));
      const second = await rotateToken(api, systemClock, never);
      notStrictEqual(second, first);
      ok(await cluster.as(first).nodes(never));
      await cluster.pass(TOKEN_CACHE_SECONDS);
      await rejects(cluster.as(first).nodes(never), { kind: 'unauthorized' });
      ok(await cluster.as(second).nodes(never));
      await revokeToken(api, never);
      await cluster.pass(TOKEN_CACHE_SECONDS);
      await rejects(cluster.as(second).nodes(never), { kind: 'unauthorized' });
      strictEqual(await hasLongLivedToken(api, never), false);
      await revokeToken(api, never);
    });

    it('is not valid again once it was revoked, whatever is added to a kubeconfig later', async () => {
      for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
      const revoked = await longLivedToken(api, systemClock, never);
      strictEqual(await longLivedToken(api, systemClock, never), revoked);
      await revokeToken(api, never);
      const next = await longLivedToken(api, systemClock, never);
      await cluster.pass(TOKEN_CACHE_SECONDS);
      await rejects(cluster.as(revoked).nodes(never), { kind: 'unauthorized' });
      ok(await cluster.as(next).nodes(never));
    });

    it('is revoked under the name that earlier versions gave it, and in a Secret of others it stays', async () => {
      const ofOthers = { ...tokenSecret('theirs'), type: 'Opaque' };
      await api.apply(ofOthers, never);
      const earlier = tokenSecret('');
      const metadata = { ...earlier.metadata, name: 'eks-clusters-token' };
      await api.apply(serviceAccount, never);
      await api.apply({ ...earlier, metadata }, never);
      strictEqual(await hasLongLivedToken(api, never), true);
      await revokeToken(api, never);
      strictEqual(await hasLongLivedToken(api, never), false);
      ok(await api.read({ ...ofOthers, ...ofOthers.metadata }, never));
    });
  });

  describe('the extension', () => {
    let now = 0;
    const logged: string[] = [];
    const tokens = () => new ServiceAccountTokens({ now: () => now }, (line) => logged.push(line));
    const wayIn = () => ({ token: () => Promise.resolve(cluster.adminToken()), api: () => api });
    /** Whom the token that was shown last belongs to. */
    const acting = (token: () => Promise<string>) => {
      let shown = '';
      const api = cluster.as(async () => (shown = await token()));
      return { api, user: () => cluster.usernameOf(shown) };
    };

    it('acts as its own service account, by a token that it asks for once in a while', async () => {
      for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
      const own = tokens();
      let asked = 0;
      const counting: KubernetesApi = {
        ...api,
        serviceAccountToken: (...args) => (asked++, api.serviceAccountToken(...args)),
      };
      const itself = acting(() => own.token('demo', { ...wayIn(), api: () => counting }, never));
      await itself.api.nodes(never);
      await itself.api.nodes(never);
      strictEqual(await itself.user(), 'system:serviceaccount:kube-system:eks-clusters');
      strictEqual(asked, 1);
      now += 46 * 60_000;
      await itself.api.nodes(never);
      strictEqual(asked, 2);
    });

    it('asks for another token at once where somebody has made its account again', async () => {
      for (const object of [serviceAccount, clusterRoleBinding]) await api.apply(object, never);
      const own = tokens();
      const itself = createKubernetes(toCluster).connect({
        ...cluster.target,
        token: () => own.token('demo', wayIn(), never),
        renewToken: () => own.forget('demo'),
      });
      await itself.nodes(never);
      const before = await own.token('demo', wayIn(), never);
      const { apiVersion, kind, metadata } = serviceAccount;
      await api.delete({ apiVersion, kind, ...metadata }, never);
      await api.apply(serviceAccount, never);
      await cluster.pass(TOKEN_CACHE_SECONDS);
      await itself.nodes(never);
      const after = await own.token('demo', wayIn(), never);
      notStrictEqual(after, before);
      strictEqual(await cluster.usernameOf(after), 'system:serviceaccount:kube-system:eks-clusters');
    });

    it('reads a cluster that has no such account as who comes in, and says so in the log', async () => {
      const own = tokens();
      const itself = acting(() => own.token('demo', wayIn(), never));
      await itself.api.nodes(never);
      strictEqual(await itself.user(), await cluster.usernameOf(cluster.adminToken()));
      match(logged.join(), /Not acting as eks-clusters in demo/);
    });

    it('takes no failure of the network for a missing account', async () => {
      const unreachable = new KubernetesError('unreachable', 'gone');
      const broken = { ...api, serviceAccountToken: () => Promise.reject(unreachable) };
      await rejects(tokens().token('demo', { ...wayIn(), api: () => broken }, never), {
        kind: 'unreachable',
      });
    });
  });
});
