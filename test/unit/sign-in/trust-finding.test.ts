import { strictEqual } from 'node:assert/strict';
import { provisionTrust, serviceRoleTrust } from '../../../src/core/policy';
import { evaluateTrust, type TrustFinding } from '../../../src/core/sign-in/trust-finding';

const ACCOUNT = '111111111111';
const EXTERNAL_ID = 'Team/eks-1';
const APPLICANT = { arn: `arn:aws:iam::${ACCOUNT}:user/dev`, accountId: ACCOUNT, externalId: EXTERNAL_ID };
const SESSION = { ...APPLICANT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Dev_1/jane` };

/** A trust with one statement that lets the account in with our External ID, unless the test says otherwise. */
function trust(statement: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } },
        ...statement,
      },
    ],
  });
}

const principal = (AWS: unknown) => trust({ Principal: { AWS } });
const condition = (Condition: unknown) => trust({ Condition });

const FINDINGS: Readonly<Record<string, readonly [document: string, finding: TrustFinding]>> = {
  'lets in': [trust(), 'trusted'],
  'lets in, as we print it': [
    JSON.stringify(provisionTrust({ accountId: ACCOUNT, externalId: EXTERNAL_ID })),
    'trusted',
  ],
  'lets in by the number of the account': [principal([ACCOUNT]), 'trusted'],
  'lets in by the ARN of the user': [principal(APPLICANT.arn), 'trusted'],
  'lets in everybody': [trust({ Principal: '*' }), 'trusted'],
  'lets in by one External ID of several': [
    condition({ StringEquals: { 'sts:ExternalId': ['other', EXTERNAL_ID] } }),
    'trusted',
  ],
  'lets in by a pattern, and a key in another case': [
    condition({ StringLike: { 'STS:externalid': 'Team/*' } }),
    'trusted',
  ],
  'asks for no External ID': [condition(undefined), 'trusted'],
  'allows all of STS': [trust({ Action: ['sts:TagSession', 'STS:*'] }), 'trusted'],
  'names EKS alone': [JSON.stringify(serviceRoleTrust()), 'otherAccount'],
  'names another account': [principal('arn:aws:iam::222222222222:root'), 'otherAccount'],
  'names another user of the account': [principal(`arn:aws:iam::${ACCOUNT}:user/ops`), 'otherIdentity'],
  'asks for another External ID': [
    condition({ StringEquals: { 'sts:ExternalId': 'other' } }),
    'otherExternalId',
  ],
  'asks for the External ID in another case': [
    condition({ StringEquals: { 'sts:ExternalId': EXTERNAL_ID.toLowerCase() } }),
    'otherExternalId',
  ],
  'asks for MFA, too': [
    condition({
      StringEquals: { 'sts:ExternalId': EXTERNAL_ID },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
    'moreConditions',
  ],
  'allows to tag sessions only': [trust({ Action: 'sts:TagSession' }), 'otherAccount'],
  'is no policy': ['null', 'unknown'],
  'is no JSON': ['{', 'unknown'],
};

describe('A trust policy', () => {
  for (const [title, [document, finding]] of Object.entries(FINDINGS)) {
    it(`that ${title}: ${finding}`, () => strictEqual(evaluateTrust(document, APPLICANT), finding));
  }

  it('that names the role of a session, with a path that the session does not know, lets the session in', () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1`;
    strictEqual(evaluateTrust(principal(role), SESSION), 'trusted');
    strictEqual(evaluateTrust(principal(`${role}2`), SESSION), 'otherIdentity');
  });
});
