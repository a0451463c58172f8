import { deepStrictEqual, match, ok, strictEqual, throws } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { handoutOf, OFFERS, policyLength, type Subject, type Wishes } from '../../../src/core/iam-export';
import {
  provisionPolicy,
  provisionTrust,
  type PolicyDocument,
  serviceRoleTrust,
} from '../../../src/core/policy';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';

const WISHES: Wishes = {
  subject: 'provision-policy',
  format: 'json',
  compute: ['managed'],
  extras: [],
  includeDelete: true,
  permissionsBoundary: '',
  rolePath: '',
  trustedAccount: '111111111111',
  externalId: 'first-installation',
  account: '222222222222',
  region: 'cn-north-1',
  provisionRole: 'eks-provision',
  serviceRole: 'eks-service',
  kmsKey: '',
  rolePrefix: 'eks-prov',
};

const ALL = (Object.keys(OFFERS) as Subject[]).flatMap((subject) =>
  OFFERS[subject].formats.map((format): Wishes => ({ ...WISHES, subject, format })),
);

function text(wishes: Partial<Wishes>): string {
  return handoutOf({ ...WISHES, ...wishes }).text;
}

function document(wishes: Partial<Wishes>): PolicyDocument {
  return JSON.parse(text(wishes)) as PolicyDocument;
}

describe('A handout', () => {
  for (const wishes of ALL) {
    it(`can be written: ${wishes.subject} as ${wishes.format}`, () => {
      const { text: content, language } = handoutOf(wishes);
      if (language === 'json') ok(JSON.parse(content));
      else match(content, /^#!\/bin\/sh\n/);
      match(content, /[^\n]\n$/);
    });
  }

  it('is the document itself in JSON, for the partition of the region', () => {
    const place = { partition: 'aws-cn', accountId: '222222222222', region: 'cn-north-1' };
    const { compute, includeDelete, provisionRole, serviceRole } = WISHES;
    const policy = provisionPolicy({ compute, includeDelete, provisionRole, serviceRole, ...place });
    deepStrictEqual(document({}), JSON.parse(JSON.stringify(policy)));
    const { externalId } = WISHES;
    const trust = provisionTrust({ accountId: '111111111111', externalId, partition: 'aws-cn' });
    deepStrictEqual(document({ subject: 'provision-trust' }), trust);
    deepStrictEqual(document({ subject: 'service-trust' }), serviceRoleTrust());
  });

  it('lets base credentials assume roles of one account by the beginning of their name', () => {
    deepStrictEqual(document({ subject: 'assume-role-policy' }).Statement, [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: 'arn:aws-cn:iam::222222222222:role/eks-prov*',
      },
    ]);
  });

  it('has placeholders, which IAM refuses, for what is not known', () => {
    const open = { trustedAccount: '', externalId: '', account: '', region: '' };
    match(text({ ...open, subject: 'provision-trust' }), /"YOUR-ACCOUNT-ID"[^]*"YOUR-EXTERNAL-ID"/);
    match(text({ ...open, subject: 'assume-role-policy' }), /arn:\*:iam::YOUR-ACCOUNT-ID:role/);
  });

  it('takes the partition of the account that makes it, in a script and in a template', () => {
    for (const wishes of ALL.filter(({ format }) => format !== 'json')) {
      const { text: content } = handoutOf({ ...wishes, account: '' });
      strictEqual(/"arn:(aws|\*)/.exec(content), null, wishes.subject);
    }
  });

  it('is refused when IAM would not take the policy', () => {
    const wishes = { ...WISHES, compute: COMPUTE_KINDS };
    const long = {
      ...wishes,
      serviceRole: `arn:aws:iam::222222222222:role/${'path/'.repeat(100)}service`,
    };
    ok(policyLength(wishes) < 6_144);
    throws(() => handoutOf(long), { code: 'policy-too-long' });
  });
});

describe('The script for the AWS CLI', () => {
  const scripts = ALL.filter(({ format }) => format === 'cli');

  it('is read by sh without complaint', function () {
    if (process.platform === 'win32') this.skip();
    for (const wishes of scripts) execFileSync('sh', ['-n'], { input: handoutOf(wishes).text });
  });

  it('expands nothing that was typed', () => {
    const evil = text({ subject: 'roles', format: 'cli', externalId: "'$(touch /tmp/x)`id`'" });
    const quoted = String.raw`"sts:ExternalId": "'\''$(touch /tmp/x)` + '`id`' + String.raw`'\''"`;
    ok(evil.includes(quoted));
  });
});
