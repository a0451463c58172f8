import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationView } from '../../../src/core/operation/view';
import { provisionPolicy } from '../../../src/core/policy';
import { AwsError } from '../../../src/core/ports/aws';
import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { SPEC } from '../../fakes/cluster-spec';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { DELETING, HEALTHY, STACK_ARN } from '../../fakes/stacks';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster } from '../sandbox/cluster-life';

const { signal } = new AbortController();
const DELETED_ON_FAILURE = anOperation({ spec: { ...SPEC, onFailure: 'delete' } });
const STACK = { arn: STACK_ARN, name: 'eks-clusters-demo', tags: {}, parameters: {}, outputs: {} };

async function run(aws: FakeWorld, operation = DELETED_ON_FAILURE): Promise<OperationView[]> {
  const views: OperationView[] = [];
  for await (const view of runOperation(operation, aws.ports, signal)) views.push(view);
  return views;
}

describe('A cluster with On failure set to delete', () => {
  it('is watched until it is deleted, and reports the first failure', async () => {
    const aws = new FakeWorld(DELETING);
    const views = await run(aws);
    const { state, resources, done } = views.at(-1)!;
    ok(state.kind === 'failed');
    strictEqual(state.failure.logicalId, 'NodeGroup');
    match(state.failure.cause, /The nodes started but could not join the cluster/);
    match(state.failure.remedy, /Everything that was created has been deleted\.$/);
    ok(aws.clock.now() >= 14 * 60_000);
    strictEqual(done, 0);
    const row = (logicalId: string) => resources.find((each) => each.logicalId === logicalId);
    strictEqual(row('Cluster')?.status, 'deleted');
    strictEqual(row('NodeGroup')?.reason, 'NodeCreationFailure');
    const activities = views.map(({ state: each }) => (each.kind === 'running' ? each.activity : ''));
    ok(activities.includes('Deleting: Control plane'), activities.join('\n'));
  });

  it('is not registered before it is complete', async () => {
    const gone = new FakeWorld(DELETING);
    await run(gone);
    deepStrictEqual([gone.workspace.registered, gone.workspace.kubeconfigs], [[], []]);

    const there = new FakeWorld(HEALTHY);
    strictEqual((await run(there)).at(-1)!.state.kind, 'succeeded');
    strictEqual(there.workspace.registered.length, 1);
  });

  it('is reported with the reason if it cannot be deleted', async () => {
    const reason = 'Cluster has deletion protection';
    const aws = new FakeWorld([
      ...DELETING.filter(({ minute }) => minute < 14),
      { minute: 14, logicalId: 'Cluster', status: 'DELETE_FAILED', reason },
      { minute: 14.1, logicalId: 'stack', status: 'DELETE_FAILED' },
    ]);
    const state = (await run(aws)).at(-1)!.state;
    ok(state.kind === 'failed' && state.leftovers.kind === 'stack');
    match(state.leftovers.cost, /^The control plane costs at least \$0\.10 per hour/);
    strictEqual(state.failure.logicalId, 'NodeGroup');
    match(
      state.failure.remedy,
      /could not delete everything that was created \(Control plane: Cluster has deletion protection\)\.$/,
    );
  });

  it('is watched to its end even if the role can only read the stack itself', async () => {
    const aws = new FakeWorld([]);
    aws.stacks.events = () => Promise.reject(new AwsError('denied', 'AccessDenied', 'not authorized'));
    const statuses = ['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE'];
    aws.stacks.describe = () => Promise.resolve({ ...STACK, status: statuses.shift() ?? 'DELETE_COMPLETE' });
    const state = (await run(aws)).at(-1)!.state;
    ok(state.kind === 'failed');
    match(state.failure.remedy, /Everything that was created has been deleted\.$/);
  });

  it('does not report a deletion by someone else as its own failure', async () => {
    const aws = new FakeWorld(DELETING.filter(({ status }) => status !== 'CREATE_FAILED'));
    const state = (await run(aws, anOperation())).at(-1)!.state;
    ok(state.kind === 'failed');
    match(
      state.failure.cause,
      /was deleted while it was being created\. CloudFormation reports no failed resource/,
    );
    match(state.failure.remedy, /Everything that was created has been deleted\.$/);
  });
});

describe('A cluster whose nodes cannot start, deleted by CloudFormation', () => {
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

  it('is deleted with everything that was created for it', async () => {
    const { state, resources } = await create('gone', {});
    ok(state.kind === 'failed');
    match(state.failure.cause, /The key pair 'lost' does not exist/);
    match(state.failure.remedy, /Everything that was created has been deleted\.$/);
    strictEqual(resources.find(({ logicalId }) => logicalId === 'Cluster')?.status, 'deleted');
    deepStrictEqual(sandbox.aws.eks.clusters, []);
    const roles = [...sandbox.clusters.roles.keys()].filter((role) => role.startsWith('eks-clusters-'));
    deepStrictEqual(roles, []);
  });

  it('stays if deletion protection is on, and its failure says so', async () => {
    const { state } = await create('protected', { deletionProtection: true });
    ok(state.kind === 'failed');
    match(state.failure.cause, /The key pair 'lost' does not exist/);
    match(
      state.failure.remedy,
      /could not delete everything.*Control plane: .*deletion protection is enabled/,
    );
    deepStrictEqual(
      sandbox.aws.eks.clusters.map(({ name }) => name),
      ['protected'],
    );
  });

  function create(name: string, wishes: Partial<ClusterSpec>): Promise<OperationView> {
    return withAws({ variables: sandbox.env }, async () => {
      const roleArn = clusterRoleArn(sandbox, `eks-${name}`);
      const policy = provisionPolicy({
        compute: ['managed'],
        includeDelete: true,
        serviceRole: sandbox.serviceRoleArn,
        provisionRole: roleArn,
      });
      const session = await assumeRoleWith(sandbox, { name: `eks-${name}`, policy });
      const cluster = { session, roleArn, name, compute: COMPUTE.managed };
      const asked = { ...wishes, onFailure: 'delete', keyPair: 'lost' } as const;
      return createCluster(sandbox, { ...cluster, wishes: asked }, new FakeKubernetes());
    });
  }
});
