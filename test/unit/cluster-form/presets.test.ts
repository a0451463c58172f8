import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { InstanceType, Subnet } from '../../../src/core/ports/aws';
import { PRESETS, presetValues } from '../../../src/core/cluster-form/presets';
import { subnetsAcross } from '../../../src/core/cluster-form/subnet-choice';
import { validateDraft } from '../../../src/core/cluster-form/validate';
import { DRAFT, FACTS } from './draft';

function type(name: string, memoryGib: number, change: Partial<InstanceType> = {}): InstanceType {
  return { name, vcpus: 2, memoryMib: memoryGib * 1024, amiType: 'AL2023_x86_64_STANDARD', ...change };
}

function subnet(id: string, zone: string, change: Partial<Subnet> = {}): Subnet {
  const route = { route: 'private', assignsPublicIp: false } as const;
  const place = { availabilityZone: `eu-central-1${zone}`, zoneId: `euc1-${zone}` };
  return { id, cidr: '10.0.0.0/20', freeAddresses: 4000, ...route, ...place, ...change };
}

describe('A preset', () => {
  for (const preset of PRESETS)
    it(`leaves nothing wrong that was right: ${preset}`, () => {
      const draft = { ...DRAFT, minNodes: '3', maxNodes: '3', ...presetValues(preset, FACTS) };
      deepStrictEqual(validateDraft(draft, FACTS), {});
    });

  it('Development is two nodes of the usual small type', () => {
    const types = [type('m6i.large', 8), type('t3.medium', 4), type('t3a.medium', 4)];
    const { nodeCount, instanceType } = presetValues('development', { levels: [], instanceTypes: types });
    deepStrictEqual([nodeCount, instanceType], ['2', 't3.medium']);
  });

  const elsewhere = [
    type('c9.2xlarge', 16),
    type('x2.large', 8),
    type('x1.medium', 2),
    type('x3.large', 4, { vcpus: 1 }),
    type('g1.small', 4, { amiType: 'AL2023_x86_64_NVIDIA' }),
  ];
  it('Development is the smallest type that is large enough, where the region has none of the usual', () => {
    strictEqual(
      presetValues('development', { levels: [], instanceTypes: elsewhere }).instanceType,
      'x2.large',
    );
  });

  it('leaves the instance type alone where none is large enough', () => {
    const values = presetValues('development', { levels: [], instanceTypes: [type('x1.medium', 2)] });
    strictEqual('instanceType' in values, false);
  });

  it('fills in a usual type where they cannot be listed', () => {
    strictEqual(presetValues('development', { levels: [] }).instanceType, 't3.medium');
  });

  it('Production is three nodes in three zones, private, logged and protected', () => {
    const subnets = ['a', 'b', 'c', 'd'].map((zone) => subnet(`subnet-0000000${zone}`, zone));
    const values = presetValues('production', { levels: [], subnets, instanceTypes: [type('m5.large', 8)] });
    deepStrictEqual(values, {
      compute: 'managed',
      nodeCount: '3',
      minNodes: '',
      maxNodes: '',
      capacityType: 'ON_DEMAND',
      endpointAccess: 'private',
      logTypes: ['api', 'audit', 'authenticator'],
      deletionProtection: true,
      instanceType: 'm5.large',
      otherTypes: '',
      subnetIds: ['subnet-0000000a', 'subnet-0000000b', 'subnet-0000000c'],
    });
  });

  it('Production leaves the subnets alone where none are known', () => {
    strictEqual('subnetIds' in presetValues('production', { levels: [] }), false);
  });

  it('Auto Mode changes nothing but the compute', () => {
    deepStrictEqual(presetValues('auto', FACTS), { compute: 'auto' });
  });
});

describe('Subnets in three zones', () => {
  const cases: readonly (readonly [what: string, subnets: readonly Subnet[], chosen: readonly string[]])[] = [
    [
      'are one of each, with the most free addresses',
      [subnet('a1', 'a', { freeAddresses: 100 }), subnet('a2', 'a'), subnet('b', 'b'), subnet('c', 'c')],
      ['a2', 'b', 'c'],
    ],
    ['are two where the VPC has no more', [subnet('a', 'a'), subnet('b', 'b')], ['a', 'b']],
    ['are none where all are in one zone', [subnet('a1', 'a'), subnet('a2', 'a')], []],
    [
      'are private rather than public',
      [
        subnet('a1', 'a', { route: 'public', assignsPublicIp: true, freeAddresses: 9000 }),
        subnet('a2', 'a'),
        subnet('b', 'b', { route: 'public', assignsPublicIp: true }),
        subnet('c', 'c'),
        subnet('d', 'd'),
      ],
      ['a2', 'c', 'd'],
    ],
    [
      'are public in a VPC without others',
      ['a', 'b'].map((zone) => subnet(zone, zone, { route: 'public', assignsPublicIp: true })),
      ['a', 'b'],
    ],
    [
      'are by their public addresses where the role may not read route tables',
      [
        subnet('a1', 'a', { route: undefined, assignsPublicIp: true, freeAddresses: 9000 }),
        subnet('a2', 'a', { route: undefined }),
        subnet('b', 'b', { route: undefined }),
      ],
      ['a2', 'b'],
    ],
    [
      'are never ones that nodes could not work in',
      [
        subnet('isolated', 'a', { route: 'isolated' }),
        subnet('no-address', 'b', { route: 'public' }),
        subnet('full', 'c', { freeAddresses: 15 }),
        subnet('no-eks', 'd', { zoneId: 'use1-az3' }),
        subnet('e', 'e'),
        subnet('f', 'f'),
      ],
      ['e', 'f'],
    ],
  ];
  for (const [what, subnets, chosen] of cases)
    it(what, () => {
      deepStrictEqual([...subnetsAcross(3, subnets)].sort(), [...chosen].sort());
      deepStrictEqual([...subnetsAcross(3, subnets.toReversed())].sort(), [...chosen].sort());
    });
});
