import { deepStrictEqual, doesNotMatch, match, strictEqual } from 'node:assert/strict';
import {
  firstProblem,
  generateDocument,
  defaultOptions,
  type ExportContext,
} from '../../../src/core/iam-export';
import { extrasFor, permissionsFor, targetsOf } from '../../../src/core/policy';
import { EMPTY_DRAFT, type Draft } from '../../../src/core/cluster-form/draft';
import { parsePolicy } from '../../sandbox/iam/policy/document';
import { evaluate } from '../../sandbox/iam/policy/evaluate';
import { DRAFT } from '../cluster-form/draft';

const KNOWN: Omit<ExportContext, 'draft'> = {
  installation: '0123456789abcdef0123456789abcdef',
  externalId: 'first-installation',
  baseAccountId: '111111111111',
  roleLimits: { permissionsBoundary: '', rolePath: '' },
};

const FORMS: readonly (readonly [what: string, change: Partial<Draft>])[] = [
  ['names a service role', { serviceRoleArn: 'arn:aws:iam::222222222222:role/TeamEks' }],
  [
    'names roles at paths',
    {
      roleArn: 'arn:aws:iam::222222222222:role/teams/shop/eks-provision',
      serviceRoleArn: 'arn:aws:iam::222222222222:role/company/eks/service',
    },
  ],
  ['has blanks around what was pasted', { serviceRoleArn: ' arn:aws:iam::222222222222:role/TeamEks\n' }],
  [
    'wants a path and a boundary for the roles of nodes',
    {
      rolePath: '/platform/eks/',
      permissionsBoundary: 'arn:aws:iam::222222222222:policy/boundary',
    },
  ],
  ['wants Auto Mode', { compute: 'auto' }],
  ['wants nodes that it manages itself', { compute: 'self-managed' }],
  ['wants Spot Instances', { capacityType: 'SPOT' }],
  ['has a key of another account', { kmsKeyArn: 'arn:aws:kms:eu-central-1:333333333333:key/mrk-1' }],
  ['is for another region', { region: 'ap-southeast-2' }],
  [
    'is for another partition',
    {
      region: 'us-gov-west-1',
      roleArn: 'arn:aws-us-gov:iam::222222222222:role/eks-provision',
      serviceRoleArn: 'arn:aws-us-gov:iam::222222222222:role/eks-service',
    },
  ],
];

const known = (change: Partial<Draft>): ExportContext => ({ ...KNOWN, draft: { ...DRAFT, ...change } });

function refused(draft: Draft, policy: string): readonly string[] {
  const statements = [parsePolicy(policy)];
  const { partition = '' } = /^arn:(?<partition>[^:]+)/.exec(draft.roleArn)?.groups ?? {};
  const cluster = {
    name: draft.name,
    partition,
    accountId: '222222222222',
    region: draft.region,
    dnsSuffix: 'amazonaws.com',
    serviceRole: draft.serviceRoleArn.trim(),
    provisionRole: draft.roleArn,
    ...(draft.permissionsBoundary !== '' && { permissionsBoundary: draft.permissionsBoundary }),
    ...(draft.rolePath !== '' && { rolePath: draft.rolePath }),
    ...(draft.kmsKeyArn !== '' && { kmsKey: draft.kmsKeyArn }),
  };
  return permissionsFor([draft.compute], extrasFor(draft)).flatMap((permission) =>
    targetsOf(permission, cluster)
      .filter(({ resource, context }) => {
        const decision = evaluate(statements, { action: permission.action, resource, context });
        return decision !== 'allowed';
      })
      .map(({ resource }) => `${permission.action} on ${resource}`),
  );
}

describe('The provision policy of the defaults', () => {
  for (const [what, change] of FORMS)
    it(`allows the very cluster of a form that ${what}`, () => {
      const form = known(change);
      deepStrictEqual(
        refused(form.draft, generateDocument(defaultOptions(form, 'provision-policy')).text),
        [],
      );
    });

  it('allows passing no service role but the one in the form', () => {
    const { text } = generateDocument(defaultOptions(known({}), 'provision-policy'));
    match(text, /"arn:aws:iam::222222222222:role\/eks-service-role"/);
    doesNotMatch(text, /eks-service-0123/);
  });

  it('leaves open the roles that the form does not name, for IAM to refuse until they are filled in', () => {
    const { text } = generateDocument(defaultOptions({ ...KNOWN, draft: EMPTY_DRAFT }, 'provision-policy'));
    match(text, /"YOUR-SERVICE-ROLE-ARN"/);
    match(text, /"YOUR-PROVISION-ROLE-ARN"/);
    doesNotMatch(text, /01234567/);
  });

  it('asks for these roles where a script or a template is wanted', () => {
    for (const format of ['cli', 'cloudformation'] as const) {
      const options = defaultOptions(known({ serviceRoleArn: '' }), 'provision-policy');
      strictEqual(firstProblem({ ...options, format })?.field, 'serviceRole');
    }
  });

  it('is called like the role that it is for', () => {
    const options = defaultOptions(
      known({ roleArn: 'arn:aws:iam::222222222222:role/teams/eks' }),
      'provision-policy',
    );
    match(generateDocument({ ...options, format: 'cli' }).text, /\nmake_policy 'eks' /);
    match(generateDocument({ ...options, format: 'cloudformation' }).text, /"ManagedPolicyName": "eks"/);
  });
});

describe('A file that makes the roles', () => {
  it('gives them the names of the form, and names of this installation to those that it does not name', () => {
    const named = defaultOptions(known({}), 'roles');
    deepStrictEqual([named.provisionRole, named.serviceRole], ['eks-provision', 'eks-service-role']);
    const unnamed = defaultOptions({ ...KNOWN, draft: EMPTY_DRAFT }, 'roles');
    deepStrictEqual(
      [unnamed.provisionRole, unnamed.serviceRole],
      ['eks-provision-01234567', 'eks-service-01234567'],
    );
  });

  it('keeps to the path and the boundary that the form asks for, where IAM takes them', () => {
    const roleLimits = { permissionsBoundary: '', rolePath: '/company/' };
    const path = (rolePath: string) =>
      defaultOptions({ ...known({ rolePath }), roleLimits }, 'roles').rolePath;
    deepStrictEqual([path('/platform/'), path('no path')], ['/platform/', '/company/']);
  });
});
