import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { type CloudFormationTemplate, defaultVariant, templateOf } from '../../../src/core/template';
import { serviceRolePolicies } from '../../../src/core/template/managed-policies';
import { addRole, SERVICE_ROLE } from '../../fakes/simulated-aws';
import { StackAccount } from '../../fakes/stack-account';
import { SPEC } from '../../fakes/cluster-spec';

const AUTO: ClusterSpec = {
  ...SPEC,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupId: 'sg-1',
  compute: { kind: 'auto' },
};
const BOTH = ['sts:AssumeRole', 'sts:TagSession'];
const FIVE = serviceRolePolicies(['auto']);

async function create(
  role: { readonly actions: readonly string[]; readonly policies: readonly string[] },
  template = templateOf(defaultVariant('auto')),
): Promise<StackAccount> {
  const account = new StackAccount();
  addRole(account.aws.roles, { ...role, arn: SERVICE_ROLE, service: 'eks.amazonaws.com' });
  await account.createStackOf(AUTO, template);
  await account.minutes(20);
  return account;
}

/** The template with other properties of the cluster. */
function withCluster(properties: Readonly<Record<string, unknown>>): CloudFormationTemplate {
  const template = templateOf(defaultVariant('auto'));
  const { Cluster } = template.Resources;
  ok(Cluster);
  const changed = JSON.parse(
    JSON.stringify({ ...Cluster.Properties, ...properties }),
  ) as typeof Cluster.Properties;
  return { ...template, Resources: { ...template.Resources, Cluster: { ...Cluster, Properties: changed } } };
}

describe('simulated EKS Auto Mode', () => {
  it('has no nodes at first, and starts one when a pod waits', async () => {
    const account = await create({ actions: BOTH, policies: FIVE });
    strictEqual((await account.stack()).StackStatus, 'CREATE_COMPLETE');
    const api = account.aws.apis.get('demo');
    ok(api);
    strictEqual(api.nodes.size, 0);
    api.addWaitingPod();
    api.addWaitingPod();
    await account.minutes(3);
    deepStrictEqual([...api.nodes.values()], [{ ready: true }]);
    match([...api.nodes.keys()][0] ?? '', /^i-0[0-9a-f]{16}$/);
  });

  it('lets the nodes in by an access entry that EKS makes on its own', async () => {
    const account = await create({ actions: BOTH, policies: FIVE });
    const { NodeInstanceRole } = Object.fromEntries(
      (await account.stack()).Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
    const { accessEntry } = await account.call('DescribeAccessEntry', {
      clusterName: 'demo',
      principalArn: NodeInstanceRole,
    });
    strictEqual((accessEntry as { type: string }).type, 'EC2');
  });

  it('is shown by DescribeCluster', async () => {
    const account = await create({ actions: BOTH, policies: FIVE });
    const { cluster } = await account.call('DescribeCluster', { name: 'demo' });
    const { computeConfig, storageConfig } = cluster as {
      computeConfig: { enabled: boolean; nodePools: readonly string[] };
      storageConfig: object;
    };
    deepStrictEqual([computeConfig.enabled, computeConfig.nodePools], [true, ['general-purpose', 'system']]);
    deepStrictEqual(storageConfig, { blockStorage: { enabled: true } });
  });

  it('asks the service role for five policies, and for leave to tag its sessions', async () => {
    const lacking = await create({ actions: BOTH, policies: ['AmazonEKSClusterPolicy'] });
    match(
      (await lacking.failureOf('Cluster')) ?? '',
      /following policies \[AmazonEKSComputePolicy, AmazonEKSBlockStoragePolicy, AmazonEKSLoadBalancingPolicy, AmazonEKSNetworkingPolicy\]/,
    );
    const untagged = await create({ actions: ['sts:AssumeRole'], policies: FIVE });
    match((await untagged.failureOf('Cluster')) ?? '', /could not be assumed/);
  });

  const refused: Readonly<Record<string, readonly [Readonly<Record<string, unknown>>, RegExp]>> = {
    'a half of it': [{ StorageConfig: undefined }, /all either fully enabled or fully disabled/],
    'add-ons of the account’s own': [{ BootstrapSelfManagedAddons: true }, /bootstrapSelfManagedAddons/],
    'the ConfigMap aws-auth': [{ AccessConfig: { AuthenticationMode: 'CONFIG_MAP' } }, /authenticationMode/],
    'node pools of no role': [
      { ComputeConfig: { Enabled: true, NodePools: ['system'] } },
      /nodeRoleArn is required/,
    ],
    'node pools of the user’s own': [
      { ComputeConfig: { Enabled: true, NodePools: ['gpu'] } },
      /gpu is not a built-in one/,
    ],
    'a node role that EC2 cannot assume': [
      { ComputeConfig: { Enabled: true, NodePools: ['system'], NodeRoleArn: SERVICE_ROLE } },
      /EC2 cannot assume it/,
    ],
  };
  for (const [what, [properties, message]] of Object.entries(refused)) {
    it(`refuses ${what}`, async () => {
      const account = await create({ actions: BOTH, policies: FIVE }, withCluster(properties));
      match((await account.failureOf('Cluster')) ?? '', message);
      await rejects(account.call('DescribeCluster', { name: 'demo' }), /No cluster found/);
    });
  }
});
