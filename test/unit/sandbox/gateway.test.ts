import assert from 'node:assert/strict';
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ApiFaults } from '../../sandbox/api-faults';
import { Authorizer } from '../../sandbox/authorizer';
import { Gateway } from '../../sandbox/gateway';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { seedCompany } from '../../sandbox/seed/seed';
import { seedRole } from '../../sandbox/seed/principals';
import type { ServiceRequest } from '../../sandbox/service';
import { CredentialStore } from '../../sandbox/signature/credentials';
import { clientOf, developerKeys, EXTERNAL_ID, sessionKeys } from './clients';
import { signedCall } from './signed-call';

describe('simulated AWS, at its front', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());
  afterEach(() => control('DELETE', 'faults'));

  it('answers with the service and in the region that the request is signed for', async () => {
    const eks = new EKSClient({ ...clientOf(sandbox, await sessionKeys(sandbox)), region: 'us-east-1' });
    await eks.send(new ListClustersCommand());
    assert.deepEqual(await lastRequest(), {
      service: 'eks',
      action: 'ListClusters',
      region: 'us-east-1',
      caller: 'arn:aws:sts::222222222222:assumed-role/eks-provision/test',
      url: '/clusters',
      status: 200,
    });
  });

  it('speaks JSON 1.1 with SSM', async () => {
    const RoleArn = seedRole(sandbox.clusters, {
      name: 'eks-administrator',
      trusts: { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID },
      attached: ['AdministratorAccess'],
    });
    const ssm = new SSMClient(clientOf(sandbox, await sessionKeys(sandbox, { RoleArn })));
    const name = '/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/arm64/standard/recommended/image_id';
    const { Parameters, InvalidParameters } = await ssm.send(
      new GetParametersCommand({ Names: [name, '/nothing'] }),
    );
    assert.match(Parameters?.[0]?.Value ?? '', /^ami-[0-9a-f]{17}$/);
    assert.deepEqual(InvalidParameters, ['/nothing']);
  });

  it('names an operation that it does not have', async () => {
    const headers = { host: new URL(sandbox.url).host };
    const call = await signedCall('Action=GetSessionToken', developerKeys(sandbox), { headers });
    const response = await fetch(sandbox.url, { method: 'POST', headers: call.headers, body: call.body });
    assert.equal(response.status, 400);
    assert.match(await response.text(), /<Code>InvalidAction<\/Code>/);
  });

  it('says that a signature is missing', async () => {
    const response = await fetch(sandbox.url, { method: 'POST', body: 'Action=GetCallerIdentity' });
    assert.equal(response.status, 403);
    assert.match(await response.text(), /<Code>MissingAuthenticationToken<\/Code>/);
  });

  it('throttles as often as it is told to, and then answers', async () => {
    const error = { code: 'Throttling', message: 'Rate exceeded', status: 400 };
    await control('POST', 'faults', { service: 'sts', action: 'GetCallerIdentity', error, times: 2 });
    const sts = stsClient();
    for (const attempt of [1, 2]) {
      await assert.rejects(
        sts.send(new GetCallerIdentityCommand()),
        { message: 'Rate exceeded' },
        `${attempt}`,
      );
    }
    await sts.send(new GetCallerIdentityCommand());
    const regions = new EC2Client(clientOf(sandbox, developerKeys(sandbox)));
    await regions.send(new DescribeRegionsCommand());
  });

  it('has the SDK get over a throttled call by itself', async () => {
    const error = { code: 'RequestLimitExceeded', message: 'Request limit exceeded.', status: 503 };
    await control('POST', 'faults', { service: 'ec2', action: '*', error, times: 1 });
    const ec2 = new EC2Client({ ...clientOf(sandbox, developerKeys(sandbox)), maxAttempts: 2 });
    assert.equal((await ec2.send(new DescribeRegionsCommand())).$metadata.attempts, 2);
  });

  it('breaks the connection when told to', async () => {
    await control('POST', 'faults', { service: '*', action: '*', reset: true, times: 1 });
    await assert.rejects(stsClient().send(new GetCallerIdentityCommand()), { code: 'ECONNRESET' });
    assert.equal((await lastRequest()).status, 0);
    await stsClient().send(new GetCallerIdentityCommand());
  });

  it('says what is wrong with a fault that makes no sense', async () => {
    for (const fault of [{ service: 'sts' }, { service: 'sts', action: '*' }]) {
      assert.equal((await control('POST', 'faults', fault)).status, 400);
    }
    assert.equal((await control('GET', 'nothing')).status, 404);
  });

  it('logs who was denied what', async () => {
    await assert.rejects(sessionKeys(sandbox, { ExternalId: 'another' }));
    const { error, ...request } = await lastRequest();
    assert.equal(request['action'], 'AssumeRole');
    assert.equal(request['status'], 403);
    assert.match(String(error), /^AccessDenied: User: /);
  });

  function stsClient() {
    return new STSClient(clientOf(sandbox, developerKeys(sandbox)));
  }

  async function lastRequest(): Promise<Record<string, unknown>> {
    const requests = (await (await control('GET', 'requests')).json()) as Record<string, unknown>[];
    const { at, ...request } = requests.at(-1)!;
    assert.ok(Date.parse(String(at)) > 0);
    return request;
  }

  function control(method: string, path: string, body?: object) {
    return fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
  }
});

describe('simulated AWS, on a session that ends while its operation continues', () => {
  it('refuses the operation’s further steps, each in its service’s words', async () => {
    const company = seedCompany({ externalId: EXTERNAL_ID });
    const credentials = new CredentialStore(company.accounts);
    const role = company.clusters.roles.get('eks-provision')!;
    let now = Date.now();
    const arn = 'arn:aws:sts::222222222222:assumed-role/eks-provision/test';
    const caller = { account: company.clusters, arn, principalArn: role.arn, userId: role.id };
    const session = credentials.issueSession(caller, new Date(now + 900_000));
    const { accessKeyId, secretAccessKey, lifetime } = session;

    let operation: ServiceRequest | undefined;
    const front = new Gateway({
      services: [
        {
          signingName: 'sts',
          operations: {
            BeginSomething: (request) => {
              operation = request;
              return {};
            },
          },
        },
      ],
      credentials,
      faults: new ApiFaults(),
      latencyMs: 0,
      now: () => now,
      log: () => undefined,
      authorizer: new Authorizer(
        () => now,
        () => undefined,
      ),
    });
    const keys = { accessKeyId, secretAccessKey, sessionToken: lifetime.sessionToken };
    const answer = await front.answer(await signedCall('Action=BeginSomething', keys));
    assert.equal(answer?.status, 200);

    operation!.authorize('ec2:DescribeVpcs');
    now += 901_000;
    const codes = {
      'iam:GetRole': 'ExpiredToken',
      'ec2:DescribeVpcs': 'RequestExpired',
      'eks:X': 'ExpiredTokenException',
    };
    for (const [action, code] of Object.entries(codes)) {
      assert.throws(() => operation!.authorize(action), { code });
    }
  });
});
