import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { describeAccelerators } from '../../../src/aws/accelerators';
import { maxPods } from '../../../src/aws/max-pods';
import type { ProvisionSession, SubnetRoute } from '../../../src/core/ports/aws';
import { forNodes } from '../../../src/core/cluster-form/instance-types';
import type { DefaultRoute, Region, RouteTable } from '../../sandbox/ec2/region';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';
import { withAws } from './environment';

const never = () => new AbortController().signal;
const READS = { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' } as const;

const ROUTES: readonly (readonly [DefaultRoute, SubnetRoute])[] = [
  [{ kind: 'internet gateway', gatewayId: 'igw-0' }, 'public'],
  [{ kind: 'virtual private gateway', gatewayId: 'vgw-0' }, 'private'],
  [{ kind: 'NAT gateway', natGatewayId: 'nat-0' }, 'private'],
  [{ kind: 'black hole', natGatewayId: 'nat-0' }, 'isolated'],
  [{ kind: 'none' }, 'isolated'],
];

describe('The lists of EC2', () => {
  let sandbox: Sandbox;
  let session: ProvisionSession;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    session = await sessionWithout();
  });
  after(() => sandbox.stop());
  afterEach(() => sandbox.faults.clear());

  it('tell whether names are resolved in each VPC', async () => {
    const vpcs = await vpcsOf(session);
    deepStrictEqual(
      vpcs.map(({ name, dns }) => [name, dns]),
      [
        ['production', { support: true, hostnames: true }],
        ['legacy', { support: true, hostnames: false }],
      ],
    );
  });

  it('still have VPCs whose attributes may not be read', async () => {
    const vpcs = await vpcsOf(await sessionWithout('ec2:DescribeVpcAttribute'));
    deepStrictEqual(
      vpcs.map(({ name, dns }) => [name, dns]),
      [
        ['production', undefined],
        ['legacy', undefined],
      ],
    );
  });

  it('still have a VPC that is deleted while its attributes are read', async () => {
    failNext('DescribeVpcAttribute', 'InvalidVpcID.NotFound');
    const vpcs = await vpcsOf(session);
    strictEqual(vpcs.filter(({ dns }) => dns).length, 1);
  });

  it('tell where each subnet leads', async () => {
    deepStrictEqual(await routesOf(session), {
      'databases-b': 'isolated',
      'private-a': 'private',
      'private-b': 'private',
      'private-c': 'private',
      'public-a': 'public',
      'public-b': 'public',
      'public-c': 'public',
    });
  });

  for (const [defaultRoute, route] of ROUTES) {
    it(`call a subnet ${route} whose default route leads to: ${defaultRoute.kind}`, () =>
      meanwhile(
        (region) => ({
          ...region,
          routeTables: region.routeTables.map((each) => ({ ...each, defaultRoute })),
        }),
        async () => {
          const found = Object.values(await routesOf(session));
          strictEqual(found.length, 7);
          deepStrictEqual([...new Set(found)], [route]);
        },
      ));
  }

  it('find the table of a subnet on whatever page it is', async () => {
    const empty = (i: number, { vpcId }: RouteTable): RouteTable => ({
      id: `rtb-${i}`,
      vpcId,
      isMain: false,
      subnetIds: [],
      defaultRoute: { kind: 'none' },
    });
    const more = (all: readonly RouteTable[]) =>
      Array.from({ length: 45 }, (_, i) => empty(i, all[0]!)).concat(all);
    await meanwhile(
      (region) => ({ ...region, routeTables: more(region.routeTables) }),
      async () => strictEqual((await routesOf(session))['public-a'], 'public'),
    );
  });

  it('still have subnets where route tables may not be read', async () => {
    const routes = await routesOf(await sessionWithout('ec2:DescribeRouteTables'));
    strictEqual(Object.keys(routes).length, 7);
    deepStrictEqual([...new Set(Object.values(routes))], [undefined]);
  });

  it('tell a Local Zone from the region’s own, where zones may be read', async () => {
    const typesOfZones = async (by: ProvisionSession) => {
      const [production] = await vpcsOf(session);
      const subnets = await asked(() => by.options.subnets(production?.id ?? '', never()));
      return [...new Set(subnets.map(({ zoneType }) => zoneType))];
    };
    const local = ({ availabilityZones: [first, ...others] }: Region): Region['availabilityZones'] =>
      first ? [{ ...first, type: 'local-zone' }, ...others] : [];
    await meanwhile(
      (region) => ({ ...region, availabilityZones: local(region) }),
      async () => {
        deepStrictEqual(await typesOfZones(session), ['local-zone', 'availability-zone']);
        deepStrictEqual(await typesOfZones(await sessionWithout('ec2:DescribeAvailabilityZones')), [
          undefined,
        ]);
      },
    );
  });

  it('are read again, routes included, where AWS calls the session ended meanwhile', async () => {
    failNext('DescribeRouteTables', 'RequestExpired');
    strictEqual((await routesOf(session))['public-a'], 'public');
  });

  it('tell of each instance type its zones, its pods and its GPU', async () => {
    const types = new Map((await typesOf(session)).map((type) => [type.name, type]));
    const { zones, maxPods: pods, gpu } = types.get('g5.xlarge') ?? {};
    deepStrictEqual([zones, pods, gpu], [['eu-central-1a', 'eu-central-1b'], 58, '1 × NVIDIA A10G']);
    strictEqual(types.get('inf2.xlarge')?.gpu, '1 × AWS Inferentia2');
    deepStrictEqual([types.get('m7g.large')?.gpu, types.get('m7g.large')?.maxPods], [undefined, 29]);
    strictEqual(types.get('m7g.large')?.zones?.length, 3);
  });

  it('keep instance types that no node can be of apart, with the reason', async () => {
    const reasons = new Map((await listedBy(session)).map(({ name, unfit }) => [name, unfit]));
    deepStrictEqual(
      ['a1.xlarge', 'g4ad.xlarge', 't3.micro', 'm5.large'].map((name) => reasons.get(name)),
      ['first-graviton', 'accelerator', 'memory', undefined],
    );
  });

  it('leave out an instance type that no zone offers any more', () =>
    meanwhile(
      (region) => ({
        ...region,
        instanceTypeOfferings: region.instanceTypeOfferings.map((each) =>
          each.instanceType === 'm5.large' ? { ...each, availabilityZones: [] } : each,
        ),
      }),
      async () => {
        const names = (await typesOf(session)).map(({ name }) => name);
        ok(names.includes('m5.xlarge') && !names.includes('m5.large'));
      },
    ));

  it('still have instance types where offerings may not be read', async () => {
    const all = await typesOf(session);
    const without = await typesOf(await sessionWithout('ec2:DescribeInstanceTypeOfferings'));
    deepStrictEqual(
      without.map(({ name }) => name),
      all.map(({ name }) => name),
    );
    deepStrictEqual([...new Set(without.map(({ zones }) => zones))], [undefined]);
  });

  it('know the zones of one instance type, and none of a type that is not there', async () => {
    const zonesOf = (name: string) => asked(() => session.zonesOffering(name, never()));
    deepStrictEqual(await zonesOf('inf2.xlarge'), ['eu-central-1a', 'eu-central-1b']);
    deepStrictEqual(await zonesOf('m99.large'), []);
  });

  const asked = <T>(ask: () => Promise<T>) => withAws({ variables: sandbox.env }, ask);
  const vpcsOf = ({ options }: ProvisionSession) => asked(() => options.vpcs(never()));
  const listedBy = ({ options }: ProvisionSession) => asked(() => options.instanceTypes(never()));
  const typesOf = async (by: ProvisionSession) => forNodes(await listedBy(by));

  async function routesOf(by: ProvisionSession): Promise<Record<string, SubnetRoute | undefined>> {
    const [production] = await vpcsOf(session);
    const subnets = await asked(() => by.options.subnets(production?.id ?? '', never()));
    return Object.fromEntries(subnets.map(({ name = '', route }) => [name, route]));
  }

  function sessionWithout(...actions: readonly string[]): Promise<ProvisionSession> {
    const deny = actions.map((Action) => ({ Effect: 'Deny', Action, Resource: '*' }) as const);
    const roleArn = seedProvisionRole(sandbox, {
      name: `eks-lists-${(count += 1)}`,
      policy: { Version: '2012-10-17', Statement: [READS, ...deny] },
    });
    return asked(() => assumeProvisionRole(roleArn, 'reading'));
  }

  function failNext(action: string, code: string): void {
    const effect = { kind: 'error', code, message: 'Not now.', status: 400 } as const;
    sandbox.faults.add({ service: 'ec2', action, effect, times: 1 });
  }

  /** With the region as it is only for so long. */
  async function meanwhile(change: (region: Region) => Region, act: () => Promise<void>): Promise<void> {
    const { regions } = sandbox.clusters;
    const before = regions.get(REGION)!;
    regions.set(REGION, change(before));
    await act().finally(() => regions.set(REGION, before));
  }
});

// As EC2 describes them.
describe('A node', () => {
  const network = (interfaces: readonly number[], addresses: number) => ({
    DefaultNetworkCardIndex: 0,
    MaximumNetworkInterfaces: interfaces.reduce((sum, each) => sum + each, 0),
    Ipv4AddressesPerInterface: addresses,
    NetworkCards: interfaces.map((MaximumNetworkInterfaces, NetworkCardIndex) => ({
      NetworkCardIndex,
      MaximumNetworkInterfaces,
    })),
  });
  const pods = {
    't3.small': [2, network([3], 4), 11],
    'm5.large': [2, network([3], 10), 29],
    'm5.4xlarge, for which there are more addresses': [16, network([8], 30), 110],
    'm5.12xlarge, which has many vCPUs': [48, network([8], 30), 234],
    'c5.18xlarge, which has even more': [72, network([15], 50), 250],
    'trn1.32xlarge, of whose network cards one counts': [128, network([5, 5, 5, 5, 5, 5, 5, 5], 50), 247],
  } as const;
  for (const [name, [DefaultVCpus, NetworkInfo, expected]] of Object.entries(pods)) {
    it(`of the type ${name} takes ${expected} pods`, () =>
      strictEqual(maxPods({ VCpuInfo: { DefaultVCpus }, NetworkInfo }), expected));
  }

  it('takes an unknown number of pods where EC2 does not describe its network', () =>
    strictEqual(maxPods({ VCpuInfo: { DefaultVCpus: 2 } }), undefined));

  const nvidia = { Manufacturer: 'NVIDIA', GpuPartitionSize: 1 };
  const inferentia = { Count: 1, Name: 'Inferentia' };
  const accelerators = {
    'g4dn.12xlarge': [{ GpuInfo: { Gpus: [{ ...nvidia, Name: 'T4', Count: 4 }] } }, '4 × NVIDIA T4'],
    'g6f.large, which has a part of one': [
      {
        GpuInfo: { Gpus: [{ ...nvidia, Name: 'L4', Count: 0, LogicalGpuCount: 1, GpuPartitionSize: 0.125 }] },
      },
      '0.125 × NVIDIA L4',
    ],
    'inf1.xlarge, listed in both ways': [
      {
        NeuronInfo: { NeuronDevices: [inferentia] },
        InferenceAcceleratorInfo: { Accelerators: [{ ...inferentia, Manufacturer: 'AWS' }] },
      },
      '1 × AWS Inferentia',
    ],
    'm6i.large': [{}, undefined],
  } as const;
  for (const [name, [info, expected]] of Object.entries(accelerators)) {
    it(`of the type ${name} has ${expected ?? 'no accelerator'}`, () =>
      strictEqual(describeAccelerators(info as Parameters<typeof describeAccelerators>[0]), expected));
  }
});
