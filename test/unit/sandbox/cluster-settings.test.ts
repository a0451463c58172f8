import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import type { ClusterSpec, ManagedCompute } from '../../../src/core/cluster-form/cluster-spec';
import {
  type CloudFormationTemplate,
  variantOf,
  templateOf,
  templateResources,
} from '../../../src/core/template';
import { MANAGED, SPEC } from '../../fakes/cluster-spec';
import { StackAccount } from '../../fakes/stack-account';

const PLAIN: ClusterSpec = {
  ...SPEC,
  vpcId: 'vpc-1',
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupId: 'sg-1',
  addOns: [],
};

async function create(
  wishes: Partial<ClusterSpec>,
  template?: CloudFormationTemplate,
): Promise<StackAccount> {
  const account = new StackAccount();
  const spec = { ...PLAIN, ...wishes };
  await account.createStackOf(spec, template ?? templateOf(variantOf(spec)));
  await account.minutes(20);
  return account;
}

/** The template with other properties of one resource. */
function changed(logicalId: string, properties: Readonly<Record<string, unknown>>): CloudFormationTemplate {
  const template = templateOf(variantOf(PLAIN));
  ok(templateResources(variantOf(PLAIN)).has(logicalId));
  const { [logicalId]: resource } = template.Resources;
  const text = JSON.stringify({ ...resource, Properties: { ...resource?.Properties, ...properties } });
  const other = JSON.parse(text) as NonNullable<typeof resource>;
  return { ...template, Resources: { ...template.Resources, [logicalId]: other } };
}

function nodes(change: Partial<ManagedCompute>): Partial<ClusterSpec> {
  return { compute: { ...MANAGED, ...change } };
}

describe('simulated EKS: what it refuses', () => {
  const taint = { key: 'dedicated', value: 'web', effect: 'NoSchedule' } as const;
  const refused: readonly [string, string, () => Promise<StackAccount>, RegExp][] = [
    [
      'public access from reserved addresses',
      'Cluster',
      () => create({ endpoint: { access: 'public', publicCidrs: ['203.0.113.0/24', '10.0.0.0/8'] } }),
      /invalid in publicAccessCidrs: \[10\.0\.0\.0\/8\]/,
    ],
    [
      'an access policy that EKS does not have',
      'AdminAccess',
      () =>
        create(
          {},
          changed('AdminAccess', {
            AccessPolicies: [
              {
                PolicyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSRootPolicy',
                AccessScope: { Type: 'cluster' },
              },
            ],
          }),
        ),
      /invalid policy/,
    ],
    [
      'a node group whose name is too long',
      'NodeGroup',
      () => create({}, changed('NodeGroup', { NodegroupName: 'n'.repeat(64) })),
      /at most 63 letters/,
    ],
    [
      'an endpoint that cannot be reached',
      'Cluster',
      () =>
        create(
          {},
          changed('Cluster', {
            ResourcesVpcConfig: {
              SubnetIds: PLAIN.subnetIds,
              EndpointPublicAccess: false,
              EndpointPrivateAccess: false,
            },
          }),
        ),
      /Private and public endpoint access cannot both be disabled/,
    ],
    ['a key that is nowhere', 'Cluster', () => create({ kmsKeyArn: KEY_OF_NOBODY }), /was not found/],
    ...[
      'arn:aws:iam::999999999999:user/somebody',
      'arn:aws:sts::222222222222:assumed-role/eks-provision/session',
      'arn:aws:iam::222222222222:root',
      'arn:aws:iam::222222222222:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS',
    ].map((arn): [string, string, () => Promise<StackAccount>, RegExp] => [
      `the administrator ${arn}`,
      'Administrator1',
      () => create({ administrators: [arn] }),
      /The specified principalArn is invalid: invalid principal/,
    ]),
    ['the same taint twice', 'NodeGroup', () => create(nodes({ taints: [taint, taint] })), /Duplicate taint/],
    [
      'more than fifty taints',
      'NodeGroup',
      () => {
        const taints = Array.from({ length: 51 }, (_, i) => ({ ...taint, key: `dedicated-${i}` }));
        return create(nodes({ taints }));
      },
      /Too many taints/,
    ],
    [
      'an effect that it does not know',
      'NodeGroup',
      () => create({}, changed('NodeGroup', { Taints: [{ Key: 'dedicated', Effect: 'NoSchedule' }] })),
      /effect NoSchedule .* is not valid/,
    ],
    [
      'a label whose key is longer than 63 characters',
      'NodeGroup',
      () => create(nodes({ labels: { [`example.com/${'x'.repeat(60)}`]: 'web' } })),
      /The key example\.com\/x+ is not valid/,
    ],
    [
      'a label whose value Kubernetes does not take',
      'NodeGroup',
      () => create(nodes({ labels: { tier: 'web tier' } })),
      /Value web tier of label tier/,
    ],
  ];
  for (const [what, logicalId, made, message] of refused) {
    it(what, async () => match((await (await made()).failureOf(logicalId)) ?? '', message));
  }

  it('an administrator twice, whichever entry comes second', async () => {
    const account = await create({ administrators: [ADMINISTRATOR, ADMINISTRATOR] });
    const reasons = await Promise.all(
      ['Administrator1', 'Administrator2'].map((logicalId) => account.failureOf(logicalId)),
    );
    match(
      reasons.join(' '),
      /access entry resource is already in use on this cluster.*HandlerErrorCode: AlreadyExists/,
    );
  });
});

describe('simulated deletion protection', () => {
  it('refuses to delete an active cluster, until it is switched off', async () => {
    const account = await create({ deletionProtection: true });
    strictEqual((await account.stack()).StackStatus, 'CREATE_COMPLETE');
    const name = 'demo';
    const nodegroup = { clusterName: name, nodegroupName: await onlyNodegroup(account) };
    await account.call('DeleteNodegroup', nodegroup);
    await account.minutes(10);
    await rejects(account.call('DeleteCluster', { name }), { code: 'InvalidRequestException' });

    const { update } = await account.call('UpdateClusterConfig', { name, deletionProtection: false });
    const { id: updateId } = update as { id: string };
    deepStrictEqual((await account.call('DescribeUpdate', { name, updateId }))['update'], update);
    await account.call('DeleteCluster', { name });
    await account.minutes(10);
    deepStrictEqual(account.aws.eks.clusters, []);
  });
});

async function onlyNodegroup(account: StackAccount): Promise<string> {
  const { nodegroups } = await account.call('ListNodegroups', { clusterName: 'demo' });
  const [name] = nodegroups as readonly string[];
  ok(name !== undefined);
  return name;
}

const KEY_OF_NOBODY = 'arn:aws:kms:eu-central-1:222222222222:key/00000000-0000-4000-8000-000000000000';
const ADMINISTRATOR = 'arn:aws:iam::222222222222:user/somebody';
