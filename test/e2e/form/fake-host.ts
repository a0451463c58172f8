import type { OperationView } from '../../../src/core/operation/view';
import type { CheckRow } from '../../../src/core/preflight';
import { ownPrincipal } from '../../../src/core/sign-in/own-principal';
import { EMPTY_DRAFT } from '../../../src/core/cluster-form/draft';
import type { FormInit } from '../../../src/protocol/messages';
import type { Handlers } from '../../../src/protocol/rpc';

export const ROLE = 'arn:aws:iam::210987654321:role/eks-provision';

export const OPENING: FormInit = {
  externalId: '3f2b8c1d9e0a4756b8c1d9e0a47563f2b8c1d9e0',
  draft: { ...EMPTY_DRAFT, region: 'eu-central-1', level: 'folder' },
  levels: [
    {
      id: 'folder',
      label: 'Folder shop',
      level: { kind: 'folder', folder: 'file:///home/dev/shop', name: 'shop' },
      kubeconfigPath: '/home/dev/shop/.kube/config',
    },
    { id: 'user', label: 'User settings', level: { kind: 'user' }, kubeconfigPath: '/home/dev/.kube/config' },
  ],
  language: 'en',
  checks: [],
};

export const RUNNING: OperationView = {
  id: '0b7c',
  kind: 'create',
  clusterName: 'shop',
  region: 'eu-central-1',
  accountId: '222222222222',
  startedAt: Date.now() - 262_000,
  state: { kind: 'running', activity: 'Creating the control plane.', isOverdue: false, elapsedMs: 262_000 },
  done: 2,
  total: 5,
  resources: [
    { logicalId: 'ClusterSecurityGroup', type: 'AWS::EC2::SecurityGroup', status: 'complete' },
    { logicalId: 'NodeRole', type: 'AWS::IAM::Role', status: 'complete' },
    {
      logicalId: 'Cluster',
      type: 'AWS::EKS::Cluster',
      status: 'inProgress',
      reason: 'Resource creation Initiated',
    },
    { logicalId: 'AccessEntry', type: 'AWS::EKS::AccessEntry', status: 'waiting' },
    { logicalId: 'NodeGroup', type: 'AWS::EKS::Nodegroup', status: 'waiting' },
  ],
  steps: [
    { id: 'stack', label: 'CloudFormation stack', status: 'inProgress' },
    { id: 'access', label: 'Access to the cluster', status: 'waiting' },
    { id: 'cluster', label: 'Service account and storage class', status: 'waiting' },
    { id: 'workspace', label: 'Kubeconfig and settings', status: 'waiting' },
    { id: 'nodes', label: 'Nodes ready', status: 'waiting' },
  ],
};

export const FAILED: OperationView = {
  ...RUNNING,
  state: {
    kind: 'failed',
    failedAt: Date.now(),
    leftovers: { kind: 'nothing' },
    failure: {
      message: 'Creating the control plane failed.',
      cause: 'The service role lacks the policy AmazonEKSClusterPolicy.',
      remedy: 'Attach the policy to the role, then create the cluster again.',
      logicalId: 'Cluster',
    },
  },
  steps: RUNNING.steps.map((step) => (step.id === 'stack' ? { ...step, status: 'failed' } : step)),
  resources: RUNNING.resources.map((resource) =>
    resource.logicalId === 'Cluster'
      ? {
          ...resource,
          status: 'failed',
          reason: 'The provided role does not have the Amazon EKS Managed Policies.',
        }
      : resource,
  ),
};

/** Pre-flight while a check still runs; the other is red, with all that such a row can have. */
export const CHECKS: readonly CheckRow[] = [
  { id: 'session', title: 'Session', state: { kind: 'running' } },
  {
    id: 'permissions',
    title: 'Permissions of the provision role',
    state: {
      kind: 'found',
      finding: {
        kind: 'failed',
        found: 'Missing permissions to create or delete the cluster: 1.',
        remedy: 'Have your cloud team add them to the role’s policy.',
        action: 'generatePolicy',
        lists: [
          {
            title: 'Creating or deleting the cluster fails without these (1)',
            items: [{ name: 'eks:CreateNodegroup', text: 'Creates the nodes. Creating a cluster fails.' }],
          },
        ],
      },
    },
  },
];

const CALLER = { accountId: '123456789012', arn: 'arn:aws:iam::123456789012:user/dev' };

const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

/** A host whose account has everything; a test replaces the answers that matter to it. */
export const HANDLERS: Handlers = {
  open: () => Promise.resolve(OPENING),
  identify: () => Promise.resolve(CALLER),
  suggestRegions: () => Promise.resolve(['eu-central-1', 'eu-west-1', 'us-east-1']),
  authenticate: async ({ region }) => ({
    accountId: '210987654321',
    baseAccountId: '123456789012',
    region,
    ownPrincipal: await ownPrincipal(CALLER, '210987654321', () => Promise.resolve(undefined)),
    profile: {
      kind: 'offered',
      path: '/home/dev/.aws/config',
      text: `[profile eks-clusters-210987654321-eks-provision]\nrole_arn = ${ROLE}\nexternal_id = ${OPENING.externalId}\nregion = ${region}\ncredential_source = Environment\n`,
    },
  }),
  listKubernetesVersions: () =>
    Promise.resolve([
      { version: '1.35', isDefault: false, support: 'standard', endOfStandardSupport: inDays(490) },
      {
        version: '1.34',
        isDefault: true,
        support: 'standard',
        endOfStandardSupport: inDays(375),
        offersMetricsServer: true,
      },
      {
        ...{ version: '1.31', isDefault: false, support: 'extended' },
        endOfExtendedSupport: '2026-11-26T00:00:00.000Z',
      },
    ]),
  listServiceRoles: () =>
    Promise.resolve([
      {
        ...role('eks-service'),
        trustsEks: true,
        tagsSessions: false,
        attachedPolicies: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
      },
      { ...role('eks-bare'), trustsEks: true, tagsSessions: true, attachedPolicies: [] },
      { ...role('ci'), trustsEks: false, tagsSessions: false },
    ]),
  listKeyPairs: () => Promise.resolve([{ name: 'ops' }]),
  listClusters: () => Promise.resolve(['first']),
  listVpcs: () =>
    Promise.resolve([
      {
        id: 'vpc-0a1b2c3d',
        name: 'main',
        cidrs: ['10.0.0.0/16', '100.64.0.0/16'],
        isDefault: false,
        dns: { support: true, hostnames: true },
      },
      {
        id: 'vpc-99999999',
        cidrs: ['172.31.0.0/16'],
        isDefault: true,
        dns: { support: true, hostnames: false },
      },
    ]),
  listSubnets: () =>
    Promise.resolve([
      subnet('subnet-0000000a', 'private-a', '10.0.0.0/20', 'eu-central-1a'),
      {
        ...subnet('subnet-0000000b', 'public-a', '10.0.48.0/24', 'eu-central-1a'),
        assignsPublicIp: true,
        route: 'public',
      },
      subnet('subnet-0000000c', 'private-b', '10.0.16.0/20', 'eu-central-1b'),
      subnet('subnet-0000000d', 'private-c', '10.0.32.0/20', 'eu-central-1c'),
    ]),
  listSecurityGroups: () =>
    Promise.resolve([
      { id: 'sg-00000001', name: 'default', description: 'default VPC security group' },
      { id: 'sg-00000002', name: 'web', description: 'Web servers' },
    ]),
  listInstanceTypes: () =>
    Promise.resolve([
      {
        ...{ name: 'g5.xlarge', vcpus: 4, memoryMib: 16_384, amiType: 'AL2023_x86_64_NVIDIA' },
        ...{ gpu: '1 × NVIDIA A10G', maxPods: 58, zones: ZONES.slice(0, 1) },
      },
      {
        ...{ name: 'm5.large', vcpus: 2, memoryMib: 8192, amiType: 'AL2023_x86_64_STANDARD' },
        ...{ maxPods: 29, zones: ZONES },
      },
      {
        ...{ name: 'm7g.large', vcpus: 2, memoryMib: 8192, amiType: 'AL2023_ARM_64_STANDARD' },
        ...{ maxPods: 29, zones: ZONES },
      },
    ]),
  saveDraft: () => Promise.resolve(null),
  checkAgain: () => Promise.resolve(null),
  create: () => Promise.resolve({ kind: 'started', operation: RUNNING }),
  review: ({ what }) => Promise.resolve({ kind: 'shown', what }),
  leaveOperation: () => Promise.resolve(null),
  copy: () => Promise.resolve(null),
  run: () => Promise.resolve(null),
};

function subnet(id: string, name: string, cidr: string, availabilityZone: string) {
  const zoneId = availabilityZone.replace('eu-central-1', 'euc1-');
  return {
    ...{ id, name, cidr, availabilityZone, zoneId, freeAddresses: 4091, assignsPublicIp: false },
    route: 'private' as const,
  };
}

function role(name: string) {
  return { arn: `arn:aws:iam::210987654321:role/${name}`, name };
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
