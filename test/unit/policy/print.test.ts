import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  originalPolicy,
  type PolicyDocument,
  provisionTrust,
  serviceRoleTrust,
} from '../../../src/core/policy';
import { type CloudFormationTemplate, defaultVariant, templateOf } from '../../../src/core/template';

/**
 * As GitLab's guide lists them. https://docs.gitlab.com/ee/user/infrastructure/clusters/connect/new_eks_cluster.html
 */
const ORIGINAL = [
  'autoscaling:CreateAutoScalingGroup',
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  'autoscaling:UpdateAutoScalingGroup',
  'autoscaling:CreateLaunchConfiguration',
  'autoscaling:DescribeLaunchConfigurations',
  'cloudformation:CreateStack',
  'cloudformation:DescribeStacks',
  'ec2:AuthorizeSecurityGroupEgress',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:RevokeSecurityGroupEgress',
  'ec2:RevokeSecurityGroupIngress',
  'ec2:CreateSecurityGroup',
  'ec2:createTags',
  'ec2:DescribeImages',
  'ec2:DescribeKeyPairs',
  'ec2:DescribeRegions',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'eks:CreateCluster',
  'eks:DescribeCluster',
  'iam:AddRoleToInstanceProfile',
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:CreateInstanceProfile',
  'iam:CreateServiceLinkedRole',
  'iam:GetRole',
  'iam:listAttachedRolePolicies',
  'iam:ListRoles',
  'iam:PassRole',
  'ssm:GetParameters',
];

interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const PRINT = fileURLToPath(new URL('../../../src/print.ts', import.meta.url));

function print(...args: readonly string[]): Promise<Printed> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['--import', 'tsx', PRINT, ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('Printing for cloud teams', () => {
  it('writes template, policy and trust as JSON and nothing else', async () => {
    const [template, original, trust] = await Promise.all([
      print('template', '--compute', 'managed'),
      print('policy', '--original'),
      print('trust', '--account-id', '111111111111', '--external-id', 'abcdef'),
    ]);
    deepStrictEqual(JSON.parse(template.stdout), templateOf(defaultVariant('managed')));
    deepStrictEqual(JSON.parse(original.stdout), originalPolicy());
    deepStrictEqual(
      JSON.parse(trust.stdout),
      provisionTrust({ accountId: '111111111111', externalId: 'abcdef' }),
    );
    deepStrictEqual(
      [template, original, trust].map(({ code, stderr }) => [code, stderr]),
      [
        [0, ''],
        [0, ''],
        [0, ''],
      ],
    );
  });

  it('writes roles, trusts and policies in each format that there is of them', async () => {
    const account = ['--account-id', '111111111111'];
    const roles = [
      'roles',
      ...account,
      '--external-id',
      'abcdef',
      '--compute',
      'auto',
      '--compute',
      'managed',
    ];
    const [script, template, assuming, trust, gov] = await Promise.all([
      print(...roles, '--format', 'cli'),
      print(...roles),
      print('assume-role', ...account, '--role-prefix', 'team-'),
      print('service-trust'),
      print('policy', '--partition', 'aws-us-gov', '--format', 'json'),
    ]);
    match(script.stdout, /^#!\/bin\/sh\n[^]*"sts:ExternalId": "abcdef"/);
    deepStrictEqual(Object.keys((JSON.parse(template.stdout) as CloudFormationTemplate).Resources), [
      'ProvisionRole',
      'ServiceRole',
    ]);
    match(assuming.stdout, /"arn:\*:iam::111111111111:role\/team-\*"/);
    deepStrictEqual(JSON.parse(trust.stdout), serviceRoleTrust());
    match(gov.stdout, /"arn:aws-us-gov:iam::\*:role/);
  });

  it('writes the 32 actions of the original’s documentation, and no other', async () => {
    const { stdout } = await print('policy', '--original');
    const { Statement } = JSON.parse(stdout) as PolicyDocument;
    strictEqual(ORIGINAL.length, 32);
    deepStrictEqual(Statement, [{ Effect: 'Allow', Action: ORIGINAL, Resource: '*' }]);
  });

  const refused = {
    'a document that there is not': [['nonsense'], /nothing called nonsense/],
    'no document at all': [[], /^Usage: /],
    'an option that there is not': [['policy', '--bogus'], /--bogus/],
    'a compute that there is not': [['policy', '--compute', 'fargate'], /no compute called fargate/],
    'an account ID that is none': [['trust', '--account-id', '12'], /12 digits/],
    'a format that there is not of it': [['roles', '--format', 'json'], /cloudformation, cli/],
    'roles that could not be assumed': [['roles', '--account-id', '111111111111'], /^--external-id: /],
    'a policy that lets any role be passed': [['policy', '--service-role', '*'], /^--service-role: /],
  } as const;
  for (const [what, [args, says]] of Object.entries(refused)) {
    it(`refuses ${what} in one line, with exit code 2`, async () => {
      const { code, stdout, stderr } = await print(...args);
      strictEqual(code, 2);
      strictEqual(stdout, '');
      match(stderr, says);
      match(stderr, /^[^\n]+\n$/);
    });
  }
});
