import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { Deletion } from '../../../src/core/operation/operation';
import type { OperationView } from '../../../src/core/operation/view';
import { INSTALLATION_TAG, OPERATION_TAG } from '../../../src/core/naming';
import { AwsError } from '../../../src/core/ports/aws';
import type { StackDescription } from '../../../src/core/ports/stacks';
import { anOperation, FakeWorld, throttled } from '../../fakes/operation';
import { STACK_ARN, type TimelineRow } from '../../fakes/stacks';

const { id, startedAt, clusterName, role, accountId, partition, target, notes } = anOperation();

function deletion(change: Partial<Deletion> = {}): Deletion {
  const same = { id, startedAt, clusterName, role, accountId, partition, target, notes };
  const stack = { step: 'requested', arn: STACK_ARN } as const;
  return { ...same, kind: 'delete', attempt: 1, owner: id, stack, attached: false, ...change };
}

const OURS: StackDescription = {
  arn: STACK_ARN,
  name: 'eks-clusters-demo',
  status: 'CREATE_COMPLETE',
  tags: { [OPERATION_TAG]: id, [INSTALLATION_TAG]: '0123456789abcdef' },
  parameters: {},
  outputs: { ClusterArn: 'arn:aws:eks:eu-central-1:222222222222:cluster/demo' },
};

const GOING: readonly TimelineRow[] = [
  { minute: 0, logicalId: 'stack', status: 'DELETE_IN_PROGRESS' },
  { minute: 1, logicalId: 'NodeGroup', status: 'DELETE_COMPLETE' },
  { minute: 4, logicalId: 'Cluster', status: 'DELETE_COMPLETE' },
  { minute: 4.1, logicalId: 'stack', status: 'DELETE_COMPLETE' },
];

/** An account with one stack, or none, that is deleted along a timeline; which deletions were asked for is kept. */
class DeletionWorld extends FakeWorld {
  constructor(stack: StackDescription | undefined, timeline: readonly TimelineRow[] = GOING) {
    super(timeline);
    this.stacks.existing = stack;
  }

  get asked(): readonly string[] {
    return this.stacks.deleted.map(({ stackArn, clientRequestToken }) => `${stackArn} ${clientRequestToken}`);
  }

  async run(operation: Deletion): Promise<OperationView> {
    let last: OperationView | undefined;
    for await (const view of runOperation(operation, this.ports, new AbortController().signal)) last = view;
    ok(last);
    return last;
  }
}

function failureOf({ state }: OperationView) {
  ok(state.kind === 'failed', state.kind);
  return state.failure;
}

describe('A deletion', () => {
  it('deletes our stack once, watches it to its end and removes references to the cluster', async () => {
    const aws = new DeletionWorld(OURS);
    const { state } = await aws.run(deletion({ attached: true }));
    strictEqual(state.kind, 'deleted');
    deepStrictEqual(aws.asked, [`${STACK_ARN} delete-${id}-1`]);
    strictEqual(aws.journal.at(-1)?.outcome?.kind, 'deleted');
    deepStrictEqual(
      aws.journal.map(({ stack }) => stack.step),
      ['requested', 'watching', 'gone', 'gone', 'gone'],
    );
  });

  it('reports the deletion status of each resource, not its creation status', async () => {
    const aws = new DeletionWorld(OURS, [
      { minute: 0, logicalId: 'Cluster', status: 'CREATE_COMPLETE' },
      { minute: 0, logicalId: 'NodeGroup', status: 'CREATE_FAILED', reason: 'No instances.' },
      ...GOING,
    ]);
    const shown = new Set<string>();
    for await (const { resources } of runOperation(deletion(), aws.ports, new AbortController().signal))
      for (const { logicalId, status, reason = '' } of resources)
        shown.add([logicalId, status, reason].join(' ').trim());
    deepStrictEqual([...shown].sort(), [
      'Cluster deleted',
      'Cluster waiting',
      'NodeGroup deleted',
      'NodeGroup waiting',
    ]);
  });

  it('sends no deletion if we made no stack', async () => {
    const others = { ...OURS, tags: { [OPERATION_TAG]: 'another' } };
    const gone = { ...OURS, status: 'DELETE_COMPLETE' };
    for (const [stack, arn] of [
      [undefined, STACK_ARN],
      [undefined, undefined],
      [gone, STACK_ARN],
      [others, undefined],
    ] as const) {
      const aws = new DeletionWorld(stack);
      strictEqual((await aws.run(deletion({ stack: { step: 'requested', arn } }))).state.kind, 'deleted');
      deepStrictEqual(aws.asked, []);
    }
  });

  it('finds the stack of a CreateStack that reached AWS late', async () => {
    const aws = new DeletionWorld(undefined);
    let looks = 0;
    aws.stacks.describe = () => Promise.resolve(++looks === 1 ? undefined : OURS);
    await aws.run(deletion({ stack: { step: 'requested' } }));
    strictEqual(aws.asked.length, 1);
  });

  it('leaves a stack alone that is not, or no longer, marked as ours', async () => {
    const elsewhere = { ClusterArn: 'arn:aws:eks:eu-central-1:222222222222:cluster/other' };
    const foreign: readonly Partial<StackDescription>[] = [
      { tags: {} },
      { tags: { ...OURS.tags, [OPERATION_TAG]: 'another' } },
      { tags: { [OPERATION_TAG]: id } },
      { tags: { ...OURS.tags, [INSTALLATION_TAG]: 'fedcba9876543210' } },
      { outputs: elsewhere },
    ];
    for (const change of foreign) {
      const aws = new DeletionWorld({ ...OURS, ...change });
      match(failureOf(await aws.run(deletion())).cause, /eks-clusters-demo/);
      deepStrictEqual(aws.asked, []);
    }
  });

  it('needs the output it was claimed by, unless our own journal knows the stack', async () => {
    const unnamed = { ...OURS, outputs: {} };
    const byOutput = new DeletionWorld(unnamed);
    failureOf(await byOutput.run(deletion({ claim: { kind: 'output' } })));
    deepStrictEqual(byOutput.asked, []);

    const byJournal = new DeletionWorld(unnamed);
    strictEqual((await byJournal.run(deletion({ claim: { kind: 'journal' } }))).state.kind, 'deleted');
    strictEqual(byJournal.asked.length, 1);
  });

  it('of a stack that the user confirmed deletes it only while its tags are unchanged', async () => {
    const agreed = deletion({ claim: { kind: 'agreed', installation: 'fedcba9876543210' } });
    const another = { ...OURS, tags: { ...OURS.tags, [INSTALLATION_TAG]: 'fedcba9876543210' }, outputs: {} };
    const same = new DeletionWorld(another);
    strictEqual((await same.run(agreed)).state.kind, 'deleted');
    strictEqual(same.asked.length, 1);

    for (const change of [OURS, { ...another, tags: {} }]) {
      const changed = new DeletionWorld(change);
      failureOf(await changed.run(agreed));
      deepStrictEqual(changed.asked, []);
    }
  });

  it('from an earlier journal without a claim needs the output or its own creation', async () => {
    const unnamed = { ...OURS, outputs: {} };
    const own = new DeletionWorld(unnamed);
    strictEqual((await own.run(deletion())).state.kind, 'deleted');

    const other = new DeletionWorld(unnamed);
    failureOf(await other.run(deletion({ id: 'a-deletion-of-its-own' })));
    deepStrictEqual(other.asked, []);
  });

  it('checks the owner of the stack before each attempt', async () => {
    const aws = new DeletionWorld(OURS);
    aws.stacks.delete = () => {
      aws.stacks.existing = { ...OURS, tags: {} };
      return Promise.reject(throttled());
    };
    match(failureOf(await aws.run(deletion())).cause, /eks-clusters-demo/);
  });

  it('identifies the stack by ARN after finding it by name, even after a crash', async () => {
    const aws = new DeletionWorld(OURS);
    await aws.run(deletion({ stack: { step: 'requested' } }));
    deepStrictEqual(aws.stacks.described, ['eks-clusters-demo', STACK_ARN]);
    deepStrictEqual(
      aws.journal.flatMap(({ stack }) => ('arn' in stack && stack.step === 'requested' ? [stack.arn] : [])),
      [STACK_ARN],
    );
  });

  it('waits when throttled', async () => {
    const aws = new DeletionWorld(OURS);
    const faults = [throttled(), throttled()];
    aws.stacks.describe = () => {
      const fault = faults.shift();
      return fault ? Promise.reject(fault) : Promise.resolve(OURS);
    };
    strictEqual((await aws.run(deletion())).state.kind, 'deleted');
    strictEqual(faults.length, 0);
  });

  it('that AWS denies lists the manual steps', async () => {
    const aws = new DeletionWorld(OURS);
    aws.stacks.delete = () => Promise.reject(new AwsError('denied', 'AccessDenied', 'not authorized'));
    match(failureOf(await aws.run(deletion())).remedy, /eks-clusters-demo/);
    const { stack } = aws.journal.at(-1)!;
    ok(stack.step === 'failed');
    strictEqual(stack.arn, STACK_ARN);
  });

  it('reports why each resource could not be deleted', async () => {
    const aws = new DeletionWorld(OURS, [
      { minute: 0, logicalId: 'stack', status: 'DELETE_IN_PROGRESS' },
      {
        minute: 1,
        logicalId: 'NodeGroup',
        status: 'DELETE_FAILED',
        reason: 'Ec2SecurityGroupDeletionFailure',
      },
      { minute: 2, logicalId: 'Cluster', status: 'DELETE_FAILED', reason: 'Cluster has nodegroups attached' },
      { minute: 2.1, logicalId: 'stack', status: 'DELETE_FAILED' },
    ]);
    const failure = failureOf(await aws.run(deletion()));
    match(failure.message, /^Deleting .* failed\.$/);
    match(failure.cause, /Cluster has nodegroups attached/);
    const { stack } = aws.journal.at(-1)!;
    ok(stack.step === 'failed');
    // It is what the row says the costs of.
    deepStrictEqual(stack.remaining, ['NodeGroup', 'Cluster']);
  });

  it('ends when CloudFormation no longer knows the watched stack', async () => {
    const aws = new DeletionWorld(OURS, []);
    strictEqual(
      (await aws.run(deletion({ stack: { step: 'watching', arn: STACK_ARN } }))).state.kind,
      'deleted',
    );
  });

  it('waits for its workspace to clean up the files, and does so once it is open', async () => {
    const aws = new DeletionWorld(OURS);
    aws.workspace.isLevelOpen = () => false;
    strictEqual((await aws.run(deletion({ attached: true }))).state.kind, 'pendingRegistration');
    const waiting = aws.journal.at(-1)!;
    ok(waiting.kind === 'delete' && waiting.stack.step === 'gone' && waiting.attached);

    const there = new DeletionWorld(undefined);
    strictEqual((await there.run(waiting)).state.kind, 'deleted');
    deepStrictEqual(there.asked, []);
  });
});
