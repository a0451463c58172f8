import { strictEqual } from 'node:assert/strict';
import { denialErrorCode } from '../../../src/core/errors/access-denied';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { AwsError } from '../../../src/core/ports/aws';

const USER = 'User: arn:aws:iam::777788889999:user/John is not authorized to perform:';

/** Sentences of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const SENTENCES: readonly (readonly [sentence: string, code: string])[] = [
  [
    `${USER} codecommit:ListRepositories because no service control policy allows the codecommit:ListRespositories action`,
    'denied-by-organization',
  ],
  [
    `${USER} codecommit:ListRepositories with an explicit deny in a service control policy`,
    'denied-by-organization',
  ],
  [
    `${USER} secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:* with an explicit deny in a resource control policy`,
    'denied-by-organization',
  ],
  [
    `${USER} codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* with an explicit deny in a VPC endpoint policy`,
    'denied-by-endpoint',
  ],
  [
    `${USER} codedeploy:ListDeployments because no permissions boundary allows the codedeploy:ListDeployments action`,
    'denied-by-boundary',
  ],
  [
    `${USER} codedeploy:ListDeployments with an explicit deny in a session policy`,
    'denied-by-session-policy',
  ],
  [
    `${USER} codecommit:ListDeployments because no identity-based policy allows the codecommit:ListDeployments action`,
    'permission-missing',
  ],
  [
    `${USER} codedeploy:ListDeployments with an explicit deny in an identity-based policy`,
    'denied-explicitly',
  ],
  [
    `${USER} sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    'denied-by-resource-policy',
  ],
  [`${USER} sts:AssumeRole with an explicit deny in the role trust policy`, 'denied-explicitly'],
  [`${USER} iam:CreateRole on resource: role x with an explicit deny`, 'denied-explicitly'],
  [
    `${USER} kms:CreateGrant because no resource-based policy allows the kms:CreateGrant action`,
    'denied-by-key-policy',
  ],
  [
    `${USER} s3:GetObject because no resource-based policy allows the s3:GetObject action`,
    'denied-by-resource-policy',
  ],
  [`${USER} sts:AssumeRole on resource: role-session-policy`, 'permission-missing'],
  ['You are not authorized to perform this operation.', 'permission-missing'],
];

describe('AWS’s reason for a denied access', () => {
  for (const [sentence, code] of SENTENCES) {
    it(`is recognized: ${sentence.slice(-80)}`, () => {
      strictEqual(denialErrorCode(sentence), code);
    });
  }

  it('is in the message, with a full stop and who can help', () => {
    const [sentence] = SENTENCES[1]!;
    const { code, message, remedy } = toUserError(new AwsError('denied', 'AccessDenied', sentence));
    strictEqual(code, 'denied-by-organization');
    strictEqual(message, `Denied by your AWS organization: ${sentence}.`);
    strictEqual(remedy.split(',')[0], 'Ask your organization’s administrator');
  });

  it('is shortened to the missing permission and its resource', () => {
    const said = (sentence: string) => toUserError(new AwsError('denied', 'AccessDenied', sentence)).message;
    const why = (action: string) => `because no identity-based policy allows the ${action} action`;
    const start = 'The provision role lacks a permission:';
    strictEqual(said(`${USER} ec2:DescribeVpcs ${why('ec2:DescribeVpcs')}`), `${start} ec2:DescribeVpcs.`);
    strictEqual(
      said(`${USER} eks:ListClusters on resource: * ${why('eks:ListClusters')}`),
      `${start} eks:ListClusters.`,
    );
    const roles = 'arn:aws:iam::222222222222:role/';
    strictEqual(
      said(`${USER} iam:ListRoles on resource: ${roles} ${why('iam:ListRoles')}`),
      `${start} iam:ListRoles on ${roles}.`,
    );
    strictEqual(said('Somebody said no'), `${start} Somebody said no.`);
  });
});
