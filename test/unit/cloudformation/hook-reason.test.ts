import { doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { clientSettings } from '../../../src/aws/client-settings';
import { stackPort } from '../../../src/aws/stacks';
import { describeFailure } from '../../../src/core/cloudformation/failures/explain-failure';
import { firstFailure } from '../../../src/core/cloudformation/first-failure';
import { hookReason } from '../../../src/core/cloudformation/hook-reason';
import type { StackEvent } from '../../../src/core/cloudformation/stack-event';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { toAws } from '../../fakes/network';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { cannedAws, queryResult } from '../aws/canned-aws';
import { endpointsIn, withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster } from '../sandbox/cluster-life';
import { provisionPolicy } from '../../../src/core/policy';

type Members = Readonly<Record<string, string>>;

const CASE = JSON.parse(readFileSync('test/fixtures/aws-cases/03-hook-reason/input.json', 'utf8')) as {
  stackEvents: readonly Members[];
};
const WORDS = 'Require an Amazon EKS cluster to be configured with public access disabled';

/** Those events as the stack port reads them from CloudFormation's XML. */
async function eventsFrom(stackEvents: readonly Members[]): Promise<readonly StackEvent[]> {
  const members = stackEvents.map((event, index) => {
    const fields = { EventId: `${index}`, Timestamp: `2026-11-23T00:00:0${index}Z`, ...event };
    return `<member>${Object.entries(fields)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')}</member>`;
  });
  await using aws = await cannedAws(() =>
    queryResult('DescribeStackEvents', `<StackEvents>${members.reverse().join('')}</StackEvents>`),
  );
  const credentials = () => Promise.resolve({ accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' });
  const settings = clientSettings(
    { region: 'eu-central-1', credentials, endpoint: endpointsIn({ AWS_ENDPOINT_URL: aws.url }) },
    { send: toAws, log: () => undefined },
  );
  const newestFirst = await withAws({ variables: { AWS_ENDPOINT_URL: aws.url } }, () =>
    stackPort(settings).events('arn', () => false, AbortSignal.timeout(30_000)),
  );
  return newestFirst.toReversed();
}

describe('A hook that blocks a resource', () => {
  it('is reported as the cause, with the hook’s message and the field', async () => {
    const failure = firstFailure(await eventsFrom(CASE.stackEvents));
    ok(failure);
    const { cause, remedy, field } = describeFailure(failure, 'the control plane');
    match(
      cause,
      /^A CloudFormation hook in your organization rejected the template: AWS::ControlTower::Hook\. AWS says: \[CT\.EKS\.PR\.1\]/,
    );
    ok(cause.includes(WORDS));
    match(remedy, /ask your cloud team for an exception/);
    strictEqual(field, 'endpointAccess');
  });

  it('is not reported as the cause if it only warns or checks another resource', async () => {
    const [hook = {}, failed = {}] = CASE.stackEvents;
    for (const other of [
      { ...hook, HookFailureMode: 'WARN' },
      { ...hook, LogicalResourceId: 'NodeRole' },
    ]) {
      const failure = firstFailure(await eventsFrom([other, failed]));
      doesNotMatch(failure?.reason ?? '', new RegExp(WORDS));
    }
  });

  for (const [said, field] of [
    ['Require EKS clusters to be encrypted with a KMS key for secrets', 'kmsKeyArn'],
    ['Require control plane logging to be switched on', 'logTypes'],
    ['The resource lacks the tag cost-center', 'tags'],
    ['endpointPublicAccess must be false', 'endpointAccess'],
    ['Only public access CIDRs of the company', 'publicCidrs'],
    ['The moon is in the wrong house', undefined],
  ] as const)
    it(`maps its message to a field: ${said}`, () => {
      const reason = hookReason([{ type: 'Acme::Guard::Hook', reason: `Hook failed with message: ${said}` }]);
      const event = { id: 'e', logicalId: 'Cluster', resourceType: 'AWS::EKS::Cluster', status: '', at: 0 };
      const failure = describeFailure({ ...event, reason }, 'the control plane');
      strictEqual(failure.field, field);
      match(failure.cause, new RegExp(`AWS says: ${said}\\.$`));
    });
});

describe('In an account whose organization has a hook', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({
      speed: 10_000,
      externalId: EXTERNAL_ID,
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
  });
  after(() => sandbox.stop());

  async function created(name: string, failureMode: 'FAIL' | 'WARN') {
    const check = () => `[CT.EKS.PR.1]: ${WORDS}`;
    sandbox.clusters.hooks = [
      { type: 'AWS::ControlTower::Hook', resourceType: 'AWS::EKS::Cluster', failureMode, check },
    ];
    return withAws({ variables: sandbox.env }, async () => {
      const roleArn = clusterRoleArn(sandbox, `eks-${name}`);
      const serviceRole = sandbox.autoServiceRoleArn;
      const policy = provisionPolicy({
        compute: ['auto'],
        includeDelete: true,
        serviceRole,
        provisionRole: roleArn,
      });
      const session = await assumeRoleWith(sandbox, { name: `eks-${name}`, policy });
      const cluster = { session, roleArn, name, compute: COMPUTE.auto };
      return (await createCluster(sandbox, cluster, new FakeKubernetes())).state;
    });
  }

  it('a blocked cluster is not created, and the hook’s message is shown', async () => {
    const state = await created('hooked', 'FAIL');
    ok(state.kind === 'failed');
    match(
      state.failure.cause,
      /rejected the template: AWS::ControlTower::Hook\. AWS says: \[CT\.EKS\.PR\.1\]: Require/,
    );
    strictEqual(state.failure.field, 'endpointAccess');
  });

  it('a cluster with a warning is created', async () => {
    strictEqual((await created('warned', 'WARN')).kind, 'succeeded');
  });
});
