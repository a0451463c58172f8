import type {
  ClusterSpec,
  ManagedCompute,
  SelfManagedCompute,
} from '../../src/core/cluster-form/cluster-spec';

export const PROVISION_ROLE = 'arn:aws:iam::222222222222:role/eks-provision';

export const MANAGED: ManagedCompute = {
  kind: 'managed',
  instanceType: 'm6i.large',
  amiType: 'AL2023_x86_64_STANDARD',
  nodeCount: 3,
  minNodes: 1,
  maxNodes: 3,
  volumeSize: 20,
  capacityType: 'ON_DEMAND',
  labels: {},
  taints: [],
};

export const SPEC: ClusterSpec = {
  name: 'demo',
  environmentScope: '*',
  kubernetesVersion: '1.35',
  supportType: 'STANDARD',
  serviceRoleArn: 'arn:aws:iam::222222222222:role/eks-service-role',
  vpcId: 'vpc-0a1b2c3d',
  subnetIds: ['subnet-0000000a', 'subnet-0000000b'],
  securityGroupId: 'sg-0a1b2c3d',
  compute: MANAGED,
  endpoint: { access: 'public-and-private', publicCidrs: [] },
  logTypes: [],
  addOns: ['eks-pod-identity-agent', 'aws-ebs-csi-driver'],
  administrators: [],
  deletionProtection: false,
  tags: {},
  onFailure: 'keep',
  managed: true,
  namespacePerEnvironment: true,
};

export const AUTO: ClusterSpec = { ...SPEC, compute: { kind: 'auto' } };

export const SELF_MANAGED_COMPUTE: SelfManagedCompute = {
  kind: 'self-managed',
  instanceType: 'm7g.large',
  amiType: 'AL2023_ARM_64_STANDARD',
  nodeCount: 4,
  minNodes: 1,
  maxNodes: 4,
  volumeSize: 20,
  serviceIpv4Cidr: '10.100.0.0/16',
};

export const SELF_MANAGED: ClusterSpec = { ...SPEC, compute: SELF_MANAGED_COMPUTE };
