import { match, strictEqual } from 'node:assert/strict';
import type { CheckId } from '../../../src/core/preflight';
import type { Draft } from '../../../src/core/cluster-form/draft';
import type { DefaultRoute, Region } from '../../sandbox/ec2/region';
import { REGION } from '../sandbox/clients';
import { CheckedAccount, never } from './checked-account';

/** What has become of the network since it was chosen, or of the choice. */
interface Scenario {
  readonly where: string;
  readonly region?: (region: Region) => Region;
  readonly draft?: Partial<Draft>;
  readonly says: RegExp;
}

const RED: readonly Scenario[] = [
  {
    where: 'a subnet is in a Local Zone, where EKS has no control planes',
    region: withLocalZone,
    says: /^subnets: EKS cannot place control planes in the zones of private-c \(euc1-az1\)\./,
  },
  {
    where: 'public subnets give nodes no public address',
    region: publicWithoutAddresses,
    says: /^routes: These subnets have a route to an internet gateway, but do not assign the public addresses .*: private-a, private-b, private-c\./,
  },
  {
    where: 'nodes would reach a public endpoint, and nothing leads there',
    region: (region) => leading(region, { kind: 'none' }),
    draft: { endpointAccess: 'public' },
    says: /^routes: Nodes in these subnets cannot reach a public API server endpoint: private-a, /,
  },
  {
    where: 'the security group has gone',
    region: (region) => ({ ...region, securityGroups: [] }),
    says: /^securityGroup: The security group sg-\w+ does not exist in vpc-\w+\./,
  },
  {
    where: 'the key pair has gone',
    region: (region) => ({ ...region, keyPairs: [] }),
    says: /^keyPair: The key pair developer does not exist in eu-central-1\./,
  },
  {
    where: 'one zone lacks the instance type, and EKS refuses the node group',
    draft: { instanceType: 'g5.xlarge' },
    says: /^instanceOfferings: EC2 does not offer g5\.xlarge in eu-central-1c\./,
  },
  {
    where: 'one zone lacks every one of the instance types',
    draft: { instanceType: 'g5.xlarge', otherTypes: 'g5.2xlarge', nodeCount: '2' },
    says: /^instanceOfferings: EC2 does not offer g5\.xlarge in eu-central-1c\. EC2 does not offer g5\.2xlarge in eu-central-1c\./,
  },
  {
    where: 'no zone of the subnets has the instance type',
    region: (region) => offering(region, ['eu-central-1d']),
    draft: { compute: 'self-managed' },
    says: /^instanceOfferings: EC2 does not offer m6i\.large in eu-central-1a, eu-central-1b, eu-central-1c\./,
  },
];

const AMBER: readonly (Scenario & { readonly id: CheckId })[] = [
  {
    id: 'instanceOfferings',
    where: 'one zone has one of two instance types',
    draft: { instanceType: 'g5.xlarge', otherTypes: 'g4dn.xlarge' },
    says: /^EC2 does not offer g5\.xlarge in eu-central-1c\.$/,
  },
  {
    id: 'routes',
    where: 'nothing leads out of the VPC, which may have endpoints of AWS',
    region: (region) => leading(region, { kind: 'none' }),
    says: /^These subnets have no route out of the VPC: private-a, private-b, private-c\./,
  },
  {
    id: 'routes',
    where: 'the NAT gateway has gone',
    region: (region) => leading(region, { kind: 'black hole', natGatewayId: 'nat-0' }),
    says: /^These subnets have no route out of the VPC/,
  },
  {
    id: 'routes',
    where: 'nodes lack public addresses, but come only when a pod asks for them',
    region: publicWithoutAddresses,
    draft: { compute: 'auto' },
    says: /do not assign the public addresses/,
  },
  {
    id: 'instanceOfferings',
    where: 'an Auto Scaling group continues in the other zones',
    draft: { instanceType: 'g5.xlarge', compute: 'self-managed' },
    says: /^EC2 does not offer g5\.xlarge in eu-central-1c\.$/,
  },
];

describe('What pre-flight finds in EC2', () => {
  let account: CheckedAccount;

  before(async () => {
    account = await CheckedAccount.start();
  });
  after(() => account.stop());

  describe('fails, and nothing else does', () => {
    for (const scenario of RED) {
      it(`where ${scenario.where}`, async () => {
        const found = await once(scenario, (draft) => account.redOnes(draft));
        strictEqual(found.length, 1, found.join('\n'));
        match(found[0] ?? '', scenario.says);
      });
    }
  });

  describe('is a warning, and does not block creating', () => {
    for (const scenario of AMBER) {
      it(`where ${scenario.where}`, async () => {
        const finding = await once(scenario, (draft) => account.find(scenario.id, draft));
        strictEqual(finding.kind, 'warning');
        match(finding.found, scenario.says);
      });
    }
  });

  it('passes where public subnets give nodes public addresses', async () => {
    const { regions } = account.sandbox.clusters;
    const ids = regions.get(REGION)?.subnets.flatMap(({ id, tags }) => (isPublic(tags) ? id : []));
    const finding = await account.find('routes', { ...account.good, subnetIds: ids ?? [] });
    strictEqual(finding.kind, 'passed');
    match(finding.found, /Through an internet gateway: 3\. .* similar: 0\./);
  });

  it('is not known of routes without ec2:DescribeRouteTables, which is named', async () => {
    const ports = await account.portsWithout('ec2:DescribeRouteTables');
    const finding = await account.find('routes', account.good, ports);
    strictEqual(finding.kind, 'unknown');
    match(finding.found, /the role is not allowed to call ec2:DescribeRouteTables\./);
    const subnets = await account.asked(() => ports.session.options.subnets(account.good.vpcId, never()));
    strictEqual(subnets.length, 7);
  });

  /** Asks of the draft, with the region as it is meanwhile. */
  async function once<T>({ region, draft }: Scenario, ask: (draft: Draft) => Promise<T>): Promise<T> {
    const { regions } = account.sandbox.clusters;
    const before = regions.get(REGION)!;
    regions.set(REGION, region?.(before) ?? before);
    return ask({ ...account.good, ...draft }).finally(() => regions.set(REGION, before));
  }
});

const isPublic = ({ Name = '' }: Readonly<Record<string, string>>) => Name.startsWith('public');

/** With all route tables as they are, but that the way out is another. */
function leading(region: Region, defaultRoute: DefaultRoute): Region {
  return { ...region, routeTables: region.routeTables.map((table) => ({ ...table, defaultRoute })) };
}

function publicWithoutAddresses(region: Region): Region {
  return leading(region, { kind: 'internet gateway', gatewayId: 'igw-0' });
}

function withLocalZone(region: Region): Region {
  const availabilityZones = region.availabilityZones.map((zone) =>
    zone.name === 'eu-central-1c' ? { ...zone, type: 'local-zone' as const } : zone,
  );
  return { ...region, availabilityZones };
}

function offering(region: Region, availabilityZones: readonly string[]): Region {
  const instanceTypeOfferings = region.instanceTypeOfferings.map((each) => ({ ...each, availabilityZones }));
  return { ...region, instanceTypeOfferings };
}
