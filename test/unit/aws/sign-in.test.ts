import assert from 'node:assert/strict';
import { connect } from '../../../src/aws/connection';
import { createAws } from '../../../src/aws/index';
import { explainSignIn, homeRegion } from '../../../src/aws/sign-in-errors';
import { AwsError } from '../../../src/core/ports/aws';
import type { BaseCredentials } from '../../../src/core/sign-in/provision-role';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { UserError } from '../../../src/core/errors/user-error';
import { cannedAws, queryError, queryResult, type CannedAnswer, type CannedRequest } from './canned-aws';
import { STATIC_KEY, withAws } from './environment';
import { toAws } from '../../fakes/network';

const CALLER = 'arn:aws:iam::111111111111:user/dev';
const ROLE = 'arn:aws:iam::222222222222:role/provision';
const identity = queryResult(
  'GetCallerIdentity',
  `<Arn>${CALLER}</Arn><Account>111111111111</Account><UserId>AIDA</UserId>`,
);
const session = queryResult(
  'AssumeRole',
  '<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>',
);

const never = new AbortController().signal;
const lines: string[] = [];
const aws = createAws({ send: toAws, log: (line) => lines.push(line) });

const identify = (base: BaseCredentials = { kind: 'default' }, region = 'eu-central-1') =>
  aws.callerIdentity({ base, region }, never);
const assume = (signal = never, region = 'eu-central-1') =>
  aws.assumeRole(
    {
      roleArn: ROLE,
      region,
      base: { kind: 'default' },
      externalId: 'feed',
      sessionName: 'eks-clusters-dev',
      rights: 'full',
    },
    signal,
  );

/** Runs against an STS that answers so, with an access key in the environment unless told otherwise. */
async function atSts<T>(
  answer: (request: CannedRequest) => CannedAnswer | undefined,
  run: (sts: { requests: CannedRequest[] }) => Promise<T>,
  { variables = STATIC_KEY, config }: { variables?: Record<string, string>; config?: string } = {},
): Promise<T> {
  await using sts = await cannedAws(answer);
  return await withAws({ variables: { ...variables, AWS_ENDPOINT_URL: sts.url }, config }, () => run(sts));
}

async function failureOf(result: Promise<unknown>): Promise<unknown> {
  return result.then(
    () => assert.fail('It should have failed.'),
    (error: unknown) => error,
  );
}

describe('signing in to AWS', () => {
  it('tells who the caller is', () =>
    atSts(
      () => identity,
      async () => {
        const { accountId, arn, partition } = await identify();
        assert.deepEqual(
          { accountId, arn, partition },
          { accountId: '111111111111', arn: CALLER, partition: 'aws' },
        );
      },
    ));

  const keys = 'aws_access_key_id = AKIA\naws_secret_access_key = s\n';
  const sources = {
    'the environment': { variables: STATIC_KEY, source: { kind: 'environment' } },
    'the default profile': { config: `[default]\n${keys}`, source: { kind: 'profile', profile: 'default' } },
    'the profile that AWS_PROFILE names': {
      variables: { ...STATIC_KEY, AWS_PROFILE: 'work' },
      config: `[profile work]\n${keys}`,
      source: { kind: 'profile', profile: 'work' },
    },
    'a program that the default profile names': {
      config: `[default]\ncredential_process = echo '{"Version":1,"AccessKeyId":"AKIA","SecretAccessKey":"s"}'`,
      source: { kind: 'profile', profile: 'default' },
    },
  };
  for (const [name, { source, ...aws }] of Object.entries(sources)) {
    it(`tells that the credentials are of ${name}`, () =>
      atSts(
        () => identity,
        async () => assert.deepEqual((await identify()).source, source),
        { variables: {}, ...aws },
      ));
  }

  it('reads a profile again each time', () =>
    atSts(
      () => identity,
      async () => {
        const base = { kind: 'profile', profile: 'later' } as const;
        const missing = await failureOf(identify(base));
        assert.ok(missing instanceof AwsError);
        assert.equal(missing.kind, 'credentials');
        await withAws(
          {
            config: `[profile later]\n${keys}`,
            variables: { AWS_ENDPOINT_URL: process.env.AWS_ENDPOINT_URL ?? '' },
          },
          async () => assert.deepEqual((await identify(base)).source, base),
        );
      },
      { variables: {} },
    ));

  it('says that there are no credentials, which an operation waits for', async () => {
    const error = await withAws({}, () => failureOf(identify()));
    assert.ok(error instanceof AwsError && error.isTransient);
    assert.equal(toUserError(error).code, 'no-credentials');
  });

  it('assumes the role for an hour with the external ID', () =>
    atSts(
      () => session,
      async ({ requests }) => {
        const { accountId, partition, region } = await assume();
        assert.deepEqual([accountId, partition, region], ['222222222222', 'aws', 'eu-central-1']);
        const { RoleArn, ExternalId, DurationSeconds, RoleSessionName } = Object.fromEntries(
          requests[0]!.form,
        );
        assert.deepEqual(
          [RoleArn, ExternalId, DurationSeconds, RoleSessionName],
          [ROLE, 'feed', '3600', 'eks-clusters-dev'],
        );
      },
    ));

  it('names caller and role where the role may not be assumed', () =>
    atSts(
      ({ action }) => (action === 'AssumeRole' ? queryError('AccessDenied', 'Not so.', 403) : identity),
      async () => {
        const error = await failureOf(assume());
        assert.ok(error instanceof UserError);
        assert.equal(error.code, 'role-not-assumable');
        assert.match(error.message, new RegExp(`${CALLER}.*${ROLE}`));
        assert.ok(error.cause instanceof AwsError);
        assert.equal(error.cause.message, 'Not so.');
      },
    ));

  it('tells a region that is not enabled from wrong credentials', () =>
    atSts(
      ({ region }) =>
        region === 'us-east-1' ? identity : queryError('InvalidClientTokenId', 'Invalid.', 403),
      async () => {
        const error = await failureOf(assume(never, 'af-south-1'));
        assert.ok(error instanceof UserError);
        assert.equal(error.code, 'region-disabled');
        assert.match(error.message, /af-south-1.*111111111111/);
      },
    ));

  it('says that STS is switched off in the region', () =>
    atSts(
      () => queryError('RegionDisabledException', 'STS is not activated in this region for account:1.', 403),
      async () => {
        const error = await failureOf(assume(never, 'ap-east-1'));
        assert.ok(error instanceof UserError);
        assert.equal(error.code, 'sts-region-disabled');
        assert.match(error.message, /ap-east-1: STS is not activated/);
      },
    ));

  it('says that the clock is off', () =>
    atSts(
      () =>
        queryError(
          'SignatureDoesNotMatch',
          'Signature expired: 20261122T200000Z is now earlier than 20261122T203501Z (20261122T205001Z - 15 min.)',
          403,
        ),
      async () => assert.equal(toUserError(await failureOf(identify())).code, 'clock-skewed'),
    ));

  const hasNoAddress = new AwsError(
    'network',
    'ENOTFOUND',
    'getaddrinfo ENOTFOUND sts.eu-west-9.amazonaws.com',
  );
  const explained = () =>
    explainSignIn(
      hasNoAddress,
      { base: { kind: 'default' }, region: 'eu-west-9' },
      connect({ send: toAws, log: () => undefined }),
      never,
    );

  it('tells a region that does not exist from a network that is down', async () => {
    const error = await atSts(() => identity, explained);
    assert.ok(error instanceof UserError);
    assert.equal(error.code, 'region-unknown');
    assert.equal(await atSts(() => queryError('ServiceUnavailable', 'Down.'), explained), hasNoAddress);
  });

  it('leaves it at wrong credentials where they are wrong everywhere', () =>
    atSts(
      () => queryError('InvalidClientTokenId', 'The security token is invalid.', 403),
      async () => {
        const error = await failureOf(identify());
        assert.ok(error instanceof AwsError);
        assert.equal(error.kind, 'credentials');
        assert.equal(error.message, 'The security token is invalid.');
      },
    ));

  it('fails with the reason of the signal while AWS has not answered', () => {
    const stop = new AbortController();
    const reason = new Error('closed the form');
    return atSts(
      () => {
        stop.abort(reason);
        return undefined;
      },
      async () => assert.equal(await failureOf(assume(stop.signal)), reason),
    );
  });

  it('knows a region of each partition that is always enabled', () => {
    const regions = ['eu-central-1', 'cn-north-1', 'us-gov-east-1', 'eusc-de-east-1', 'us-iso-west-1'];
    assert.deepEqual(regions.map(homeRegion), [
      'us-east-1',
      'cn-northwest-1',
      'us-gov-west-1',
      'eusc-de-east-1',
      'us-iso-east-1',
    ]);
  });

  it('logs each call, and no input or output of one', () => {
    assert.ok(lines.some((line) => /^STS AssumeRole: 200/.test(line)));
    assert.ok(lines.some((line) => /^STS AssumeRole: AccessDenied/.test(line)));
    assert.ok(!lines.some((line) => /feed|ASIA|111111111111/.test(line)));
  });
});
