import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { EXTRA_KINDS, provisionPolicy } from '../../../src/core/policy';
import { roleNameProblem, rolesStackName } from '../../../src/core/roles';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';
import { parsePolicy } from '../../sandbox/iam/policy/document';
import { evaluate } from '../../sandbox/iam/policy/evaluate';

const ACCOUNT = '222222222222';
const REGION = 'eu-central-1';

/** Every write of IAM's and CloudFormation's that could change a role, its policies or the stack that it comes from. */
const WRITES = {
  iam: [
    'AddRoleToInstanceProfile',
    'AttachRolePolicy',
    'CreatePolicyVersion',
    'CreateRole',
    'CreateServiceLinkedRole',
    'DeleteRole',
    'DeleteRolePermissionsBoundary',
    'DeleteRolePolicy',
    'DetachRolePolicy',
    'PutRolePermissionsBoundary',
    'PutRolePolicy',
    'SetDefaultPolicyVersion',
    'TagRole',
    'UntagRole',
    'UpdateAssumeRolePolicy',
    'UpdateRole',
    'UpdateRoleDescription',
  ],
  cloudformation: [
    'CancelUpdateStack',
    'ContinueUpdateRollback',
    'CreateChangeSet',
    'CreateStack',
    'DeleteChangeSet',
    'DeleteStack',
    'ExecuteChangeSet',
    'RollbackStack',
    'SetStackPolicy',
    'SignalResource',
    'TagResource',
    'UntagResource',
    'UpdateStack',
    'UpdateTerminationProtection',
  ],
} as const;

const roleNames = fc
  .stringMatching(/^[\w+=,.@-]{1,64}$/)
  .filter((name) => roleNameProblem(name) === undefined);
const installations = fc.stringMatching(/^[0-9a-f]{16}$/);

/** Whatever is made for whomever: its kinds of nodes, its extras, its roles' names, with or without a place. */
const policies = fc.record({
  compute: fc.subarray([...COMPUTE_KINDS], { minLength: 1 }),
  extras: fc.subarray([...EXTRA_KINDS]),
  includeDelete: fc.boolean(),
  provisionRole: roleNames,
  serviceRole: roleNames,
  place: fc.constantFrom({}, { partition: 'aws', accountId: ACCOUNT, region: REGION }),
});

/** Keys and values that a request might carry to get through one of the policy's conditions. */
const contexts = fc.record(
  {
    'iam:PolicyARN': fc.constantFrom(
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
      'arn:aws:iam::aws:policy/AdministratorAccess',
    ),
    'iam:PassedToService': fc.constantFrom('eks.amazonaws.com', 'ec2.amazonaws.com', 'lambda.amazonaws.com'),
    'iam:AWSServiceName': fc.constantFrom('eks.amazonaws.com', 'spot.amazonaws.com'),
  },
  { requiredKeys: [] },
);

function allows(
  policy: ReturnType<typeof provisionPolicy>,
  request: Parameters<typeof evaluate>[1],
): boolean {
  return evaluate([parsePolicy(JSON.stringify(policy))], request) === 'allowed';
}

function roleArn(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

describe('The provision policy, on the roles that are made for it', () => {
  it('denies every write to the provision role, the service role and their policies', () => {
    fc.assert(
      fc.property(policies, fc.constantFrom(...WRITES.iam), contexts, (made, write, context) => {
        const { place, ...request } = made;
        const policy = provisionPolicy({ ...request, ...place });
        const resources = [
          roleArn(made.provisionRole),
          roleArn(made.serviceRole),
          `arn:aws:iam::${ACCOUNT}:policy/${made.provisionRole}`,
        ];
        for (const resource of resources) {
          ok(!allows(policy, { action: `iam:${write}`, resource, context }), `${write} on ${resource}`);
        }
      }),
    );
  });

  it('denies every write to the stack of these roles', () => {
    fc.assert(
      fc.property(
        policies,
        installations,
        fc.uuid(),
        fc.constantFrom(...WRITES.cloudformation),
        ({ place, ...request }, installation, id, write) => {
          const policy = provisionPolicy({ ...request, ...place });
          const stack = `stack/${rolesStackName(installation)}/${id}`;
          const resource = `arn:aws:cloudformation:${REGION}:${ACCOUNT}:${stack}`;
          ok(!allows(policy, { action: `cloudformation:${write}`, resource, context: {} }), write);
        },
      ),
    );
  });

  it('passes the service role only to EKS, and never the provision role', () => {
    fc.assert(
      fc.property(policies, contexts, ({ place, ...request }, context) => {
        fc.pre(request.serviceRole !== request.provisionRole);
        const policy = provisionPolicy({ ...request, ...place });
        const passes = (role: string) =>
          allows(policy, { action: 'iam:PassRole', resource: roleArn(role), context });
        ok(!passes(request.provisionRole));
        ok(passes(request.serviceRole) === (context['iam:PassedToService'] === 'eks.amazonaws.com'));
      }),
    );
  });

  it('would not hold to that, were a role named like those of clusters: such names are refused', () => {
    const provisionRole = 'eks-clusters-provision';
    const policy = provisionPolicy({
      compute: ['managed'],
      includeDelete: true,
      provisionRole,
      serviceRole: 'service',
    });
    ok(allows(policy, { action: 'iam:DeleteRole', resource: roleArn(provisionRole), context: {} }));
    ok(roleNameProblem(provisionRole) !== undefined);
  });
});
