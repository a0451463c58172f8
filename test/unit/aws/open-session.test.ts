import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { createAws } from '../../../src/aws/index';
import { readOnlySessionPolicy } from '../../../src/core/policy';
import { AwsError, type SessionRights } from '../../../src/core/ports/aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { cannedAws, queryError, queryResult } from './canned-aws';
import { STATIC_KEY, withAws } from './environment';
import { toAws } from '../../fakes/network';

const aws = createAws({ send: toAws, log: () => undefined });

/** Each call its own. */
const limit = () => AbortSignal.timeout(30_000);

/** In whatever AWS the environment names. */
function open(roleArn: string, rights: SessionRights) {
  const role = { roleArn, region: REGION, base: { kind: 'default' } } as const;
  return aws.assumeRole(
    { ...role, externalId: EXTERNAL_ID, sessionName: 'eks-clusters-me', rights },
    limit(),
  );
}

describe('The session for the form', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());

  it('reads every list', () =>
    withAws({ variables: sandbox.env }, async () => {
      const session = await open(sandbox.roleArn, 'reading');
      const { options } = session;
      const [vpcs, roles, versions, keyPairs, types, access] = await Promise.all([
        options.vpcs(limit()),
        options.serviceRoles(limit()),
        options.kubernetesVersions(limit()),
        options.keyPairs(limit()),
        options.instanceTypes(limit()),
        session.regionAccess(limit()),
      ]);
      ok([vpcs, roles, versions, keyPairs, types].every(({ length }) => length > 0));
      strictEqual(access, 'enabled');
    }));

  it('changes nothing, whatever the role may', () =>
    withAws({ variables: sandbox.env }, async () => {
      const { stacks } = await open(sandbox.roleArn, 'reading');
      const name = 'eks-clusters-never';
      const content = { templateBody: '{}', parameters: {}, tags: {}, clientRequestToken: 'never' };
      const request = { name, ...content, capability: 'CAPABILITY_IAM', onFailure: 'keep' } as const;
      await rejects(stacks.create(request, limit()), (error) => {
        ok(error instanceof AwsError);
        strictEqual(error.kind, 'denied');
        return /session policy/.test(error.message);
      });
    }));

  it('has a policy that STS takes, and that allows to write what has a dry run alone', () => {
    const policy = readOnlySessionPolicy() ?? '';
    ok(policy.length > 0 && policy.length <= 2048);
    const [{ Action: actions }] = (JSON.parse(policy) as { Statement: [{ Action: string[] }] }).Statement;
    const reads = /:(Describe|Get|List|Simulate|Validate|Decode)/;
    const writes = actions.filter((action) => !reads.test(action));
    deepStrictEqual(
      writes.filter((action) => !action.startsWith('ec2:')),
      [],
    );
    ok(writes.includes('ec2:RunInstances'));
  });
});

describe('The full session', () => {
  /**
   * How long each session was asked for, of a role that allows this many seconds, to base credentials that get at most
   * so many.
   */
  async function durations(role: { allows: number; atMost: number }): Promise<readonly number[]> {
    const asked: number[] = [];
    await using account = await cannedAws(({ form }) => {
      if (form.get('Action') === 'GetRole')
        return queryResult('GetRole', `<Role><MaxSessionDuration>${role.allows}</MaxSessionDuration></Role>`);
      const seconds = Number(form.get('DurationSeconds'));
      asked.push(seconds);
      return seconds <= role.atMost ? SESSION : CHAINED;
    });
    await withAws({ variables: { ...STATIC_KEY, AWS_ENDPOINT_URL: account.url } }, () =>
      open('arn:aws:iam::222222222222:role/eks-provision', 'full'),
    );
    return asked;
  }

  it('lasts as long as the role allows', async () =>
    deepStrictEqual(await durations({ allows: 14_400, atMost: 43_200 }), [3600, 14_400]));

  it('lasts an hour where that is all that the role allows', async () =>
    deepStrictEqual(await durations({ allows: 3600, atMost: 43_200 }), [3600]));

  it('lasts an hour where the base credentials are a role’s session themselves', async () =>
    deepStrictEqual(await durations({ allows: 14_400, atMost: 3600 }), [3600, 14_400]));

  it('counts its hour by this machine’s clock, however far AWS’s is from it', async () => {
    const longAgo = { ...SESSION, body: SESSION.body.replace('2099-', '2001-') };
    await using account = await cannedAws(({ action }) => {
      if (action === 'DescribeStacks') return queryError('ValidationError', 'Stack x does not exist');
      return action === 'AssumeRole' ? longAgo : queryError('AccessDenied', 'No.', 403);
    });
    await withAws({ variables: { ...STATIC_KEY, AWS_ENDPOINT_URL: account.url } }, async () => {
      const { stacks } = await open('arn:aws:iam::222222222222:role/eks-provision', 'full');
      await stacks.describe('x', limit());
      await stacks.describe('x', limit());
    });
    deepStrictEqual(
      account.requests.map(({ action }) => action),
      ['AssumeRole', 'GetRole', 'DescribeStacks', 'DescribeStacks'],
    );
  });

  it('is assumed again at once when AWS no longer accepts it, whatever the clock says', async () => {
    const sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    await withAws({ variables: sandbox.env }, async () => {
      const { stacks } = await open(sandbox.roleArn, 'full');
      const stack = 'eks-clusters-absent';
      const error = { kind: 'error', code: 'ExpiredToken', message: 'It was revoked.', status: 403 } as const;
      sandbox.faults.add({ service: 'cloudformation', action: 'DescribeStacks', effect: error, times: 1 });
      const before = assumed(sandbox);
      strictEqual(await stacks.describe(stack, limit()), undefined);
      ok(assumed(sandbox) > before);
    });
    await sandbox.stop();
  });
});

function assumed({ requests }: Sandbox): number {
  return requests.filter(({ action }) => action === 'AssumeRole').length;
}

const SESSION = queryResult(
  'AssumeRole',
  '<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>',
);
const CHAINED = queryError(
  'ValidationError',
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
);
