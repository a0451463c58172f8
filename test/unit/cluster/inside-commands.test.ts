import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { clusterRoleBinding, gp3StorageClass } from '../../../src/core/cluster/objects';
import { hasLongLivedToken, rotateToken } from '../../../src/core/cluster/rotate-token';
import { tokenSecrets } from '../../../src/core/cluster/token-secrets';
import { KubernetesError, type KubernetesApi } from '../../../src/core/ports/kubernetes';
import type { ClusterRow } from '../../../src/core/tree/rows';
import type { EksEntry } from '../../../src/core/registry/entry';
import { systemClock } from '../../../src/ui/clock';
import { ClusterSetup } from '../../../src/ui/commands/cluster-setup';
import { ENTRY } from '../../fakes/entry';
import { FakeWorkspace } from '../../fakes/workspace';
import { TestCluster } from '../../kubernetes/cluster';

const never = new AbortController().signal;
const ARN = 'arn:aws:eks:eu-central-1:111122223333:cluster/demo';
const ROW: ClusterRow<EksEntry> = {
  kind: 'cluster',
  id: 'demo',
  clusterId: ARN,
  entry: ENTRY,
  level: { kind: 'user' },
  status: { kind: 'unasked' },
  scopeConflict: { kind: 'none' },
};

describe('The commands for what is inside a cluster', () => {
  let cluster: TestCluster;
  let api: KubernetesApi;
  let workspace: FakeWorkspace;
  let told: string[];
  let asked: string[];
  let agrees: boolean;
  let isPrivate: boolean;
  let withToken: readonly string[];

  beforeEach(async () => {
    cluster = await TestCluster.take();
    api = cluster.api;
    workspace = new FakeWorkspace();
    [told, asked, agrees, isPrivate, withToken] = [[], [], true, false, ['/home/ann/.kube/config']];
  });
  afterEach(() => cluster.release());

  const commands = () => {
    const { endpoint, certificateAuthority } = cluster.target;
    const described = {
      ...{ name: 'demo', arn: ARN, version: '1.33', status: 'ACTIVE', tags: {} },
      endpoint,
    };
    return new ClusterSetup({
      connector: {
        connect: () => Promise.resolve(api),
        connectAsCaller: () => Promise.resolve(api),
        connectionInfo: () => Promise.resolve({ ...described, certificateAuthority }),
        describe: () =>
          Promise.resolve({ ...described, certificateAuthority, isPrivate, deletionProtection: false }),
      },
      workspace,
      kubeconfig: { holdsToken: (path) => Promise.resolve(withToken.includes(path)) },
      filesOf: () => ['/home/ann/.kube/config', '/home/ann/.kube/other'],
      clock: systemClock,
      notifier: {
        info: (text) => void told.push(text),
        confirm: ({ question }) => (asked.push(question), Promise.resolve(agrees)),
        progress: (_title, task) => task(() => undefined, never),
      },
    });
  };
  const secret = async () => {
    const [present, ...others] = await tokenSecrets(api, never);
    strictEqual(others.length, 0);
    const reference = { namespace: 'kube-system', name: present?.name ?? '' };
    return present && api.secretToken(reference, never);
  };

  it('set up account, binding and class, and do so again without harm', async () => {
    await cluster.addDriver('ebs.csi.aws.com');
    await commands().setUp(ROW);
    await commands().setUp(ROW);
    const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding' };
    ok(await api.read({ ...binding, name: 'eks-clusters-admin' }, never));
    strictEqual(told[0], 'The service account eks-clusters is set up in cluster demo.');
    deepStrictEqual(
      told.filter((text) => text.includes('gp3')),
      [
        'The storage class gp3 is now the default in cluster demo.',
        'The storage class gp3 is already the default in cluster demo.',
      ],
    );
  });

  it('replace a binding to another role, which cannot be changed, only when the user agrees', async () => {
    await cluster.addDriver('ebs.csi.aws.com');
    const { apiVersion, kind, metadata } = clusterRoleBinding;
    const theirs = {
      ...clusterRoleBinding,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    };
    await api.apply(theirs, never);
    const role = async () =>
      JSON.stringify((await api.read({ apiVersion, kind, ...metadata }, never))?.['roleRef']);
    agrees = false;
    await commands().setUp(ROW);
    match(asked.join(), /Replace the binding eks-clusters-admin in cluster demo\?/);
    match(await role(), /"view"/);
    deepStrictEqual(told, []);
    agrees = true;
    await commands().setUp(ROW);
    match(await role(), /"cluster-admin"/);
  });

  it('say of a private endpoint that it is one, and of another what happened', async () => {
    api = { ...api, apply: () => Promise.reject(new KubernetesError('unreachable', 'Timed out.')) };
    await rejects(commands().setUp(ROW), { kind: 'unreachable' });
    isPrivate = true;
    await rejects(commands().setUp(ROW), { code: 'endpoint-private' });
  });

  it('tell what to install where no driver is', async () => {
    await rejects(commands().createStorageClass(ROW), { code: 'storage-driver-missing' });
  });

  it('leave another default alone unless the user agrees', async () => {
    await cluster.addDriver('ebs.csi.aws.com');
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    await api.apply(
      { ...gp3StorageClass('ebs.csi.aws.com'), metadata: { name: 'mine', annotations } },
      never,
    );
    const defaults = async () =>
      (await api.storageClasses(never)).filter(({ isDefault }) => isDefault).map(({ name }) => name);
    agrees = false;
    await commands().createStorageClass(ROW);
    match(asked.join(), /replacing mine\?/);
    deepStrictEqual(await defaults(), ['mine']);
    agrees = true;
    await commands().createStorageClass(ROW);
    deepStrictEqual(await defaults(), ['gp3']);
  });

  it('rotate the token where the kubeconfig holds the old one, and nowhere else', async () => {
    const old = await rotateToken(api, systemClock, never);
    await commands().rotate(ROW);
    const token = (await secret()) ?? '';
    ok(token !== '' && token !== old);
    deepStrictEqual(
      workspace.kubeconfigs.map(({ path, user }) => ({ path, user })),
      [{ path: '/home/ann/.kube/config', user: { kind: 'service-account', token } }],
    );
    withToken = [];
    await commands().rotate(ROW);
    strictEqual(workspace.kubeconfigs.length, 1);
    match(told.at(-1) ?? '', /No kubeconfig at this level contained the old one/);
    match(told.at(-1) ?? '', /may accept the old token for up to 10 more seconds/);
  });

  it('revoke the token together with the entry that holds it, but not with one that signs in otherwise', async () => {
    await rotateToken(api, systemClock, never);
    await commands().revoke(ROW);
    strictEqual(await hasLongLivedToken(api, never), false);
    deepStrictEqual(workspace.removedKubeconfigs, [ARN]);
    await rotateToken(api, systemClock, never);
    withToken = [];
    await commands().revoke(ROW);
    deepStrictEqual(workspace.removedKubeconfigs, [ARN]);
  });

  it('do nothing to a token before the user agrees, and say where there is none', async () => {
    const old = await rotateToken(api, systemClock, never);
    agrees = false;
    await commands().rotate(ROW);
    await commands().revoke(ROW);
    strictEqual(await secret(), old);
    agrees = true;
    await commands().revoke(ROW);
    await rejects(commands().rotate(ROW), { code: 'no-long-lived-token' });
  });
});
