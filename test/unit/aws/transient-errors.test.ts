import { ok, rejects, strictEqual } from 'node:assert/strict';
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { callAws } from '../../../src/aws/request';
import { clientSettings } from '../../../src/aws/client-settings';
import { stackPort } from '../../../src/aws/stacks';
import { AwsError } from '../../../src/core/ports/aws';
import type { StackPort } from '../../../src/core/ports/stacks';
import type { FaultEffect } from '../../sandbox/api-faults';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { clientOf } from '../sandbox/clients';
import { toAws } from '../../fakes/network';
import { endpointsIn } from './environment';

const TRUST = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
const TEMPLATE = JSON.stringify({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [TRUST] } },
    },
  },
});

const error = (code: string, message: string, status: number): FaultEffect => ({
  kind: 'error',
  code,
  message,
  status,
});

/** What the network and AWS do to a call now and then; one more attempt gets over each. */
const WEATHER: readonly (readonly [string, FaultEffect])[] = [
  ['the connection breaks before the call', { kind: 'reset' }],
  ['the answer is lost after the call took effect', { kind: 'lost answer' }],
  ['the service is unavailable', error('ServiceUnavailable', 'Service is unavailable', 503)],
  ['the caller is throttled', error('Throttling', 'Rate exceeded', 400)],
  [
    'the session has expired',
    error('ExpiredToken', 'The security token included in the request is expired', 403),
  ],
];

describe('Bad weather on the way to AWS', () => {
  let sandbox: Sandbox;
  let stacks: StackPort;

  before(async () => {
    sandbox = await startSandbox({ speed: 10_000 });
    const { administrator } = sandbox;
    const { region, endpoint: url } = clientOf(sandbox, administrator);
    const endpoint = endpointsIn({ AWS_ENDPOINT_URL: url });
    const credentials = () => Promise.resolve(administrator);
    stacks = stackPort(
      clientSettings({ region, credentials, endpoint }, { send: toAws, log: () => undefined }),
    );
  });
  after(() => sandbox.stop());
  afterEach(() => sandbox.faults.clear());

  for (const [what, effect] of WEATHER) {
    it(`makes one stack and no second where ${what}`, async () => {
      const asked = sandbox.requests.length;
      const name = `weather-${effect.kind === 'error' ? effect.code : effect.kind.replace(' ', '-')}`;
      fault('cloudformation', 'CreateStack', effect);
      const arn = await create(name);
      const calls = sandbox.requests.slice(asked).filter(({ action }) => action === 'CreateStack');
      strictEqual(calls.length, 2);
      strictEqual((await stacks.describe(name, limit()))?.arn, arn);
    });
  }

  it('is over when the caller gives up where nothing is heard, and nothing was done', async () => {
    fault('cloudformation', 'CreateStack', { kind: 'silence' });
    await rejects(create('weather-silence', AbortSignal.timeout(200)), { name: 'TimeoutError' });
    strictEqual(await stacks.describe('weather-silence', limit()), undefined);
  });

  it('is throttling in the words of EKS, too', async () => {
    fault('eks', 'DescribeCluster', error('TooManyRequestsException', 'Rate exceeded', 429));
    const eks = new EKSClient(clientOf(sandbox, sandbox.administrator));
    const refusal = await callAws(limit(), (send) =>
      eks.send(new DescribeClusterCommand({ name: 'none' }), send),
    ).catch((thrown: unknown) => thrown);
    ok(refusal instanceof AwsError);
    strictEqual(refusal.kind, 'throttled');
  });

  function fault(service: string, action: string, effect: FaultEffect): void {
    sandbox.faults.add({ service, action, effect, times: 1 });
  }

  function create(name: string, signal = limit()): Promise<string> {
    return stacks.create(
      {
        name,
        templateBody: TEMPLATE,
        parameters: {},
        tags: {},
        capability: 'CAPABILITY_IAM',
        clientRequestToken: name,
        onFailure: 'keep',
      },
      signal,
    );
  }
});

function limit(): AbortSignal {
  return AbortSignal.timeout(30_000);
}
