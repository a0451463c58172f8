import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { clusterRoleBinding } from '../../../src/core/cluster/objects';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { Operation } from '../../../src/core/operation/operation';
import type { OperationView } from '../../../src/core/operation/view';
import { AwsError } from '../../../src/core/ports/aws';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import { anOperation, FakeWorld, throttled } from '../../fakes/operation';
import { FAILING, HEALTHY, STACK_ARN } from '../../fakes/stacks';

const { signal } = new AbortController();

async function run(aws: FakeWorld, operation: Operation = anOperation()): Promise<OperationView[]> {
  const views: OperationView[] = [];
  for await (const view of runOperation(operation, aws.ports, signal)) views.push(view);
  return views;
}

async function outcome(aws: FakeWorld, operation?: Operation): Promise<OperationView['state']> {
  const views = await run(aws, operation);
  return views.at(-1)!.state;
}

describe('Creating a cluster', () => {
  it('ends with all nodes ready, the cluster configured and registered', async () => {
    const aws = new FakeWorld(HEALTHY);
    const state = await outcome(aws);
    deepStrictEqual(state, { kind: 'succeeded', endedAt: aws.clock.now(), nodesReady: 3, notes: [] });
    const applied = aws.kubernetes.applied.map((name) => name.replace(/-[0-9a-f]{8}$/, '-*'));
    deepStrictEqual([...new Set(applied)].sort(), [
      'ClusterRoleBinding/eks-clusters-admin',
      'Secret/eks-clusters-token-*',
      'ServiceAccount/eks-clusters',
      'StorageClass/gp3',
    ]);
    strictEqual(aws.workspace.kubeconfigs[0]?.cluster.endpoint, 'https://demo.example');
    deepStrictEqual(aws.workspace.kubeconfigs[0].user, {
      kind: 'service-account',
      token: 'long-lived-token',
    });
    strictEqual(aws.workspace.registered[0]?.name, 'demo');
  });

  it('is journaled before AWS is called, with the tags and token to find it again', async () => {
    const aws = new FakeWorld(HEALTHY);
    const operation = anOperation();
    const journaledAtCreate: number[] = [];
    const create = aws.stacks.create.bind(aws.stacks);
    aws.stacks.create = (request) => {
      journaledAtCreate.push(aws.journal.length);
      return create(request);
    };
    await run(aws, operation);
    ok(journaledAtCreate[0]! > 0);
    const request = aws.stacks.created[0]!;
    strictEqual(request.clientRequestToken, `create-${operation.id}-1`);
    deepStrictEqual(request.tags, {
      'eks-clusters:operation': operation.id,
      'eks-clusters:installation': '0123456789abcdef',
    });
  });

  it('configures the cluster while nodes are still starting', async () => {
    const aws = new FakeWorld(HEALTHY);
    const views = await run(aws);
    const early = views.find((view) => stepOf(view, 'workspace') === 'complete');
    strictEqual(stepOf(early!, 'stack'), 'inProgress');
  });

  it('reports done and total resources, never decreasing', async () => {
    const views = await run(new FakeWorld(HEALTHY));
    const counts = views.map(({ done }) => done);
    deepStrictEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
    strictEqual(views.at(-1)!.done, views.at(-1)!.total);
  });

  it('emits exactly one final view', async () => {
    for (const timeline of [HEALTHY, FAILING]) {
      const views = await run(new FakeWorld(timeline));
      strictEqual(views.filter(({ state }) => state.kind !== 'running').length, 1);
    }
  });

  it('reports the first real cause when the stack fails, never a cancelled sibling', async () => {
    const aws = new FakeWorld(FAILING);
    const state = await outcome(aws);
    ok(state.kind === 'failed');
    strictEqual(state.failure.logicalId, 'Cluster');
    match(state.failure.cause, /lacks the policy AmazonEKSClusterPolicy/);
    strictEqual(state.leftovers.kind, 'stack');
    strictEqual(aws.journal.at(-1)?.stack.step, 'failed');
    deepStrictEqual(aws.workspace.registered, []);
  });

  it('continues however often AWS throttles', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.stacks.faults.create.push(throttled(), throttled());
    aws.stacks.faults.events.push(undefined, throttled(), throttled(), throttled());
    strictEqual((await outcome(aws)).kind, 'succeeded');
    strictEqual(new Set(aws.stacks.created.map((r) => r.clientRequestToken)).size, 1);
  });

  it('continues after its session expired', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.stacks.faults.events.push(undefined, new AwsError('credentials', 'ExpiredToken', 'expired'));
    strictEqual((await outcome(aws)).kind, 'succeeded');
  });

  it('watches the stack status if the role is not allowed to read events', async () => {
    const aws = new FakeWorld(HEALTHY);
    const begun = aws.clock.now();
    aws.stacks.events = () => Promise.reject(new AwsError('denied', 'AccessDenied', 'not authorized'));
    const busy = [throttled(), throttled()];
    aws.stacks.describe = () => {
      const fault = busy.pop();
      if (fault) return Promise.reject(fault);
      const isDone = aws.clock.now() - begun > 11 * 60_000;
      return Promise.resolve({ ...stackWith({}), status: isDone ? 'CREATE_COMPLETE' : 'CREATE_IN_PROGRESS' });
    };
    strictEqual((await outcome(aws)).kind, 'succeeded');
  });

  it('adopts the stack if the response to CreateStack was lost', async () => {
    const aws = new FakeWorld(HEALTHY);
    const operation = anOperation();
    aws.stacks.faults.create.push(new AwsError('already-exists', 'AlreadyExistsException', 'exists'));
    aws.stacks.existing = stackWith({
      'eks-clusters:operation': operation.id,
      'eks-clusters:installation': '0123456789abcdef',
    });
    strictEqual((await outcome(aws, operation)).kind, 'succeeded');
    deepStrictEqual(aws.journal.at(-1)?.stack, { step: 'complete', arn: STACK_ARN });
  });

  it('leaves a stack with its name alone that someone else created', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.stacks.faults.create.push(new AwsError('already-exists', 'AlreadyExistsException', 'exists'));
    aws.stacks.existing = stackWith({});
    const state = await outcome(aws);
    ok(state.kind === 'failed');
    match(state.failure.cause, /was not created by this extension/);
  });

  it('does not adopt a stack with its operation tag from another installation', async () => {
    const aws = new FakeWorld(HEALTHY);
    const operation = anOperation();
    aws.stacks.faults.create.push(new AwsError('already-exists', 'AlreadyExistsException', 'exists'));
    aws.stacks.existing = stackWith({
      'eks-clusters:operation': operation.id,
      'eks-clusters:installation': 'another',
    });
    strictEqual((await outcome(aws, operation)).kind, 'failed');
  });

  it('waits for a new access entry to propagate', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.faults.push(
      ...Array.from({ length: 6 }, () => new KubernetesError('unauthorized', 'Unauthorized')),
    );
    const state = await outcome(aws);
    ok(state.kind === 'succeeded');
    deepStrictEqual(state.notes, []);
  });

  it('keeps the cluster and adds a note if its API cannot be reached', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.apply = () => Promise.reject(new KubernetesError('unreachable', 'connect ETIMEDOUT'));
    const state = await outcome(aws);
    ok(state.kind === 'succeeded');
    match(state.notes.join(), /were not created: connect ETIMEDOUT\./);
    strictEqual(aws.workspace.registered.length, 1);
  });

  it('leaves a binding to another role alone and suggests Set Up', async () => {
    const aws = new FakeWorld(HEALTHY);
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };
    await aws.kubernetes.apply({ ...clusterRoleBinding, roleRef });
    aws.kubernetes.applied.length = 0;
    const view = (await run(aws)).at(-1)!;
    ok(view.state.kind === 'succeeded');
    match(view.state.notes.join(), /binding eks-clusters-admin grants ClusterRole view and was not replaced/);
    ok(!aws.kubernetes.applied.includes('ClusterRoleBinding/eks-clusters-admin'));
    ok(aws.kubernetes.applied.includes('ServiceAccount/eks-clusters'));
    strictEqual(view.steps.find(({ id }) => id === 'cluster')?.status, 'failed');
  });

  it('keeps another default storage class and adds a note', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.kubernetes.classes = [{ name: 'fast', isDefault: true }];
    const state = await outcome(aws);
    ok(state.kind === 'succeeded');
    match(state.notes.join(), /fast stays the default/);
    ok(!aws.kubernetes.applied.includes('StorageClass/gp3'));
  });

  it('registers the cluster even when the kubeconfig cannot be edited', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.workspace.kubeconfigFault = new Error('the file is no YAML');
    const state = await outcome(aws);
    ok(state.kind === 'succeeded');
    match(state.notes.join(), /the file is no YAML/);
    strictEqual(aws.workspace.registered.length, 1);
  });
});

describe('An operation whose workspace is not open', () => {
  it('waits, finished in AWS, and is registered by the window that opens the workspace', async () => {
    const elsewhere = new FakeWorld(HEALTHY);
    elsewhere.workspace.here = false;
    deepStrictEqual(await outcome(elsewhere), { kind: 'pendingRegistration', where: 'app', notes: [] });
    const left = elsewhere.journal.at(-1)!;
    strictEqual(left.outcome, undefined);

    const opened = new FakeWorld([]);
    strictEqual((await outcome(opened, left)).kind, 'succeeded');
    deepStrictEqual(opened.stacks.created, []);
    ok(!opened.kubernetes.applied.includes('StorageClass/gp3'));
    strictEqual(opened.workspace.registered.length, 1);
  });
});

describe('An operation whose cluster cannot be registered', () => {
  it('waits with a reason, and is registered later', async () => {
    const aws = new FakeWorld(HEALTHY);
    aws.workspace.register = () => Promise.reject(new Error('the settings are no JSON'));
    const state = await outcome(aws);
    ok(state.kind === 'pendingRegistration');
    match(state.notes.join(), /the settings are no JSON/);

    const later = new FakeWorld([]);
    strictEqual((await outcome(later, aws.journal.at(-1))).kind, 'succeeded');
    strictEqual(later.workspace.registered.length, 1);
  });
});

describe('An operation that is aborted', () => {
  for (const at of [1, 3, 6, 20]) {
    it(`resumes from its journal after view ${at}, and creates nothing twice`, async () => {
      const aws = new FakeWorld(HEALTHY);
      await rejects(abortAfter(aws, at), /window closed/);
      const left = aws.journal.at(-1)!;
      strictEqual(left.outcome, undefined);

      strictEqual((await outcome(aws, left)).kind, 'succeeded');
      strictEqual(new Set(aws.stacks.created.map((request) => request.clientRequestToken)).size, 1);
      strictEqual(aws.workspace.registered.length, 1);
    });
  }
});

async function abortAfter(aws: FakeWorld, views: number): Promise<void> {
  const closing = new AbortController();
  const shown = runOperation(anOperation(), aws.ports, closing.signal);
  for (let seen = 1; !(await shown.next()).done; seen++) {
    if (seen === views) closing.abort(new Error('window closed'));
  }
}

function stepOf(view: OperationView, id: string) {
  return view.steps.find((step) => step.id === id)?.status;
}

function stackWith(tags: Record<string, string>) {
  return {
    arn: STACK_ARN,
    name: 'eks-clusters-demo',
    status: 'CREATE_IN_PROGRESS',
    tags,
    parameters: {},
    outputs: {},
  };
}
