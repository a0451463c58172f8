import { deepStrictEqual, match, ok, strictEqual, throws } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  generateDocument,
  EXPORT_KINDS,
  policyLength,
  type ExportKind,
  type ExportOptions,
} from '../../../src/core/iam-export';
import {
  provisionPolicy,
  provisionTrust,
  type PolicyDocument,
  serviceRoleTrust,
} from '../../../src/core/policy';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';

const OPTIONS: ExportOptions = {
  kind: 'provision-policy',
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

const ALL = (Object.keys(EXPORT_KINDS) as ExportKind[]).flatMap((subject) =>
  EXPORT_KINDS[subject].formats.map((format): ExportOptions => ({ ...OPTIONS, kind: subject, format })),
);

function text(options: Partial<ExportOptions>): string {
  return generateDocument({ ...OPTIONS, ...options }).text;
}

function document(options: Partial<ExportOptions>): PolicyDocument {
  return JSON.parse(text(options)) as PolicyDocument;
}

describe('A generated document', () => {
  for (const options of ALL) {
    it(`can be written: ${options.kind} as ${options.format}`, () => {
      const { text: content, language } = generateDocument(options);
      if (language === 'json') ok(JSON.parse(content));
      else match(content, /^#!\/bin\/sh\n/);
      match(content, /[^\n]\n$/);
    });
  }

  it('is the document itself in JSON, for the partition of the region', () => {
    const place = { partition: 'aws-cn', accountId: '222222222222', region: 'cn-north-1' };
    const { compute, includeDelete, provisionRole, serviceRole } = OPTIONS;
    const policy = provisionPolicy({ compute, includeDelete, provisionRole, serviceRole, ...place });
    deepStrictEqual(document({}), JSON.parse(JSON.stringify(policy)));
    const { externalId } = OPTIONS;
    const trust = provisionTrust({ accountId: '111111111111', externalId, partition: 'aws-cn' });
    deepStrictEqual(document({ kind: 'provision-trust' }), trust);
    deepStrictEqual(document({ kind: 'service-trust' }), serviceRoleTrust());
  });

  it('lets base credentials assume roles of one account by the beginning of their name', () => {
    deepStrictEqual(document({ kind: 'assume-role-policy' }).Statement, [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: 'arn:aws-cn:iam::222222222222:role/eks-prov*',
      },
    ]);
  });

  it('has placeholders, which IAM refuses, for what is not known', () => {
    const open = { trustedAccount: '', externalId: '', account: '', region: '' };
    match(text({ ...open, kind: 'provision-trust' }), /"YOUR-ACCOUNT-ID"[^]*"YOUR-EXTERNAL-ID"/);
    match(text({ ...open, kind: 'assume-role-policy' }), /arn:\*:iam::YOUR-ACCOUNT-ID:role/);
  });

  it('takes the partition of the account that makes it, in a script and in a template', () => {
    for (const options of ALL.filter(({ format }) => format !== 'json')) {
      const { text: content } = generateDocument({ ...options, account: '' });
      strictEqual(/"arn:(aws|\*)/.exec(content), null, options.kind);
    }
  });

  it('is refused when IAM would not take the policy', () => {
    const options = { ...OPTIONS, compute: COMPUTE_KINDS };
    const long = {
      ...options,
      serviceRole: `arn:aws:iam::222222222222:role/${'path/'.repeat(200)}service`,
    };
    ok(policyLength(options) < 6_144);
    throws(() => generateDocument(long), { code: 'policy-too-long' });
  });
});

describe('The script for the AWS CLI', () => {
  const scripts = ALL.filter(({ format }) => format === 'cli');

  it('is read by sh without complaint', function () {
    if (process.platform === 'win32') this.skip();
    for (const options of scripts) execFileSync('sh', ['-n'], { input: generateDocument(options).text });
  });

  it('expands nothing that was typed', () => {
    const evil = text({ kind: 'roles', format: 'cli', externalId: "'$(touch /tmp/x)`id`'" });
    const quoted = String.raw`"sts:ExternalId": "'\''$(touch /tmp/x)` + '`id`' + String.raw`'\''"`;
    ok(evil.includes(quoted));
  });
});
