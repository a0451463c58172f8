import assert from 'node:assert/strict';
import { PROVISION_ROLE } from '../../fakes/simulated-aws';
import { StackAccount } from '../../fakes/stack-account';
import { stopSimulatedAws } from '../../sandbox/simulated-aws';

interface ClusterView {
  readonly status: string;
  readonly endpoint?: string;
  readonly certificateAuthority?: { data: string };
  readonly health: { issues: readonly object[] };
  readonly zonalShiftConfig: object;
  readonly controlPlaneScalingConfig: object;
}

async function cluster(account: StackAccount): Promise<ClusterView> {
  return (await account.call('DescribeCluster', { name: 'demo' }))['cluster'] as ClusterView;
}

describe('simulated EKS', () => {
  it('has endpoint and certificate of a cluster only once it is active', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(5);
    const creating = await cluster(account);
    assert.equal(creating.status, 'CREATING');
    assert.equal(creating.endpoint, undefined);
    assert.equal(creating.certificateAuthority, undefined);
    await account.minutes(7);
    const active = await cluster(account);
    assert.equal(active.status, 'ACTIVE');
    assert.equal(active.endpoint, 'https://demo.example');
    assert.deepEqual(active.health, { issues: [] });
    assert.deepEqual(active.zonalShiftConfig, { enabled: false });
    assert.deepEqual(active.controlPlaneScalingConfig, { tier: 'standard' });
  });

  it('lets a principal into the cluster only after its access entry has spread', async () => {
    const account = new StackAccount();
    await account.createStack();
    const { clock } = account.aws;
    while ((await account.history()).at(-1) !== 'AdminAccess CREATE_COMPLETE') await clock.advance(100);
    const { access } = account.aws.apis.get('demo')!;
    assert.equal(access.accessEntry(PROVISION_ROLE), undefined);
    await clock.advance(account.aws.accessEntrySpreadMs + 1000);
    assert.deepEqual(access.accessEntry(PROVISION_ROLE), {
      username: 'arn:aws:sts::222222222222:assumed-role/eks-provision/{{SessionName}}',
      groups: [],
      clusterAdmin: true,
    });
    assert.equal(access.accessEntry('arn:aws:iam::222222222222:role/stranger'), undefined);
  });

  it('brings nodes into the cluster that become ready before the node group is active', async () => {
    const account = new StackAccount();
    await account.createStack();
    const nodes = (): [string, { ready: boolean }][] => [...(account.aws.apis.get('demo')?.nodes ?? [])];
    while (nodes().length === 0) await account.aws.clock.advance(1000);
    assert.deepEqual(nodes(), [
      ['ip-10-0-1-23.eu-central-1.compute.internal', { ready: false }],
      ['ip-10-0-2-23.eu-central-1.compute.internal', { ready: false }],
    ]);
    await account.minutes(0.6);
    assert.ok(nodes().every(([, { ready }]) => ready));
    assert.ok(!(await account.history()).includes('NodeGroup CREATE_COMPLETE'));
  });

  it('starts no API for a cluster that would come up after the sandbox has ended', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(5);
    await stopSimulatedAws(account.aws);
    await account.minutes(10);
    assert.equal(account.aws.apis.size, 0);
  });

  it('stops the APIs of its clusters when the sandbox ends', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(11);
    await stopSimulatedAws(account.aws);
    assert.ok(account.aws.apis.get('demo')?.stopped);
  });

  it('describes what a cluster has', async () => {
    const account = new StackAccount();
    await account.createStack();
    await account.minutes(15);
    const clusterName = 'demo';
    assert.deepEqual(await account.call('ListClusters'), { clusters: ['demo'] });
    const { addons } = await account.call('ListAddons', { clusterName });
    assert.deepEqual(addons, ['eks-pod-identity-agent', 'aws-ebs-csi-driver']);
    const { nodegroups } = await account.call('ListNodegroups', { clusterName });
    const [nodegroupName] = nodegroups as [string];
    const { nodegroup } = await account.call('DescribeNodegroup', { clusterName, nodegroupName });
    assert.equal((nodegroup as ClusterView).status, 'ACTIVE');
    const input = { clusterName, principalArn: PROVISION_ROLE };
    const { associatedAccessPolicies } = await account.call('ListAssociatedAccessPolicies', input);
    const [policy] = associatedAccessPolicies as [{ policyArn: string }];
    assert.equal(policy.policyArn, 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy');
  });

  it('says in its own words that there is no such cluster, node group or entry', async () => {
    const account = new StackAccount();
    const code = 'ResourceNotFoundException';
    await assert.rejects(account.call('DescribeCluster', { name: 'none' }), {
      code,
      status: 404,
      message: 'No cluster found for name: none.',
    });
    await account.createStack();
    await account.minutes(11);
    const clusterName = 'demo';
    await assert.rejects(account.call('DescribeNodegroup', { clusterName, nodegroupName: 'x' }), { code });
    await assert.rejects(account.call('DescribeAccessEntry', { clusterName, principalArn: 'x' }), { code });
  });

  it('lists versions with the dates of their support, and one of them as default', async () => {
    const { clusterVersions } = await new StackAccount().call('DescribeClusterVersions');
    const versions = clusterVersions as {
      clusterVersion: string;
      defaultVersion: boolean;
      versionStatus: string;
    }[];
    const status = Object.fromEntries(versions.map((each) => [each.clusterVersion, each.versionStatus]));
    assert.deepEqual(status, {
      '1.36': 'STANDARD_SUPPORT',
      '1.35': 'STANDARD_SUPPORT',
      '1.34': 'STANDARD_SUPPORT',
      '1.33': 'EXTENDED_SUPPORT',
      '1.32': 'EXTENDED_SUPPORT',
      '1.31': 'EXTENDED_SUPPORT',
    });
    const defaults = versions.filter(({ defaultVersion }) => defaultVersion);
    assert.deepEqual(
      defaults.map(({ clusterVersion }) => clusterVersion),
      ['1.35'],
    );
  });

  it('drops a version from the list when its extended support ends', async () => {
    const account = new StackAccount();
    await account.minutes(5 * 24 * 60);
    const { clusterVersions } = await account.call('DescribeClusterVersions');
    const versions = (clusterVersions as { clusterVersion: string }[]).map(
      ({ clusterVersion }) => clusterVersion,
    );
    assert.ok(!versions.includes('1.31'));
  });

  it('pages its lists', async () => {
    const account = new StackAccount();
    const first = await account.call('DescribeAddonVersions', { maxResults: 4 });
    const second = await account.call('DescribeAddonVersions', {
      maxResults: 4,
      nextToken: first['nextToken'],
    });
    const names = [first, second].flatMap(({ addons }) =>
      (addons as { addonName: string }[]).map((each) => each.addonName),
    );
    assert.equal(new Set(names).size, 6);
    assert.equal(second['nextToken'], undefined);
    const versions = await account.call('DescribeClusterVersions', { maxResults: 4 });
    assert.equal((versions['clusterVersions'] as object[]).length, 4);
    const { nextToken } = versions;
    const others = await account.call('DescribeClusterVersions', { maxResults: 4, nextToken });
    assert.equal((others['clusterVersions'] as object[]).length, 2);
    await assert.rejects(account.call('ListClusters', { nextToken: 'forged' }), {
      message: 'Invalid nextToken',
    });
  });
});
