import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { createAws } from '../../../src/aws/index';
import { UserError } from '../../../src/core/errors/user-error';
import type { Account } from '../../sandbox/accounts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole, seedUser } from '../../sandbox/seed/principals';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { withAws } from './environment';
import { toAws } from '../../fakes/network';

const IAM_READS = ['iam:GetRole', 'iam:SimulatePrincipalPolicy'];
const POLICY = 'arn:aws:iam::111111111111:policy/limit';

/** A policy that allows these actions, whatever they are about. */
const allowing = (...Action: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

describe('Where AWS denies a role, the extension says which of the three checks failed', () => {
  let sandbox: Sandbox;
  let logged: string[];

  beforeEach(async () => {
    logged = [];
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  afterEach(() => sandbox.stop());

  /** Assumes the role as a new user of the base account. */
  async function refusalOf(request: {
    may?: readonly string[];
    roleArn: string;
    externalId?: string;
    prepare?: (account: Account) => void;
  }): Promise<UserError> {
    const { may = ['sts:AssumeRole', ...IAM_READS], roleArn, externalId = EXTERNAL_ID } = request;
    const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const policy = allowing(...may);
    const { accessKeyId } = seedUser(sandbox.base, { name: 'jane', secretAccessKey, policy });
    request.prepare?.(sandbox.base);
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const aws = createAws({ send: toAws, log: (line) => logged.push(line) });
    const role = { roleArn, region: REGION, base: { kind: 'default' } } as const;
    return withAws({ variables: { ...sandbox.env, ...keys } }, async () => {
      const assumed = aws.assumeRole(
        { ...role, externalId, sessionName: 'eks-clusters-jane', rights: 'reading' },
        AbortSignal.timeout(30_000),
      );
      const error: unknown = await assumed.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      ok(error instanceof UserError, String(error));
      return error;
    });
  }

  /** A role in the account of the base credentials, where they may look. */
  function roleTrusting(account: Account, externalId = EXTERNAL_ID): string {
    return seedRole(sandbox.base, { name: 'eks-own', trusts: { kind: 'account', account, externalId } });
  }

  it('the caller’s policy, where the caller may look at it', async () => {
    const error = await refusalOf({ may: IAM_READS, roleArn: roleTrusting(sandbox.base) });
    strictEqual(error.code, 'caller-not-allowed');
    match(
      error.message,
      /no policy of arn:aws:iam::111111111111:user\/jane allows sts:AssumeRole on .*eks-own/,
    );
  });

  it('the caller’s policy, by AWS’s own words', async () => {
    const error = await refusalOf({ may: ['ec2:DescribeVpcs'], roleArn: sandbox.roleArn });
    strictEqual(error.code, 'caller-not-allowed');
  });

  it('whether the role exists', async () => {
    const error = await refusalOf({ roleArn: 'arn:aws:iam::111111111111:role/eks-nobody' });
    strictEqual(error.code, 'role-missing');
  });

  it('whether the role exists: another path is another role', async () => {
    const roleArn = roleTrusting(sandbox.base).replace('role/', 'role/teams/');
    strictEqual((await refusalOf({ roleArn })).code, 'role-missing');
  });

  it('whether its trust names the account', async () => {
    const error = await refusalOf({ roleArn: roleTrusting(sandbox.clusters) });
    strictEqual(error.code, 'role-trusts-other-account');
    match(error.message, /does not include account 111111111111/);
  });

  it('whether its trust names the External ID, of which nothing is echoed', async () => {
    const error = await refusalOf({ roleArn: roleTrusting(sandbox.base, 'of-another-installation') });
    strictEqual(error.code, 'role-asks-other-external-id');
    doesNotMatch(`${error.message} ${error.remedy}`, /of-another-installation/);
    doesNotMatch([error.message, error.remedy, ...logged].join('\n'), new RegExp(EXTERNAL_ID));
  });

  it('its trust, by AWS’s own words, where the caller may not look at it', async () => {
    const roleArn = roleTrusting(sandbox.base, 'of-another-installation');
    strictEqual((await refusalOf({ may: ['sts:AssumeRole'], roleArn })).code, 'role-trust-refuses');
  });

  it('or that none could be looked at, for the role is in another account', async () => {
    const error = await refusalOf({ roleArn: sandbox.roleArn, externalId: 'of-another-installation' });
    strictEqual(error.code, 'role-not-assumable');
    match(
      error.remedy,
      /^Your policies allow it\. Ask your cloud team to check that the role exists; its trust relationship includes account 111111111111/,
    );
  });

  it('or that none could be looked at, for the caller may not', async () => {
    const request = { may: ['sts:AssumeRole'], roleArn: sandbox.roleArn, externalId: 'other' };
    const error = await refusalOf(request);
    strictEqual(error.code, 'role-not-assumable');
    match(
      error.remedy,
      /^Ask your cloud team to check that your policies allow sts:AssumeRole on the role; the role exists; its trust/,
    );
  });

  it('or that the organization is in the way', async () => {
    const error = await refusalOf({
      roleArn: sandbox.roleArn,
      prepare: (account) => {
        account.serviceControlPolicies = [JSON.stringify(allowing('iam:*'))];
      },
    });
    strictEqual(error.code, 'denied-by-organization');
    match(error.message, /no service control policy allows the sts:AssumeRole action/);
  });

  it('or that a permissions boundary is in the way', async () => {
    const error = await refusalOf({
      roleArn: sandbox.roleArn,
      // That the boundary is gone makes it one that allows nothing.
      prepare: (account) => {
        account.users.get('jane')!.permissionsBoundary = POLICY;
      },
    });
    strictEqual(error.code, 'denied-by-boundary');
  });

  it('and asks nothing but what was denied, who the caller is, and IAM', async () => {
    await refusalOf({ roleArn: roleTrusting(sandbox.base, 'of-another-installation') });
    deepStrictEqual([...new Set(sandbox.requests.map(({ action }) => action))].sort(), [
      'AssumeRole',
      'GetCallerIdentity',
      'GetRole',
      'SimulatePrincipalPolicy',
    ]);
  });
});
