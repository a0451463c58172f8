import assert from 'node:assert/strict';
import { EC2Client, DescribeKeyPairsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedRole, seedUser } from '../../sandbox/seed/principals';
import { clientOf, developerKeys, EXTERNAL_ID, sessionKeys } from './clients';

describe('simulated STS behind the SDK', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());

  it('says who calls', async () => {
    const { $metadata, ...identity } = await identityOf(developerKeys(sandbox));
    assert.equal($metadata.httpStatusCode, 200);
    assert.deepEqual(identity, {
      Account: '111111111111',
      Arn: 'arn:aws:iam::111111111111:user/developer',
      UserId: sandbox.base.users.get('developer')?.id,
    });
  });

  it('gives a session of the provision role in the other account to a caller with the external ID', async () => {
    const { Arn, Account } = await identityOf(
      await sessionKeys(sandbox, { RoleSessionName: 'me@example.com' }),
    );
    assert.equal(Arn, 'arn:aws:sts::222222222222:assumed-role/eks-provision/me@example.com');
    assert.equal(Account, '222222222222');
  });

  const denied = {
    'another external ID': { ExternalId: 'another' },
    'no external ID': { ExternalId: undefined },
    'a role that does not exist': { RoleArn: 'arn:aws:iam::222222222222:role/eks-nowhere' },
    'a role that trusts EKS alone': { RoleArn: 'arn:aws:iam::222222222222:role/eks-service-role' },
    'a role of an account that does not exist': { RoleArn: 'arn:aws:iam::999999999999:role/eks-provision' },
  };
  for (const [what, request] of Object.entries(denied)) {
    it(`denies ${what} in one and the same sentence`, async () => {
      const roleArn = 'RoleArn' in request ? request.RoleArn : sandbox.roleArn;
      await assert.rejects(sessionKeys(sandbox, request), {
        name: 'AccessDenied',
        message: `User: arn:aws:iam::111111111111:user/developer is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      });
    });
  }

  it('denies a role that the caller’s own account does not let them assume', async () => {
    const roleArn = seedRole(sandbox.clusters, {
      name: 'not-for-developers',
      trusts: { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID },
    });
    await assert.rejects(sessionKeys(sandbox, { RoleArn: roleArn }), {
      message: /because no identity-based policy allows the sts:AssumeRole action$/,
    });
  });

  it('lets a role trust a principal of its own account without a policy of that principal', async () => {
    const { user, accessKeyId } = seedUser(sandbox.clusters, {
      name: 'operator',
      secretAccessKey: 's',
      policy: {},
    });
    const roleArn = seedRole(sandbox.clusters, {
      name: 'break-glass',
      trusts: { kind: 'service', service: 'x' },
    });
    sandbox.clusters.roles.get('break-glass')!.trustPolicy = JSON.stringify({
      Statement: { Effect: 'Allow', Principal: { AWS: user.arn }, Action: 'sts:AssumeRole' },
    });
    const keys = await sessionKeys(sandbox, { RoleArn: roleArn }, { accessKeyId, secretAccessKey: 's' });
    assert.match((await identityOf(keys)).Arn ?? '', /assumed-role\/break-glass\/test$/);
  });

  it('ends sessions when the role says, and those of chained roles after an hour', async () => {
    const longest = 4 * 3600;
    await sessionKeys(sandbox, { DurationSeconds: longest });
    await assert.rejects(sessionKeys(sandbox, { DurationSeconds: longest + 1 }), {
      name: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    const session = await sessionKeys(sandbox);
    await assert.rejects(sessionKeys(sandbox, { DurationSeconds: 3601 }, session), {
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    });
  });

  it('names the member that breaks the API’s own rules', async () => {
    await assert.rejects(sessionKeys(sandbox, { RoleSessionName: 'two words' }), {
      name: 'ValidationError',
      message:
        "1 validation error detected: Value 'two words' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    });
    await assert.rejects(sessionKeys(sandbox, { DurationSeconds: 60 }), {
      message:
        "1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    });
    await assert.rejects(sessionKeys(sandbox, { RoleArn: 'arn:aws:iam::222222222222:user/x' }), {
      message: 'arn:aws:iam::222222222222:user/x is invalid',
    });
  });

  it('narrows a session to what its session policy allows too', async () => {
    const Policy = JSON.stringify({
      Statement: { Effect: 'Allow', Action: 'ec2:DescribeVpcs', Resource: '*' },
    });
    const ec2 = new EC2Client(clientOf(sandbox, await sessionKeys(sandbox, { Policy })));
    assert.equal((await ec2.send(new DescribeVpcsCommand())).Vpcs?.length, 2);
    await assert.rejects(ec2.send(new DescribeKeyPairsCommand()), {
      name: 'UnauthorizedOperation',
      message: /because no session policy allows the ec2:DescribeKeyPairs action/,
    });
  });

  it('lets in a further external ID once the cloud team has added it', async () => {
    const externalId = 'f'.repeat(40);
    await assert.rejects(sessionKeys(sandbox, { ExternalId: externalId }), { name: 'AccessDenied' });
    const response = await fetch(`${sandbox.url}/_sandbox/trust`, {
      method: 'POST',
      body: JSON.stringify({ roleArn: sandbox.roleArn, externalId }),
    });
    assert.equal(response.status, 200);
    await sessionKeys(sandbox, { ExternalId: externalId });
    await sessionKeys(sandbox, { ExternalId: EXTERNAL_ID });
  });

  function identityOf(keys: Parameters<typeof clientOf>[1]) {
    return new STSClient(clientOf(sandbox, keys)).send(new GetCallerIdentityCommand());
  }
});
