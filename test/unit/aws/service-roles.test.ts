import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { provisionPolicy } from '../../../src/core/policy';
import type { ServiceRole } from '../../../src/core/ports/aws';
import { serviceRoleFit } from '../../../src/core/cluster-form/service-role-fit';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole } from '../../sandbox/seed/principals';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';
import { withAws } from './environment';

const never = new AbortController().signal;
const EVERYTHING = { Effect: 'Allow', Action: 'iam:*', Resource: '*' } as const;

describe('The service roles of an account', () => {
  let sandbox: Sandbox;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    seedRole(sandbox.clusters, {
      name: 'eks-node-group',
      trusts: { kind: 'service', service: 'ec2.amazonaws.com' },
      attached: ['AmazonEKSClusterPolicy'],
    });
  });
  after(() => sandbox.stop());

  it('come with what decides whether they fit', async () => {
    const roles = await rolesSeenBy({ Version: '2012-10-17', Statement: [EVERYTHING] });
    deepStrictEqual(fits(roles), {
      'eks-auto-service-role': ['fits', 'fits'],
      'eks-node-group': ['untrusting', 'untrusting'],
      'eks-service-role': ['fits', 'untrusting'],
      'eks-service-role-without-policy': ['policiesMissing', 'untrusting'],
    });
  });

  it('are asked for their policies only where they trust EKS', async () => {
    const before = sandbox.requests.length;
    await rolesSeenBy({ Version: '2012-10-17', Statement: [EVERYTHING] });
    const asked = sandbox.requests
      .slice(before)
      .filter(({ action }) => action === 'ListAttachedRolePolicies');
    strictEqual(asked.length, 3);
  });

  it('are listed without policies where those may not be read, one by one', async () => {
    const policy = provisionPolicy({
      compute: ['managed'],
      includeDelete: true,
      serviceRole: 'eks-service-role',
      provisionRole: 'eks-listing-*',
    });
    deepStrictEqual(fits(await rolesSeenBy(policy)), {
      'eks-auto-service-role': ['policiesUnknown', 'policiesUnknown'],
      'eks-node-group': ['untrusting', 'untrusting'],
      'eks-service-role': ['fits', 'untrusting'],
      'eks-service-role-without-policy': ['policiesUnknown', 'untrusting'],
    });
  });

  it('are none that AWS made for a service of its own', async () => {
    const roles = await rolesSeenBy({ Version: '2012-10-17', Statement: [EVERYTHING] });
    ok(roles.length > 100);
    deepStrictEqual(
      roles.filter(({ arn }) => arn.includes('/aws-service-role/')),
      [],
    );
  });

  async function rolesSeenBy(
    policy: Parameters<typeof seedProvisionRole>[1]['policy'],
  ): Promise<readonly ServiceRole[]> {
    const roleArn = seedProvisionRole(sandbox, { name: `eks-listing-${(count += 1)}`, policy });
    return withAws({ variables: sandbox.env }, async () => {
      const session = await assumeProvisionRole(roleArn, 'reading');
      return session.options.serviceRoles(never);
    });
  }
});

/** Of roles for EKS and its nodes: how each fits an ordinary cluster, and one in Auto Mode. */
function fits(roles: readonly ServiceRole[]): Readonly<Record<string, readonly string[]>> {
  const named = roles.filter(({ name }) => /^eks-(auto-)?(service|node)/.test(name));
  return Object.fromEntries(
    named.map((role) => [
      role.name,
      (['managed', 'auto'] as const).map((compute) => serviceRoleFit(role, compute).kind),
    ]),
  );
}
