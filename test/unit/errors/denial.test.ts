import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { denialCode, readDenial, type Denial } from '../../../src/core/errors/denial';
import { explain } from '../../../src/core/errors/explain';
import { AwsError } from '../../../src/core/ports/aws';

const USER = 'User: arn:aws:iam::777788889999:user/John is not authorized to perform:';

/** Sentences of https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const SENTENCES: readonly (readonly [sentence: string, denial: Denial | undefined, code: string])[] = [
  [
    `${USER} codecommit:ListRepositories because no service control policy allows the codecommit:ListRespositories action`,
    { policy: 'organization', effect: 'implicit' },
    'denied-by-organization',
  ],
  [
    `${USER} codecommit:ListRepositories with an explicit deny in a service control policy`,
    { policy: 'organization', effect: 'explicit' },
    'denied-by-organization',
  ],
  [
    `${USER} secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:* with an explicit deny in a resource control policy`,
    { policy: 'organization', effect: 'explicit' },
    'denied-by-organization',
  ],
  [
    `${USER} codedeploy:ListDeployments on resource: arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* with an explicit deny in a VPC endpoint policy`,
    { policy: 'endpoint', effect: 'explicit' },
    'denied-by-endpoint',
  ],
  [
    `${USER} codedeploy:ListDeployments because no permissions boundary allows the codedeploy:ListDeployments action`,
    { policy: 'boundary', effect: 'implicit' },
    'denied-by-boundary',
  ],
  [
    `${USER} codedeploy:ListDeployments with an explicit deny in a session policy`,
    { policy: 'session', effect: 'explicit' },
    'denied-by-session-policy',
  ],
  [
    `${USER} codecommit:ListDeployments because no identity-based policy allows the codecommit:ListDeployments action`,
    { policy: 'identity', effect: 'implicit' },
    'permission-missing',
  ],
  [
    `${USER} codedeploy:ListDeployments with an explicit deny in an identity-based policy`,
    { policy: 'identity', effect: 'explicit' },
    'denied-explicitly',
  ],
  [
    `${USER} sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
    { policy: 'trust', effect: 'implicit' },
    'permission-missing',
  ],
  [
    `${USER} sts:AssumeRole with an explicit deny in the role trust policy`,
    { policy: 'trust', effect: 'explicit' },
    'denied-explicitly',
  ],
  [`${USER} sts:AssumeRole on resource: role-session-policy`, undefined, 'permission-missing'],
  ['You are not authorized to perform this operation.', undefined, 'permission-missing'],
];

describe('What AWS says of why access is denied', () => {
  for (const [sentence, denial, code] of SENTENCES) {
    it(`is told apart: ${sentence.slice(-80)}`, () => {
      deepStrictEqual(readDenial(sentence), denial);
      strictEqual(denialCode(sentence), code);
    });
  }

  it('is in what the user reads, ended by a full stop and followed by who can help', () => {
    const [sentence] = SENTENCES[1]!;
    const { code, message, remedy } = explain(new AwsError('denied', 'AccessDenied', sentence));
    strictEqual(code, 'denied-by-organization');
    strictEqual(message, `Your AWS organization does not allow it: ${sentence}.`);
    strictEqual(remedy.split(',')[0], 'Ask whoever administers the organization');
  });

  it('is shortened to the permission that is missing, and what it is about', () => {
    const said = (sentence: string) => explain(new AwsError('denied', 'AccessDenied', sentence)).message;
    const why = 'because no identity-based policy allows the iam:ListRoles action';
    const start = 'The provision role lacks a permission:';
    strictEqual(said(`${USER} ec2:DescribeVpcs ${why}`), `${start} ec2:DescribeVpcs.`);
    strictEqual(said(`${USER} eks:ListClusters on resource: * ${why}`), `${start} eks:ListClusters.`);
    const roles = 'arn:aws:iam::222222222222:role/';
    strictEqual(
      said(`${USER} iam:ListRoles on resource: ${roles} ${why}`),
      `${start} iam:ListRoles on ${roles}.`,
    );
    strictEqual(said('Somebody said no'), `${start} Somebody said no.`);
  });
});
