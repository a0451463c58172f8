import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { clientSettings } from '../../../src/aws/client-settings';
import { provisionSession } from '../../../src/aws/session';
import { stackName } from '../../../src/core/naming';
import type { OperationView } from '../../../src/core/operation/view';
import { provisionPolicy } from '../../../src/core/policy';
import { AwsError, type ProvisionSession } from '../../../src/core/ports/aws';
import type { ClusterSpec, Compute } from '../../../src/core/cluster-form/cluster-spec';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster } from '../sandbox/cluster-life';
import { cannedAws, queryError, queryResult, SESSION_ROLE, type CannedAnswer } from './canned-aws';
import { endpointsIn, withAws } from './environment';
import { toAws } from '../../fakes/network';

const limit = () => AbortSignal.timeout(30_000);

describe('What failed in the simulated account', () => {
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

  it('is told by EKS of a node group: a type that a zone does not have', async () => {
    await inSession('nodes', async (session, create) => {
      const { state } = await create({ ...COMPUTE.managed, instanceType: 'g5.xlarge' } as Compute);
      ok(state.kind === 'failed');
      match(
        state.failure.cause,
        /^EC2 does not offer the instance type g5\.xlarge in eu-central-1c\. AWS says: /,
      );
      match(state.failure.remedy, /only subnets in these zones: eu-central-1a, eu-central-1b\./);
      strictEqual(state.failure.field, 'instanceType');
      const [cluster = '', name = ''] = (await physicalId(session, 'nodes', 'NodeGroup')).split('/');
      const [issue] = await session.health.issues({ kind: 'nodegroup', cluster, name }, limit());
      strictEqual(issue?.code, 'AsgInstanceLaunchFailures');
    });
  });

  it('is asked once, and told by CloudFormation where it is deleted too soon', async () => {
    await inSession('brief', async (_session, create) => {
      const compute = { ...COMPUTE.managed, instanceType: 'g5.xlarge' } as Compute;
      const { state } = await create(compute, { onFailure: 'delete' });
      ok(state.kind === 'failed');
      match(state.failure.cause, /^EC2 does not offer the instance type g5\.xlarge/);
      const asked = sandbox.requests.filter(({ caller }) => caller.includes('/eks-health-brief/'));
      // Whether it is gone by then is up to the simulation's pace.
      strictEqual(asked.filter(({ action }) => action === 'DescribeNodegroup').length, 1);
    });
  });

  it('is told by an Auto Scaling group’s activities', async () => {
    await inSession('own-nodes', async (session, create) => {
      const compute = {
        ...COMPUTE['self-managed'],
        instanceType: 'g5.xlarge',
        nodeCount: 3,
        maxNodes: 3,
      } as Compute;
      const { state } = await create(compute);
      ok(state.kind === 'failed');
      match(state.failure.cause, /^EC2 does not offer the instance type g5\.xlarge/);
      const group = await physicalId(session, 'own-nodes', 'NodeGroup');
      match((await session.health.scalingActivities(group, limit())).join('\n'), /g5\.xlarge/);
      deepStrictEqual(await session.health.scalingActivities('no-such-group', limit()), []);
    });
  });

  /** In a session of a role of its own, that may do what the policy says. */
  async function inSession(
    name: string,
    run: (
      session: ProvisionSession,
      create: (compute: Compute, wishes?: Partial<ClusterSpec>) => Promise<OperationView>,
    ) => Promise<void>,
  ): Promise<void> {
    const credentials = {
      AWS_ACCESS_KEY_ID: sandbox.accessKeyId,
      AWS_SECRET_ACCESS_KEY: sandbox.secretAccessKey,
    };
    await withAws({ variables: { AWS_ENDPOINT_URL: sandbox.url, ...credentials } }, async () => {
      const roleArn = clusterRoleArn(sandbox, `eks-health-${name}`);
      const policy = provisionPolicy({
        compute: ['managed', 'self-managed'],
        includeDelete: true,
        serviceRole: sandbox.serviceRoleArn,
        provisionRole: roleArn,
        partition: 'aws',
        accountId: sandbox.clusters.id,
        region: 'eu-central-1',
      });
      const session = await assumeRoleWith(sandbox, { name: `eks-health-${name}`, policy });
      await run(session, (compute, wishes) =>
        createCluster(sandbox, { session, roleArn, name, compute, wishes }, new FakeKubernetes()),
      );
    });
  }
});

async function physicalId(session: ProvisionSession, cluster: string, logicalId: string): Promise<string> {
  const stack = await session.stacks.describe(stackName(cluster), limit());
  ok(stack);
  const events = await session.stacks.events(stack.arn, () => false, limit());
  return events.find((event) => event.logicalId === logicalId && event.physicalId)?.physicalId ?? '';
}

/** In a session to which AWS answers as told. */
async function answered(
  answer: CannedAnswer,
  run: (session: ProvisionSession) => Promise<void>,
): Promise<void> {
  await using aws = await cannedAws(() => answer);
  const credentials = () => Promise.resolve({ accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' });
  const endpoint = endpointsIn({ AWS_ENDPOINT_URL: aws.url });
  const settings = clientSettings(
    { region: 'eu-central-1', credentials, endpoint },
    { send: toAws, log: () => undefined },
  );
  await withAws({ variables: { AWS_ENDPOINT_URL: aws.url } }, () =>
    run(provisionSession(SESSION_ROLE, settings)),
  );
}

describe('What EKS and Auto Scaling answer', () => {
  const ADDON = { kind: 'addon', cluster: 'demo', name: 'coredns' } as const;
  const CLUSTER = { kind: 'cluster', name: 'demo' } as const;

  it('is read as it is, an add-on’s null for no resources included', async () => {
    // https://github.com/aws-ia/terraform-aws-eks-blueprints-addons/issues/335
    const message = "The add-on is unhealthy because it doesn't have the desired number of replicas.";
    const issue = { code: 'InsufficientNumberOfReplicas', message, resourceIds: null };
    await answered(
      { body: JSON.stringify({ addon: { health: { issues: [issue] } } }) },
      async ({ health }) => {
        deepStrictEqual(await health.issues(ADDON, limit()), [{ ...issue, resourceIds: [] }]);
      },
    );
  });

  it('is nothing where EKS says nothing', async () => {
    await answered({ body: '{"cluster": {"name": "demo"}}' }, async ({ health }) => {
      deepStrictEqual(await health.issues(CLUSTER, limit()), []);
    });
  });

  it('is the port’s error where the role may not ask', async () => {
    const denial = { status: 403, body: '{"__type": "AccessDeniedException", "message": "No."}' };
    await answered(denial, async ({ health }) => {
      await rejects(
        health.issues(CLUSTER, limit()),
        (error) => error instanceof AwsError && error.kind === 'denied',
      );
    });
    await answered(queryError('AccessDenied', 'No.', 403), async ({ health }) => {
      await rejects(
        health.scalingActivities('group', limit()),
        (error) => error instanceof AwsError && error.kind === 'denied',
      );
    });
  });

  it('names what failed of a group’s activities, and no more', async () => {
    const member = (status: string, message: string) =>
      `<member><StatusCode>${status}</StatusCode><StatusMessage>${message}</StatusMessage></member>`;
    const activities = `<Activities>${member('Failed', 'one')}${member('Successful', 'two')}${member('Cancelled', 'three')}<member><StatusCode>Failed</StatusCode></member></Activities>`;
    await answered(queryResult('DescribeScalingActivities', activities), async ({ health }) => {
      deepStrictEqual(await health.scalingActivities('group', limit()), ['one', 'three']);
    });
  });
});
