import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { COMPUTE_KINDS, type ClusterSpec, type Compute } from '../../../src/core/cluster-form/cluster-spec';
import { variantOf, templateOf } from '../../../src/core/template';
import { AUTO, SELF_MANAGED, SPEC } from '../../fakes/cluster-spec';
import { StackAccount } from '../../fakes/stack-account';
import { awsCase } from '../../fixtures/aws-case';
import { ServiceError } from '../../sandbox/service';
import { properties } from './planned';

const BOUNDARY = 'arn:aws:iam::222222222222:policy/boundary';
const PATH = '/platform/eks/';
const SPECS: { readonly [C in Compute['kind']]: ClusterSpec } = {
  managed: SPEC,
  auto: AUTO,
  'self-managed': SELF_MANAGED,
};

/** A policy of the organization that denies roles without the company's boundary. */
const { scp } = awsCase('16-permissions-boundary') as {
  scp: { Action: string; Condition: { StringNotLike: { 'iam:PermissionsBoundary': string } } };
};
const DEMANDED = new RegExp(
  `^${scp.Condition.StringNotLike['iam:PermissionsBoundary'].replaceAll('*', '.*')}$`,
);

for (const kind of COMPUTE_KINDS) {
  const spec = SPECS[kind];

  describe(`Roles of a cluster that is ${kind}`, () => {
    const logicalIds = Object.entries(templateOf(variantOf(spec)).Resources)
      .filter(([, { Type }]) => Type === 'AWS::IAM::Role' || Type === 'AWS::IAM::InstanceProfile')
      .map(([logicalId]) => logicalId);
    const limitsOf = (logicalId: string, of: ClusterSpec) => {
      const { Path, PermissionsBoundary } = properties(logicalId, of);
      return { Path, PermissionsBoundary };
    };

    it('have neither boundary nor path unless asked for: what is there stays as it is', () => {
      ok(logicalIds.length > 0);
      for (const logicalId of logicalIds)
        deepStrictEqual(limitsOf(logicalId, spec), { Path: undefined, PermissionsBoundary: undefined });
    });

    it('all have the boundary and the path that were asked for', () => {
      const limited = { ...spec, permissionsBoundary: BOUNDARY, rolePath: PATH };
      for (const logicalId of logicalIds)
        deepStrictEqual(limitsOf(logicalId, limited), {
          Path: PATH,
          PermissionsBoundary: logicalId === 'NodeProfile' ? undefined : BOUNDARY,
        });
    });
  });
}

describe('Where a company refuses roles without its boundary, a cluster', () => {
  const create = async (change: Partial<ClusterSpec>) => {
    const account = new StackAccount();
    account.deny = ({ action, context }) => {
      if (action === scp.Action && !DEMANDED.test(String(context?.['iam:PermissionsBoundary'])))
        throw new ServiceError('AccessDenied', `User: u is not authorized to perform: ${action}`, 403);
    };
    const network = { subnetIds: ['subnet-a', 'subnet-b'], securityGroupId: 'sg-1' };
    await account.createStackOf({ ...SPEC, ...network, ...change }, templateOf(variantOf(SPEC)));
    await account.minutes(60);
    return account;
  };

  it('fails at the role of its nodes without one', async () => {
    match((await (await create({})).failureOf('NodeRole')) ?? '', /iam:CreateRole/);
  });

  it('is made with it, its roles at the path', async () => {
    const account = await create({ permissionsBoundary: BOUNDARY });
    strictEqual((await account.stack()).StackStatus, 'CREATE_COMPLETE');
  });
});
