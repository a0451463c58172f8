import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { explain } from '../../../src/core/errors/explain';
import { provisionPolicy, type Statement } from '../../../src/core/policy';
import type { Check, CheckPorts, Finding } from '../../../src/core/preflight';
import { CHECKS } from '../../../src/core/preflight/checks';
import type { ProvisionSession, Subnet } from '../../../src/core/ports/aws';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/spec/draft';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole, type RolePlan } from '../../sandbox/seed/principals';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';

const never = new AbortController().signal;

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
    says: /^subnets: EKS has no control planes in the Availability Zones of private-a \(use1-az3\)\./,
  },
  {
    where: 'a subnet is full',
    change: (subnet) => (subnet.name === 'private-a' ? { ...subnet, freeAddresses: 5 } : subnet),
    says: /^subnets: EKS needs 6 free addresses in each subnet; these have fewer: private-a \(5\)\./,
  },
];

const SERVICE_ROLES: readonly {
  readonly where: string;
  readonly plan?: Omit<RolePlan, 'name'>;
  readonly says: RegExp;
}[] = [
  { where: 'does not exist', says: /^serviceRole: There is no role eks-service-nobody in account 2{12}\./ },
  {
    where: 'trusts another service',
    plan: {
      trusts: { kind: 'service', service: 'ec2.amazonaws.com' },
      attached: ['AmazonEKSClusterPolicy'],
    },
    says: /^serviceRole: The trust relationship of .* does not let eks\.amazonaws\.com call sts:AssumeRole\./,
  },
  {
    where: 'lacks its policy',
    plan: { trusts: { kind: 'service', service: 'eks.amazonaws.com' } },
    says: /^serviceRole: .* lacks policies that EKS insists on: AmazonEKSClusterPolicy\./,
  },
];

/** A permission without which a check knows nothing. */
const LACKS: { readonly [I in Exclude<Check['id'], 'session' | 'permissions'>]: string } = {
  serviceRole: 'iam:ListAttachedRolePolicies',
  vpc: 'ec2:DescribeVpcAttribute',
  subnets: 'ec2:DescribeSubnets',
};

describe('What pre-flight finds in the account', () => {
  let sandbox: Sandbox;
  let session: ProvisionSession;
  let good: Draft;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    session = await sessionOf(provisionRole());
    const vpcId = await vpcNamed('production');
    const subnets = await asked(() => session.options.subnets(vpcId, never));
    good = {
      ...EMPTY_DRAFT,
      name: 'shop',
      serviceRoleArn: sandbox.serviceRoleArn,
      vpcId,
      subnetIds: subnets.filter(({ name }) => name?.startsWith('private')).map(({ id }) => id),
    };
  });
  after(() => sandbox.stop());

  it('is nothing where all is well', async () => {
    deepStrictEqual(await redOnes(good), []);
  });

  describe('is red, and nothing else is', () => {
    it('where no names are resolved in the VPC', async () => {
      const regions = sandbox.clusters.regions;
      const region = regions.get(REGION)!;
      const vpcs = region.vpcs.map((vpc) => ({ ...vpc, enableDnsSupport: false, enableDnsHostnames: false }));
      regions.set(REGION, { ...region, vpcs });
      const found = await redOnes(good).finally(() => regions.set(REGION, region));
      strictEqual(found.length, 1);
      match(found[0] ?? '', /^vpc: Switched off in vpc-\w+: DNS resolution, DNS hostnames\./);
    });

    for (const { where, change, says } of SUBNETS) {
      it(`where ${where}`, async () => {
        const options = {
          ...session.options,
          subnets: async (vpcId: string, signal: AbortSignal) =>
            (await session.options.subnets(vpcId, signal)).map(change),
        };
        const found = await redOnes(good, { ...session, options });
        strictEqual(found.length, 1);
        match(found[0] ?? '', says);
      });
    }

    for (const { where, plan, says } of SERVICE_ROLES) {
      it(`where the service role ${where}`, async () => {
        const serviceRoleArn = plan
          ? seedRole(sandbox.clusters, { ...plan, name: `eks-service-${(count += 1)}` })
          : sandbox.serviceRoleArn.replace('eks-service-role', 'eks-service-nobody');
        const found = await redOnes({ ...good, serviceRoleArn });
        strictEqual(found.length, 1);
        match(found[0] ?? '', says);
      });
    }
  });

  it('is amber where few addresses are left, which is no reason to wait', async () => {
    const subnets = async () =>
      (await session.options.subnets(good.vpcId, never)).map((subnet) => ({ ...subnet, freeAddresses: 12 }));
    const finding = await asked(() =>
      find(checkOf('subnets'), good, { ...session, options: { ...session.options, subnets } }),
    );
    strictEqual(finding.kind, 'amber');
    match(finding.found, /^EKS recommends 16 free addresses in each subnet; these have fewer: .*\(12\)/);
  });

  for (const [id, action] of Object.entries(LACKS)) {
    it(`is not known for ${id} without ${action}, which is named`, async () => {
      const lacking = await sessionOf(provisionRole(action));
      const error: unknown = await asked(() => find(checkOf(id as Check['id']), good, lacking)).then(
        () => undefined,
        (refused: unknown) => refused,
      );
      match(explain(error).message, new RegExp(action));
    });
  }

  function checkOf(id: Check['id']): Check {
    const found = CHECKS.find((each) => each.id === id);
    if (!found) throw new Error(`There is no check ${id}.`);
    return found;
  }

  function asked<T>(ask: () => Promise<T>): Promise<T> {
    return withAws({ variables: sandbox.env }, ask);
  }

  function sessionOf(roleArn: string): Promise<ProvisionSession> {
    return asked(() => assumeProvisionRole(roleArn, 'reading'));
  }

  function find(of: Check, draft: Draft, by: ProvisionSession): Promise<Finding> {
    const ports: CheckPorts = { session: by, roleArn: sandbox.roleArn, simulators: [] };
    return of.run(ports, draft, new AbortController().signal);
  }

  /** What is red, with its sentence, of all checks but that of permissions, which has tests of its own. */
  async function redOnes(draft: Draft, by = session): Promise<readonly string[]> {
    const checks = CHECKS.filter(({ id }) => id !== 'permissions');
    const found = await asked(() =>
      Promise.all(checks.map(async (each) => ({ id: each.id, finding: await find(each, draft, by) }))),
    );
    return found.flatMap(({ id, finding }) => (finding.kind === 'red' ? [`${id}: ${finding.found}`] : []));
  }

  async function vpcNamed(name: string): Promise<string> {
    const vpcs = await asked(() => session.options.vpcs(never));
    return vpcs.find((vpc) => vpc.name === name)?.id ?? '';
  }

  /** @param denied an action that it may not call */
  function provisionRole(denied?: string): string {
    const policy = provisionPolicy({
      compute: ['managed'],
      includeDelete: true,
      serviceRole: 'eks-service-*',
      provisionRole: 'eks-preflight-*',
    });
    const deny: readonly Statement[] =
      denied === undefined ? [] : [{ Effect: 'Deny', Action: denied, Resource: '*' }];
    return seedProvisionRole(sandbox, {
      name: `eks-preflight-${(count += 1)}`,
      policy: { ...policy, Statement: [...policy.Statement, ...deny] },
    });
  }
});
