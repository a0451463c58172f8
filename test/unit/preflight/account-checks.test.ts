import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { CheckId, CheckPorts } from '../../../src/core/preflight';
import type { ProvisionSession, Subnet } from '../../../src/core/ports/aws';
import { seedRole, type RolePlan } from '../../sandbox/seed/principals';
import { REGION } from '../sandbox/clients';
import { CheckedAccount } from './checked-account';

/** What has become of the subnets since they were chosen. */
const SUBNETS: readonly {
  readonly where: string;
  readonly change: (subnet: Subnet) => Subnet;
  readonly says: RegExp;
}[] = [
  {
    where: 'a subnet has gone',
    change: (subnet) => (subnet.name === 'private-c' ? { ...subnet, id: 'subnet-0' } : subnet),
    says: /^subnets: No longer in vpc-\w+: subnet-\w+\./,
  },
  {
    where: 'the zones are one',
    change: (subnet) => ({ ...subnet, zoneId: 'euc1-az2' }),
    says: /^subnets: All selected subnets are in one Availability Zone\./,
  },
  {
    where: 'EKS has no control planes in a zone',
    change: (subnet) => (subnet.name === 'private-a' ? { ...subnet, zoneId: 'use1-az3' } : subnet),
    says: /^subnets: EKS cannot place control planes in the zones of private-a \(use1-az3\)\./,
  },
  {
    where: 'a subnet is full',
    change: (subnet) => (subnet.name === 'private-a' ? { ...subnet, freeAddresses: 5 } : subnet),
    says: /^subnets: EKS requires 6 available IP addresses in each subnet. These have fewer: private-a \(5\)\./,
  },
];

const SERVICE_ROLES: readonly {
  readonly where: string;
  readonly plan?: Omit<RolePlan, 'name'>;
  readonly says: RegExp;
}[] = [
  {
    where: 'does not exist',
    says: /^serviceRole: The role eks-service-nobody does not exist in account 2{12}\./,
  },
  {
    where: 'trusts another service',
    plan: {
      trusts: { kind: 'service', service: 'ec2.amazonaws.com' },
      attached: ['AmazonEKSClusterPolicy'],
    },
    says: /^serviceRole: The trust relationship of .* does not allow eks\.amazonaws\.com to call sts:AssumeRole\./,
  },
  {
    where: 'lacks its policy',
    plan: { trusts: { kind: 'service', service: 'eks.amazonaws.com' } },
    says: /^serviceRole: .* lacks policies that EKS requires: AmazonEKSClusterPolicy\./,
  },
];

/** A permission without which a check knows nothing; routes and the session are judged without. */
const LACKS: { readonly [I in Exclude<CheckId, 'session' | 'permissions' | 'routes'>]: string } = {
  serviceRole: 'iam:ListAttachedRolePolicies',
  vpc: 'ec2:DescribeVpcAttribute',
  subnets: 'ec2:DescribeSubnets',
  securityGroup: 'ec2:DescribeSecurityGroups',
  keyPair: 'ec2:DescribeKeyPairs',
  instanceOfferings: 'ec2:DescribeInstanceTypeOfferings',
  serviceLinkedRoles: 'iam:ListRoles',
  quotas: 'servicequotas:GetServiceQuota',
  kmsKey: 'kms:DescribeKey',
  template: 'cloudformation:ValidateTemplate',
};

describe('What pre-flight finds in the account', () => {
  let account: CheckedAccount;
  let count = 0;

  before(async () => {
    account = await CheckedAccount.start();
  });
  after(() => account.stop());

  it('is nothing where all is well', async () => {
    deepStrictEqual(await account.redOnes(account.good), []);
  });

  describe('fails, and nothing else does', () => {
    it('where no names are resolved in the VPC', async () => {
      const { regions } = account.sandbox.clusters;
      const region = regions.get(REGION)!;
      const vpcs = region.vpcs.map((vpc) => ({ ...vpc, enableDnsSupport: false, enableDnsHostnames: false }));
      regions.set(REGION, { ...region, vpcs });
      const found = await account.redOnes(account.good).finally(() => regions.set(REGION, region));
      strictEqual(found.length, 1);
      match(found[0] ?? '', /^vpc: Disabled in vpc-\w+: DNS resolution, DNS hostnames\./);
    });

    for (const { where, change, says } of SUBNETS) {
      it(`where ${where}`, async () => {
        const found = await account.redOnes(account.good, withSubnets(change));
        strictEqual(found.length, 1);
        match(found[0] ?? '', says);
      });
    }

    for (const { where, plan, says } of SERVICE_ROLES) {
      it(`where the service role ${where}`, async () => {
        const { clusters, serviceRoleArn: existing } = account.sandbox;
        const serviceRoleArn = plan
          ? seedRole(clusters, { ...plan, name: `eks-service-${(count += 1)}` })
          : existing.replace('eks-service-role', 'eks-service-nobody');
        const found = await account.redOnes({ ...account.good, serviceRoleArn });
        strictEqual(found.length, 1);
        match(found[0] ?? '', says);
      });
    }
  });

  it('is a warning where few addresses are left, which is no reason to wait', async () => {
    const ports = withSubnets((subnet) => ({ ...subnet, freeAddresses: 12 }));
    const finding = await account.find('subnets', account.good, ports);
    strictEqual(finding.kind, 'warning');
    match(
      finding.found,
      /^EKS recommends 16 available IP addresses in each subnet. These have fewer: .*\(12\)/,
    );
  });

  for (const [id, action] of Object.entries(LACKS)) {
    it(`is not known for ${id} without ${action}, which is named`, async () => {
      const ports = await account.portsWithout(action);
      const error: unknown = await account.find(id as CheckId, account.good, ports).then(
        () => undefined,
        (refused: unknown) => refused,
      );
      match(toUserError(error).message, new RegExp(action));
    });
  }

  function withSubnets(change: (subnet: Subnet) => Subnet): CheckPorts {
    const { ports } = account;
    const { options } = ports.session;
    const subnets: ProvisionSession['options']['subnets'] = async (vpcId, signal) =>
      (await options.subnets(vpcId, signal)).map(change);
    return { ...ports, session: { ...ports.session, options: { ...options, subnets } } };
  }
});
