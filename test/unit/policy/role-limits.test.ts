import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { permissionsFor, provisionPolicy, targetsOf } from '../../../src/core/policy';
import { validateLimits } from '../../../src/core/roles';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';
import { boundaryProblem, pathProblem } from '../../../src/core/cluster-form/role-rules';

const BOUNDARY = 'arn:aws:iam::222222222222:policy/company/boundary';
const ACCOUNT = { partition: 'aws', accountId: '222222222222' } as const;
const LIMITS = { permissionsBoundary: BOUNDARY, rolePath: '/platform/eks/' } as const;
const ROLES = { serviceRole: 'platform/eks/eks-service', provisionRole: 'platform/eks/eks-provision' };

describe('The provision policy of a company that limits roles', () => {
  const { Statement } = provisionPolicy({
    compute: COMPUTE_KINDS,
    includeDelete: true,
    ...ACCOUNT,
    ...ROLES,
    ...LIMITS,
  });
  const statementOf = (action: string) => Statement.filter(({ Action }) => [Action].flat().includes(action));

  it('lets roles be made with its boundary only', () => {
    deepStrictEqual(
      statementOf('iam:CreateRole').map(({ Condition }) => Condition),
      [{ StringEquals: { 'iam:PermissionsBoundary': [BOUNDARY] } }],
    );
    strictEqual(statementOf('iam:DeleteRole')[0]?.Condition, undefined);
  });

  it('reaches roles and instance profiles at their path, to pass them on, too', () => {
    const own = 'arn:aws:iam::222222222222:role/platform/eks/eks-clusters-*';
    for (const action of ['iam:CreateRole', 'iam:DeleteRole'])
      deepStrictEqual(statementOf(action)[0]?.Resource, [own]);
    deepStrictEqual(
      statementOf('iam:PassRole').map(({ Resource }) => Resource),
      [['arn:aws:iam::222222222222:role/platform/eks/eks-service'], [own]],
    );
    // That of Auto Mode is EKS's own, at no path.
    deepStrictEqual(
      statementOf('iam:AddRoleToInstanceProfile').map(({ Resource }) => Resource),
      [
        ['arn:aws:iam::222222222222:instance-profile/eks-*'],
        ['arn:aws:iam::222222222222:instance-profile/platform/eks/eks-clusters-*'],
      ],
    );
  });

  it('is asked about with the boundary by pre-flight', () => {
    const [create] = permissionsFor(['managed']).filter(({ action }) => action === 'iam:CreateRole');
    const cluster = {
      ...{ name: 'demo', region: 'eu-central-1', dnsSuffix: 'amazonaws.com', ...ACCOUNT, ...LIMITS },
      serviceRole: `arn:aws:iam::222222222222:role/${ROLES.serviceRole}`,
      provisionRole: `arn:aws:iam::222222222222:role/${ROLES.provisionRole}`,
    };
    const [target] = create ? targetsOf(create, cluster) : [];
    strictEqual(target?.resource, 'arn:aws:iam::222222222222:role/platform/eks/eks-clusters-demo-example');
    deepStrictEqual([target.context['iam:PermissionsBoundary']].flat(), [BOUNDARY]);
  });

  it('has one statement for all of that without limits', () => {
    const plain = provisionPolicy({ compute: ['managed'], includeDelete: true, ...ACCOUNT, ...ROLES });
    deepStrictEqual(
      plain.Statement.filter(({ Sid }) => /StackRoles/.test(Sid ?? '')).map(({ Sid }) => Sid),
      ['StackRoles'],
    );
  });
});

describe('A permissions boundary', () => {
  const fine = ['', BOUNDARY, 'arn:aws:iam::aws:policy/PowerUserAccess'];
  for (const text of fine)
    it(`may be ${text || 'nothing'}`, () => strictEqual(boundaryProblem(text, ACCOUNT), undefined));

  const wrong: Readonly<Record<string, RegExp>> = {
    boundary: /not the ARN of a managed policy/,
    'arn:aws:iam::222222222222:role/boundary': /not the ARN of a managed policy/,
    'arn:aws:iam::222222222222:policy/': /not the ARN of a managed policy/,
    'arn:aws:iam::333333333333:policy/boundary': /a different account/,
    'arn:aws-cn:iam::222222222222:policy/boundary': /partition aws-cn/,
  };
  for (const [text, says] of Object.entries(wrong))
    it(`is not ${text}`, () => match(boundaryProblem(text, ACCOUNT)?.message ?? '', says));
});

describe('A role path', () => {
  for (const text of ['', '/', '/a/', '/platform/eks-1/'])
    it(`may be ${text || 'nothing'}`, () => strictEqual(pathProblem(text), undefined));
  for (const text of ['a', '/a', 'a/', '//', '/a//b/', '/*/', '/${aws:username}/', `/${'a'.repeat(511)}/`])
    it(`is not ${text.slice(0, 20)}`, () => match(pathProblem(text)?.message ?? '', /not a path/));

  it('in the settings is refused by the setting’s name', () => {
    try {
      validateLimits({ permissionsBoundary: '', rolePath: 'platform' }, undefined);
      throw new Error('It was taken.');
    } catch (error) {
      match((error as Error).message, /eks\.iam\.rolePath/);
    }
  });
});
