import assert from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { provisionSession } from '../../../src/aws/session';
import { AwsError, type ProvisionSession } from '../../../src/core/ports/aws';
import {
  cannedAws,
  queryError,
  queryResult,
  SESSION_ROLE,
  type CannedAnswer,
  type CannedRequest,
} from './canned-aws';
import { endpointsIn, withAws } from './environment';
import { toAws } from '../../fakes/network';

const never = new AbortController().signal;
const CREDENTIALS = { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' };
const STACK = 'arn:aws:cloudformation:eu-central-1:222222222222:stack/eks-clusters-a/1';

/** A session whose every call gets this answer. */
async function inSession(
  answer: (request: CannedRequest) => CannedAnswer | undefined,
  run: (session: ProvisionSession, requests: CannedRequest[]) => Promise<void>,
): Promise<void> {
  await using aws = await cannedAws(answer);
  const settings = clientSettings(
    {
      region: 'eu-central-1',
      credentials: () => Promise.resolve(CREDENTIALS),
      endpoint: endpointsIn({ AWS_ENDPOINT_URL: aws.url }),
    },
    { send: toAws, log: () => undefined },
  );
  await withAws({ variables: { AWS_ENDPOINT_URL: aws.url } }, () =>
    run(provisionSession(SESSION_ROLE, settings), aws.requests),
  );
}

async function awsErrorOf(result: Promise<unknown>): Promise<AwsError> {
  const error: unknown = await result.then(
    () => assert.fail('It should have failed.'),
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof AwsError, String(error));
  return error;
}

function ec2(action: string, content: string): CannedAnswer {
  return { body: `<${action}Response>${content}</${action}Response>` };
}

const ec2Error = (code: string): CannedAnswer => ({
  status: 403,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>No.</Message></Error></Errors><RequestID>r</RequestID></Response>`,
});

describe('a session of the provision role', () => {
  const request = {
    name: 'eks-clusters-a',
    templateBody: '{}',
    parameters: { ClusterName: 'a' },
    tags: { 'eks-clusters:operation': 'o-1' },
    clientRequestToken: 'o-1',
    capability: 'CAPABILITY_IAM',
    onFailure: 'keep',
  } as const;

  it('creates a stack that keeps what is there after a failure', () =>
    inSession(
      () => queryResult('CreateStack', `<StackId>${STACK}</StackId>`),
      async ({ stacks }, requests) => {
        assert.equal(await stacks.create(request, never), STACK);
        const form = requests[0]!.form;
        assert.equal(form.get('DisableRollback'), 'true');
        assert.equal(form.get('ClientRequestToken'), 'o-1');
        assert.equal(form.get('Capabilities.member.1'), 'CAPABILITY_IAM');
        assert.equal(form.get('Tags.member.1.Key'), 'eks-clusters:operation');
        assert.equal(form.get('Parameters.member.1.ParameterValue'), 'a');
      },
    ));

  it('tells a stack that exists from other refusals', () =>
    inSession(
      () => queryError('AlreadyExistsException', 'Stack [eks-clusters-a] already exists'),
      async ({ stacks }) => {
        assert.equal((await awsErrorOf(stacks.create(request, never))).kind, 'already-exists');
      },
    ));

  it('finds no stack where CloudFormation says so', () =>
    inSession(
      () => queryError('ValidationError', 'Stack with id eks-clusters-a does not exist'),
      async ({ stacks }) => assert.equal(await stacks.describe('eks-clusters-a', never), undefined),
    ));

  it('does not take another validation error for a stack that is not there', () =>
    inSession(
      () => queryError('ValidationError', 'Value at stackName failed to satisfy constraint'),
      async ({ stacks }) => {
        assert.equal((await awsErrorOf(stacks.describe('a', never))).kind, 'refused');
      },
    ));

  it('reads a stack with its tags, parameters and outputs', () =>
    inSession(
      () =>
        queryResult(
          'DescribeStacks',
          `<Stacks><member><StackId>${STACK}</StackId><StackName>eks-clusters-a</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-22T10:00:00Z</CreationTime><Tags><member><Key>k</Key><Value>v</Value></member></Tags><Parameters><member><ParameterKey>ClusterName</ParameterKey><ParameterValue>a</ParameterValue></member></Parameters><Outputs><member><OutputKey>ClusterArn</OutputKey><OutputValue>arn</OutputValue></member></Outputs></member></Stacks>`,
        ),
      async ({ stacks }) => {
        assert.deepEqual(await stacks.describe(STACK, never), {
          arn: STACK,
          name: 'eks-clusters-a',
          status: 'CREATE_COMPLETE',
          statusReason: undefined,
          tags: { k: 'v' },
          parameters: { ClusterName: 'a' },
          outputs: { ClusterArn: 'arn' },
        });
      },
    ));

  it('reads no more pages of events than until a known one', () => {
    const page = ({ form }: CannedRequest) => {
      const number = Number(form.get('NextToken') ?? 1);
      return queryResult(
        'DescribeStackEvents',
        `<StackEvents><member><EventId>e-${number}</EventId><StackId>${STACK}</StackId><StackName>a</StackName><Timestamp>2026-11-22T10:00:00Z</Timestamp></member></StackEvents><NextToken>${number + 1}</NextToken>`,
      );
    };
    return inSession(page, async ({ stacks }) => {
      const events = await stacks.events(STACK, ({ id }) => id === 'e-3', never);
      assert.deepEqual(
        events.map(({ id, at }) => [id, at]),
        ['e-1', 'e-2', 'e-3'].map((id) => [id, Date.UTC(2026, 10, 22, 10)]),
      );
    });
  });

  it('falls back to the versions of an add-on where EKS’s own may not be read', () =>
    inSession(
      ({ action }) =>
        action.startsWith('/cluster-versions')
          ? { status: 403, body: '{"__type":"AccessDeniedException","message":"Not so."}' }
          : {
              body: JSON.stringify({
                addons: [
                  {
                    addonVersions: [
                      {
                        compatibilities: ['1.9', '1.35', '1.36'].map((clusterVersion) => ({
                          clusterVersion,
                        })),
                      },
                    ],
                  },
                  { addonVersions: [{ compatibilities: [{ clusterVersion: '1.35' }] }] },
                ],
              }),
            },
      async ({ options }) => {
        const versions = await options.kubernetesVersions(never);
        assert.deepEqual(
          versions.map(({ version, support }) => [version, support]),
          ['1.36', '1.35', '1.9'].map((version) => [version, 'unknown']),
        );
      },
    ));

  it('finds no cluster where EKS says so', () =>
    inSession(
      () => ({
        status: 404,
        body: '{"__type":"ResourceNotFoundException","message":"No cluster found for name: a."}',
      }),
      async ({ clusters }) => assert.equal(await clusters.describe('a', never), undefined),
    ));

  for (const endpointPublicAccess of [true, false])
    it(`knows a cluster whose endpoint is ${endpointPublicAccess ? 'public' : 'private'}`, () =>
      inSession(
        () => ({ body: JSON.stringify({ cluster: { resourcesVpcConfig: { endpointPublicAccess } } }) }),
        async ({ clusters }) =>
          assert.equal((await clusters.describe('a', never))?.isPrivate, !endpointPublicAccess),
      ));

  it('reads all pages of VPCs, with their names', () =>
    inSession(
      ({ action, form }) => {
        if (action === 'DescribeVpcAttribute') return ec2Error('UnauthorizedOperation');
        return form.get('NextToken')
          ? ec2(
              'DescribeVpcs',
              '<vpcSet><item><vpcId>vpc-2</vpcId><cidrBlock>10.1.0.0/16</cidrBlock><isDefault>true</isDefault></item></vpcSet>',
            )
          : ec2(
              'DescribeVpcs',
              '<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock><isDefault>false</isDefault><tagSet><item><key>Name</key><value>main</value></item></tagSet></item></vpcSet><nextToken>n</nextToken>',
            );
      },
      async ({ options }) => {
        assert.deepEqual(await options.vpcs(never), [
          { id: 'vpc-1', name: 'main', cidrs: ['10.0.0.0/16'], isDefault: false, dns: undefined },
          { id: 'vpc-2', name: undefined, cidrs: ['10.1.0.0/16'], isDefault: true, dns: undefined },
        ]);
      },
    ));

  const region = (status: string) =>
    ec2(
      'DescribeRegions',
      `<regionInfo><item><regionName>eu-central-1</regionName><optInStatus>${status}</optInStatus></item></regionInfo>`,
    );
  const access = {
    'opt-in-not-required': [region('opt-in-not-required'), 'enabled'],
    'not-opted-in': [region('not-opted-in'), 'disabled'],
    AuthFailure: [ec2Error('AuthFailure'), 'disabled'],
    UnauthorizedOperation: [ec2Error('UnauthorizedOperation'), 'unknown'],
  } as const;
  for (const [answer, [canned, expected]] of Object.entries(access)) {
    it(`takes its region for ${expected} when EC2 answers ${answer}`, () =>
      inSession(
        () => canned,
        async (session) => assert.equal(await session.regionAccess(never), expected),
      ));
  }
});
