import type { AvailabilityZone, Region } from '../ec2/region';
import { seedRegion, type RegionPlan } from './network';

const FRANKFURT_ZONES = zones('eu-central-1', { a: 'euc1-az2', b: 'euc1-az3', c: 'euc1-az1' });

/** In `use1-az3` EKS places no control planes, and EC2 offers few types. The account has opted in to Atlanta. */
const VIRGINIA_ZONES: readonly AvailabilityZone[] = [
  ...zones('us-east-1', {
    a: 'use1-az6',
    b: 'use1-az1',
    c: 'use1-az2',
    d: 'use1-az4',
    e: 'use1-az3',
    f: 'use1-az5',
  }),
  { name: 'us-east-1-atl-1a', id: 'use1-atl1-az1', type: 'local-zone' },
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
  notOffered: {
    'us-east-1e': MODERN_FAMILIES,
    'us-east-1f': ['inf2', 'g5g'],
    'us-east-1-atl-1a': ['m5', 'm7g', 'c7g', 't4g', 'g5', 'g5g', 'inf2'],
  },
};

const NINGXIA = {
  name: 'cn-northwest-1',
  zones: zones('cn-northwest-1', { a: 'cnnw1-az1', b: 'cnnw1-az2', c: 'cnnw1-az3' }),
  notOffered: {},
};

const BEIJING = {
  name: 'cn-north-1',
  zones: zones('cn-north-1', { a: 'cnn1-az1', b: 'cnn1-az2' }),
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
          {
            name: 'atlanta',
            zone: 'us-east-1-atl-1a',
            cidr: '172.31.64.0/24',
            freeAddresses: 251,
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

/** Ordinary zones by their letters. */
function zones(region: string, ids: Readonly<Record<string, string>>): readonly AvailabilityZone[] {
  return Object.entries(ids).map(([letter, id]) => ({
    name: `${region}${letter}`,
    id,
    type: 'availability-zone',
  }));
}
