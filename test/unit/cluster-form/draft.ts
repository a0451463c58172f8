import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import type { DraftFacts } from '../../../src/core/cluster-form/validate';

/** A draft that nothing is wrong with. */
export const DRAFT: Draft = {
  ...EMPTY_DRAFT,
  roleArn: 'arn:aws:iam::222222222222:role/eks-provision',
  region: 'eu-central-1',
  name: 'demo',
  kubernetesVersion: '1.35',
  serviceRoleArn: 'arn:aws:iam::222222222222:role/eks-service-role',
  vpcId: 'vpc-0a1b2c3d',
  subnetIds: ['subnet-0000000a', 'subnet-0000000b'],
  securityGroupId: 'sg-0a1b2c3d',
  instanceType: 'm6i.large',
  level: 'user',
};

/** Everything that can be known. */
export const FACTS: Required<DraftFacts> = {
  levels: ['folder:app', 'user'],
  takenScopes: ['production'],
  takenNames: ['taken'],
  kubernetesVersions: [
    { version: '1.35', isDefault: true, support: 'standard', offersMetricsServer: true },
    { version: '1.33', isDefault: false, support: 'extended' },
  ],
  vpcs: [{ id: 'vpc-0a1b2c3d', cidrs: ['10.0.0.0/16'], isDefault: false }],
  securityGroups: [{ id: 'sg-0a1b2c3d', name: 'default', description: '' }],
  keyPairs: [{ name: 'admin' }],
  ownPrincipal: { kind: 'offered', arn: 'arn:aws:iam::222222222222:role/team/developer' },
  subnets: ['a', 'b', 'a'].map((zone, index) => ({
    id: `subnet-0000000${'abc'[index]}`,
    cidr: `10.0.${index}.0/24`,
    availabilityZone: `eu-central-1${zone}`,
    zoneId: `euc1-az${zone === 'a' ? 2 : 3}`,
    freeAddresses: 200,
    assignsPublicIp: true,
  })),
  instanceTypes: [
    { name: 'm6i.large', vcpus: 2, memoryMib: 8192, amiType: 'AL2023_x86_64_STANDARD' },
    { name: 'm7g.large', vcpus: 2, memoryMib: 8192, amiType: 'AL2023_ARM_64_STANDARD' },
  ],
};
