import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { provision } from '../../../src/core/operation/provision';
import type { OperationView } from '../../../src/core/operation/view';
import { AwsError } from '../../../src/core/ports/aws';
import { SPEC } from '../../fakes/cluster-spec';
import { anOperation, FakeWorld } from '../../fakes/operation';
import { DELETING, HEALTHY, STACK_ARN } from '../../fakes/stacks';

const { signal } = new AbortController();
const DELETED_ON_FAILURE = anOperation({ spec: { ...SPEC, onFailure: 'delete' } });
const STACK = { arn: STACK_ARN, name: 'eks-clusters-demo', tags: {}, parameters: {}, outputs: {} };

async function run(world: FakeWorld, operation = DELETED_ON_FAILURE): Promise<OperationView[]> {
  const views: OperationView[] = [];
  for await (const view of provision(operation, world.ports, signal)) views.push(view);
  return views;
}

describe('A cluster that is to be deleted if creating it fails', () => {
  it('is watched until it is gone, and fails for what failed first', async () => {
    const world = new FakeWorld(DELETING);
    const views = await run(world);
    const { state, resources, done } = views.at(-1)!;
    ok(state.kind === 'failed');
    strictEqual(state.failure.logicalId, 'NodeGroup');
    match(state.failure.cause, /The nodes started but did not reach the cluster/);
    match(state.failure.remedy, /Everything that was created is deleted again\.$/);
    ok(world.clock.now() >= 14 * 60_000);
    strictEqual(done, 0);
    const row = (logicalId: string) => resources.find((each) => each.logicalId === logicalId);
    strictEqual(row('Cluster')?.status, 'deleted');
    strictEqual(row('NodeGroup')?.reason, 'NodeCreationFailure');
    const activities = views.map(({ state: each }) => (each.kind === 'running' ? each.activity : ''));
    ok(activities.includes('Deleting: Control plane'), activities.join('\n'));
  });

  it('is written nowhere before it is there to stay', async () => {
    const gone = new FakeWorld(DELETING);
    await run(gone);
    deepStrictEqual([gone.workspace.registered, gone.workspace.kubeconfigs], [[], []]);

    const there = new FakeWorld(HEALTHY);
    strictEqual((await run(there)).at(-1)!.state.kind, 'succeeded');
    strictEqual(there.workspace.registered.length, 1);
  });

  it('is told of where it cannot be deleted, and why', async () => {
    const reason = 'Cluster has deletion protection';
    const world = new FakeWorld([
      ...DELETING.filter(({ minute }) => minute < 14),
      { minute: 14, logicalId: 'Cluster', status: 'DELETE_FAILED', reason },
      { minute: 14.1, logicalId: 'stack', status: 'DELETE_FAILED' },
    ]);
    const state = (await run(world)).at(-1)!.state;
    ok(state.kind === 'failed');
    strictEqual(state.failure.logicalId, 'NodeGroup');
    match(
      state.failure.remedy,
      /could not delete everything that was created \(Control plane: Cluster has deletion protection\)\. What is left costs money/,
    );
  });

  it('is watched to its end where the role may read nothing but the stack itself', async () => {
    const world = new FakeWorld([]);
    world.stacks.events = () => Promise.reject(new AwsError('denied', 'AccessDenied', 'not authorized'));
    const statuses = ['CREATE_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE'];
    world.stacks.describe = () =>
      Promise.resolve({ ...STACK, status: statuses.shift() ?? 'DELETE_COMPLETE' });
    const state = (await run(world)).at(-1)!.state;
    ok(state.kind === 'failed');
    match(state.failure.remedy, /Everything that was created is deleted again\.$/);
  });

  it('names nobody else’s deletion as a failure of its own', async () => {
    const world = new FakeWorld(DELETING.filter(({ status }) => status !== 'CREATE_FAILED'));
    const state = (await run(world, anOperation())).at(-1)!.state;
    ok(state.kind === 'failed');
    match(state.failure.cause, /was deleted while it was being created; CloudFormation names no resource/);
    match(state.failure.remedy, /Everything that was created is deleted again\.$/);
  });
});
