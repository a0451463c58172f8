import type { AvailabilityZone, Region } from '../ec2/region';
import { seedRegion, type RegionPlan } from './network';

const FRANKFURT_ZONES: readonly AvailabilityZone[] = [
  { name: 'eu-central-1a', id: 'euc1-az2' },
  { name: 'eu-central-1b', id: 'euc1-az3' },
  { name: 'eu-central-1c', id: 'euc1-az1' },
];

/** In `use1-az3` EKS places no control planes, and EC2 offers few types. */
const VIRGINIA_ZONES: readonly AvailabilityZone[] = [
  { name: 'us-east-1a', id: 'use1-az6' },
  { name: 'us-east-1b', id: 'use1-az1' },
  { name: 'us-east-1c', id: 'use1-az2' },
  { name: 'us-east-1d', id: 'use1-az4' },
  { name: 'us-east-1e', id: 'use1-az3' },
  { name: 'us-east-1f', id: 'use1-az5' },
];

const MODERN_FAMILIES = ['m6i', 'm7g', 'c6i', 'c7g', 'r6i', 't4g', 'g5', 'g5g', 'inf2', 'g4dn'];

const FRANKFURT = {
  name: 'eu-central-1',
  zones: FRANKFURT_ZONES,
  notOffered: { 'eu-central-1c': ['g5', 'g5g', 'inf2'] },
};

const VIRGINIA = {
  name: 'us-east-1',
  zones: VIRGINIA_ZONES,
  notOffered: { 'us-east-1e': MODERN_FAMILIES, 'us-east-1f': ['inf2', 'g5g'] },
};

const NINGXIA = {
  name: 'cn-northwest-1',
  zones: ['a', 'b', 'c'].map((zone, index) => ({
    name: `cn-northwest-1${zone}`,
    id: `cnnw1-az${index + 1}`,
  })),
  notOffered: {},
};

const BEIJING = {
  name: 'cn-north-1',
  zones: ['a', 'b'].map((zone, index) => ({ name: `cn-north-1${zone}`, id: `cnn1-az${index + 1}` })),
  notOffered: {},
};

/** Regions of the account in China: clusters go to Ningxia. */
export function chinaRegions(accountId: string): Map<string, Region> {
  return regionMap([
    { ...BEIJING, accountId, vpcs: [], keyPairs: [] },
    {
      ...NINGXIA,
      accountId,
      keyPairs: [],
      vpcs: [
        {
          name: 'ningxia',
          cidr: '10.8.0.0/16',
          isDefault: false,
          enableDnsHostnames: true,
          subnets: ['a', 'b'].map((zone, index) => ({
            name: `ningxia-${zone}`,
            zone: `cn-northwest-1${zone}`,
            cidr: `10.8.${16 * index}.0/20`,
            freeAddresses: 4091,
            kind: 'private',
          })),
          securityGroups: {},
        },
      ],
    },
  ]);
}

/** Regions of the account that users have their base identity in: nothing is built there. */
export function baseRegions(accountId: string): Map<string, Region> {
  return regionMap([FRANKFURT, VIRGINIA].map((region) => ({ ...region, accountId, vpcs: [], keyPairs: [] })));
}

/** Regions of the account that clusters are created in. */
export function clusterRegions(accountId: string): Map<string, Region> {
  return regionMap([frankfurtOfClusters(accountId), virginiaOfClusters(accountId)]);
}

function frankfurtOfClusters(accountId: string): RegionPlan {
  return {
    ...FRANKFURT,
    accountId,
    keyPairs: ['developer', 'operations'],
    vpcs: [
      {
        name: 'production',
        cidr: '10.0.0.0/16',
        isDefault: false,
        enableDnsHostnames: true,
        subnets: [
          {
            name: 'public-a',
            zone: 'eu-central-1a',
            cidr: '10.0.0.0/20',
            freeAddresses: 4080,
            kind: 'public',
          },
          {
            name: 'public-b',
            zone: 'eu-central-1b',
            cidr: '10.0.16.0/20',
            freeAddresses: 4085,
            kind: 'public',
          },
          {
            name: 'public-c',
            zone: 'eu-central-1c',
            cidr: '10.0.32.0/20',
            freeAddresses: 4091,
            kind: 'public',
          },
          {
            name: 'private-a',
            zone: 'eu-central-1a',
            cidr: '10.0.128.0/20',
            freeAddresses: 3912,
            kind: 'private',
          },
          {
            name: 'private-b',
            zone: 'eu-central-1b',
            cidr: '10.0.160.0/20',
            freeAddresses: 4088,
            kind: 'private',
          },
          {
            name: 'private-c',
            zone: 'eu-central-1c',
            cidr: '10.0.144.0/20',
            freeAddresses: 4091,
            kind: 'private',
          },
          {
            name: 'databases-b',
            zone: 'eu-central-1b',
            cidr: '10.0.192.0/24',
            freeAddresses: 240,
            kind: 'isolated',
          },
        ],
        securityGroups: {
          'eks-nodes': 'Additional group for cluster nodes',
          'internal-web': 'HTTPS from the company network',
        },
      },
      {
        name: 'legacy',
        cidr: '172.16.0.0/16',
        isDefault: false,
        enableDnsHostnames: false,
        subnets: [
          {
            name: 'legacy-a',
            zone: 'eu-central-1a',
            cidr: '172.16.0.0/24',
            freeAddresses: 12,
            kind: 'private',
          },
        ],
        securityGroups: {},
      },
    ],
  };
}

function virginiaOfClusters(accountId: string): RegionPlan {
  return {
    ...VIRGINIA,
    accountId,
    keyPairs: ['developer-us'],
    vpcs: [
      {
        name: 'default',
        cidr: '172.31.0.0/16',
        isDefault: true,
        enableDnsHostnames: true,
        subnets: [
          {
            name: 'default-a',
            zone: 'us-east-1a',
            cidr: '172.31.0.0/20',
            freeAddresses: 4091,
            kind: 'public',
          },
          {
            name: 'default-b',
            zone: 'us-east-1b',
            cidr: '172.31.16.0/20',
            freeAddresses: 4091,
            kind: 'public',
          },
          {
            name: 'default-e',
            zone: 'us-east-1e',
            cidr: '172.31.48.0/20',
            freeAddresses: 4091,
            kind: 'public',
          },
        ],
        securityGroups: {},
      },
    ],
  };
}

function regionMap(plans: readonly RegionPlan[]): Map<string, Region> {
  return new Map(plans.map((plan) => [plan.name, seedRegion(plan)]));
}
